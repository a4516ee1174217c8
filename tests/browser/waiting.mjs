// Asking to be told when a time becomes free, and leaving the waiting list.

import { ANSWERS } from "./client.mjs";
import { expect } from "./expect.mjs";

/** The whole way, with the form sent empty first. */
export async function askAndLeave(client) {
  const { page } = client;
  await page.goto("/booking/times?service=deep-tissue&minutes=60");
  await client.go(client.link("Tell me when a time becomes free"), "Tell me when a time becomes free");
  await client.look("asking to be told");
  await client.go(client.button("Put me on the waiting list"), "Tell me when a time becomes free");
  await client.expectProblem("morning", "name", "email");
  await client.look("asking to be told, empty");
  for (const part of [/^Morning/, /^Evening/]) await client.hand.tick(page.getByRole("checkbox", { name: part }));
  const { name, email } = ANSWERS;
  await client.fill({ name, email });
  const lastDay = page.getByRole("group", { name: "Last day that suits you" });
  await client.hand.type(lastDay.getByLabel("Month"), "Febuary");
  await client.go(client.button("Put me on the waiting list"), "Tell me when a time becomes free");
  await client.expectProblem("to_day");
  await client.expectFilled({ name, email });
  await client.look("asking to be told, a month misspelt");
  await client.hand.type(lastDay.getByLabel("Month"), "December");
  await client.go(client.button("Put me on the waiting list"), "You are on the waiting list");
  expect(/\/booking\/waiting\/[\w.-]{20,}\/$/.test(page.url()), `a place in line has an address of its own, not ${page.url()}`);
  await client.expectShown("Deep tissue massage", "In the morning or in the evening", email);
  await client.look("waiting");
  await client.go(client.button("Leave the waiting list"), "You have left the waiting list");
  await client.look("left");
  await page.reload();
  await client.expectHeading("You have left the waiting list");
}
