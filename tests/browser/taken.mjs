// The time chosen goes to somebody else while a client fills in the form.

import { ANSWERS } from "./client.mjs";
import { expect, expectSame } from "./expect.mjs";
import { expectBooked } from "./booked.mjs";

/** Loses the time between the answers and the booking, and books one of those offered instead. */
export async function loseATime(client, day) {
  const { page } = client;
  await page.goto("/booking/times?service=deep-tissue&minutes=60");
  const wanted = await client.choose(client.day(day).getByRole("radio").nth(4));
  await client.go(client.button("Continue"), "Your details");
  await client.fill(ANSWERS);
  await client.go(client.button("Continue"), "Check your booking");
  await client.expectAnswersToCheck(ANSWERS, wanted);
  await giveBack(client);
  await bookForSomebodyElse(client.visitor.origin, wanted.start);

  await client.go(client.button("Book this massage"), "Choose a time");
  await client.expectProblem("start");
  const words = await page.getByRole("alert").innerText();
  expect(/taken/i.test(words), `the page does not say that the time is taken: ${words}`);

  await client.look("taken");

  const nearest = page.getByRole("group", { name: /^Times near/ }).getByRole("radio");
  expectSame(await nearest.count(), 3, "times offered near the one that was lost");
  const chosen = await client.choose(nearest.nth(1));
  expect(chosen.start !== wanted.start, "the time that was lost is offered again");
  await client.go(client.button("Continue"), "Check your booking");
  await client.expectAnswersToCheck(ANSWERS, chosen);
  await client.go(client.button("Book this massage"), "Your massage is booked");
  await expectBooked(client, chosen);
}

/** Gives the kept time back from another window, so that somebody else can have it. */
async function giveBack({ page, visitor }) {
  const hold = await page.locator("form.give-back input[name=hold]").getAttribute("value");
  const answer = await fetch(`${visitor.origin}/booking/release`, { method: "POST", body: new URLSearchParams({ hold }), redirect: "manual" });
  expectSame(answer.status, 303, "the status of giving a time back");
}

/** Books over the JSON door. */
export async function bookForSomebodyElse(origin, start) {
  const booking = { service: "deep-tissue", minutes: 60, start, name: "Somebody Else", email: "somebody@example.com" };
  const response = await fetch(`${origin}/api/bookings`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": `test-${start}` },
    body: JSON.stringify(booking),
  });
  const answer = await response.json();
  expectSame(response.status, 201, `the booking of somebody else, answered with ${JSON.stringify(answer)}`);
  return answer;
}
