// What a client does with the link to a booking: moves it, cancels it, books some weeks in a row.

import { ANSWERS } from "./client.mjs";
import { expect, expectSame } from "./expect.mjs";

/** Weeks that no other walk books in, each from its Monday. */
const OWN_WEEKS = { plain: "2026-12-07", keys: "2026-12-14" };

/** Books, moves and cancels. */
export async function moveAndCancel(client, week) {
  const first = await bookIn(client, OWN_WEEKS[week]);
  await client.look("booking");
  const link = client.page.url();
  const second = await move(client, first);
  expectSame(client.page.url().split("?")[0], link, "the link after a move");
  await client.look("booking, moved");
  await client.expectShown(second.day, second.clock, "We have moved it");
  await cancel(client, link);
  await client.look("booking, cancelled");
  const after = await client.page.getByRole("main").innerText();
  await client.page.goto(`${link}cancel`);
  expect(!after.includes("Move it") && client.page.url() === link, "a booking that was cancelled can be cancelled again");
  await client.expectHeading("This booking was cancelled");
  await client.go(client.way("Book another time"), "Choose a time");
}

/** Some weeks in a row, one of them on a day that is closed; then fewer. */
export async function bookAWeeklySeries(client) {
  const friday = "2026-12-04";
  await client.page.goto(`/booking/times?service=deep-tissue&minutes=60&therapist=maya&week=${friday}`);
  await client.choose(client.page.getByRole("group", { name: /^Friday/ }).getByRole("radio").nth(2));
  await client.go(client.button("Continue"), "Your details");
  const weeks = client.page.getByLabel(/^How many weeks/);
  expectSame(await weeks.inputValue(), "1", "the weeks chosen by themselves");
  await client.fill(ANSWERS);
  await client.hand.select(weeks, "4");
  await client.go(client.button("Continue"), "Your details");
  await client.expectProblem("weeks");
  await client.expectShown("Friday, 25 December (closed)", "Choose 3 weeks or fewer");
  await client.expectFilled(ANSWERS);
  await client.look("details, a week that is closed");
  await client.hand.select(weeks, "3");
  await client.go(client.button("Continue"), "Check your booking");
  await client.expectShown("Friday, 11 December", "Friday, 18 December", "each time");
  await client.look("check, some weeks");
  await client.go(client.button("Book this massage"), "Your massage is booked");
  const link = client.page.url();
  await client.look("booking, some weeks");
  await client.go(client.way(/^Friday, 18 December/), "Your massage is booked");
  await client.look("booking, one of some weeks");
  await client.go(client.way(/^Friday, 4 December/), "Your massage is booked");
  expectSame(client.page.url(), link, "where a later week leads back to");
}

async function bookIn(client, week) {
  await client.page.goto(`/booking/times?service=deep-tissue&minutes=60&therapist=maya&week=${week}`);
  const chosen = await client.choose(client.day(0).getByRole("radio").nth(3));
  await client.go(client.button("Continue"), "Your details");
  await client.fill(ANSWERS);
  await client.go(client.button("Continue"), "Check your booking");
  await client.go(client.button("Book this massage"), "Your massage is booked");
  return chosen;
}

async function move(client, from) {
  await client.go(client.way("Move it"), "Choose another time");
  await client.expectShown(from.day);
  expectSame(await client.page.locator(`input[value="${from.start}"]`).count(), 0, "offers of the time it has already");
  await client.look("times to move to");
  await client.go(client.button("Continue"), "Choose another time");
  await client.expectProblem("start");
  await client.look("times to move to, none chosen");
  const to = await client.choose(client.day(1).getByRole("radio").nth(5));
  await client.go(client.button("Continue"), "Move your massage");
  await client.expectShown(from.day, from.clock, to.day, to.clock, "$95");
  await client.look("move, to check");
  await client.go(client.way("Change time"), "Choose another time");
  expect(await client.page.locator(`input[value="${to.start}"]`).isChecked(), "the time chosen before is not chosen any more");
  await client.go(client.way("Anyone", client.page.getByRole("group", { name: "Therapist" })), "Choose another time");
  await client.look("times to move to, with anyone");
  await client.choose(client.page.locator(`input[value="${to.start}"]`));
  await client.go(client.button("Continue"), "Move your massage");
  await client.go(client.button(/^Move it to/), "Your massage is booked", "pressTwice");
  return to;
}

async function cancel(client, link) {
  await client.go(client.way("Cancel it"), "Cancel this booking?");
  await client.look("cancel");
  await client.go(client.way("Keep it"), "Your massage is booked");
  expectSame(client.page.url(), link, "where keeping it leads");
  await client.go(client.way("Cancel it"), "Cancel this booking?");
  await client.go(client.button("Cancel this booking"), "This booking was cancelled", "pressTwice");
}
