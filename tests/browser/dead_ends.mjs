// Addresses that lead nowhere, or nowhere any more: each says so, and where to go from there.

import { expect, expectSame } from "./expect.mjs";
import { bookForSomebodyElse } from "./taken.mjs";

const NOWHERE = [
  ["a page that is not there", "/no-such-page/", 404],
  ["a link to no booking", "/booking/m/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/", 404],
  ["a massage that is not given", "/booking/times?service=hot-stone&minutes=60", 422],
  ["a length that is not offered", "/booking/times?service=deep-tissue&minutes=500", 422],
];

export async function tryDeadEnds(client) {
  for (const [name, address, status] of NOWHERE) {
    const answer = await client.page.goto(address);
    expectSame(answer.status(), status, `the status of ${name}`);
    const ways = client.page.getByRole("main").getByRole("link");
    expect((await ways.count()) > 0, `${name}: no link leads on from ${address}`);
    await client.look(name);
  }
  await chooseAStaleTime(client);
}

/** The page of times has been open for long; its time is gone before it is chosen. */
async function chooseAStaleTime(client) {
  await client.page.goto("/booking/times?service=deep-tissue&minutes=60");
  const { start } = await client.choose(client.day(3).getByRole("radio").last());
  await bookForSomebodyElse(client.visitor.origin, start);
  await client.go(client.button("Continue"), "Choose a time");
  await client.expectProblem("start");
  const nearest = client.page.getByRole("group", { name: /^Times near/ }).getByRole("radio");
  expectSame(await nearest.count(), 3, "times offered near the one that was lost");
  await client.look("a time that is gone");
}
