// After a booking: the confirmation, and what others are offered.

import { expect, expectSame } from "./expect.mjs";

/** The confirmation stays, and its time is offered to nobody else. */
export async function expectBooked(client, { start, day, clock }) {
  const { page } = client;
  expect(/\/booking\/m\/[\w-]{20,}\/$/.test(page.url()), `a confirmation has an address of its own, not ${page.url()}`);
  await client.look("booked");
  await client.expectShown(day, clock);
  const before = await page.getByRole("main").innerText();
  await page.reload();
  expectSame(await page.getByRole("main").innerText(), before, "the confirmation after a reload");
  await page.goto(`/booking/times?service=deep-tissue&minutes=60&week=${start.slice(0, 10)}`);
  await client.expectHeading("Choose a time");
  expect((await page.getByRole("radio").count()) > 0, "no times are offered at all any more");
  expectSame(await page.locator(`input[value="${start}"]`).count(), 0, `offers of ${start} after it was booked`);
}
