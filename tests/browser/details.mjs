// "Your details": the work that is proven while a client types, the box for programs, and what the
// scripts of the flow weigh.

import { createHash } from "node:crypto";
import { brotliCompressSync } from "node:zlib";
import { Visitor } from "./browser.mjs";
import { ANSWERS, Client } from "./client.mjs";
import { expect, expectSame } from "./expect.mjs";
import { Pointer } from "./hands.mjs";
import { Looks } from "./look.mjs";
import { TIMES } from "./picker.mjs";

/** The script of a page, compressed as it travels, in bytes. */
const SCRIPT_BYTES_MAX = 8 * 1024;
/** The longest that finding a proof may keep a key from being heard, in milliseconds. */
const TASK_MS_MAX = 120;
const SHOWS = ["/", "/services/deep-tissue/", "/book/"];

export async function details(report, browser, origin, shots) {
  const step = (name, settings, way) => report.step(name, () => within(browser, origin, settings, shots, way));
  await step("proves a moment's work while details are typed", {}, provesWork);
  await step("tells who fills in the box for programs to leave it empty", { javaScriptEnabled: false }, fillsTheBox);
  await report.step("carries little script, and none on other pages", () => weigh(origin));
}

async function within(browser, origin, settings, shots, way) {
  const visitor = await Visitor.open(browser, origin, settings);
  try {
    return await way(new Client(visitor, new Pointer(), new Looks(shots), "details"));
  } finally {
    await visitor.close();
  }
}

async function open(client) {
  await client.page.goto(TIMES);
  await client.choose(client.day(1).getByRole("radio").nth(3));
  await client.go(client.button("Continue"), "Your details");
}

async function provesWork(client) {
  const { page, visitor } = client;
  await page.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (window.longest = Math.max(window.longest, duration)))).observe({ type: "longtask", buffered: true });
  });
  await open(client);
  await client.fill(ANSWERS);
  const found = await page.waitForFunction(() => document.querySelector("[name=proof]").value && Math.round(performance.now()));
  const took = await found.jsonValue();
  const longest = await page.evaluate(() => window.longest);
  expect(longest < TASK_MS_MAX, `finding a proof keeps keys waiting for ${longest} ms`);
  const [key, proof] = await page.evaluate(() => ["key", "proof"].map((name) => document.querySelector(`[name=${name}]`).value));
  expect(createHash("sha256").update(`${key}:${proof}`).digest("hex").startsWith("0000"), `${proof} proves nothing for ${key}`);
  await client.expectFilled(ANSWERS);
  await client.go(client.button("Continue"), "Check your booking");
  expectSame(await page.locator("[name=proof]").getAttribute("value"), proof, "the proof on the page to check");
  visitor.expectQuiet("proving work");
  return `${proof} hashes in ${took} ms, longest task ${longest} ms`;
}

async function fillsTheBox(client) {
  const { page } = client;
  await open(client);
  await client.fill(ANSWERS);
  const box = page.locator("[name=website]");
  expect(!(await page.getByRole("textbox", { name: /Website/ }).count()), "the box for programs is offered to everybody");
  const { x, width } = await box.boundingBox();
  expect(x + width <= 0, "the box for programs is seen");
  await box.fill("https://example.com", { force: true });
  await client.go(client.button("Continue"), "Your details");
  await client.expectProblem("website");
  await client.expectFilled(ANSWERS);
  expectSame(await box.inputValue(), "", "the box after it was filled in");
  await client.look("the box for programs");
  await client.go(client.button("Continue"), "Check your booking");
}

async function weigh(origin) {
  const details = new URLSearchParams({ service: "deep-tissue", minutes: "60", start: "2026-12-01T10:00:00-05:00" });
  const weights = [];
  for (const address of [TIMES, `/booking/details?${details}`]) {
    const [script, ...more] = await scripts(origin, address);
    expectSame(more.length, 0, `more scripts on ${address}`);
    const text = await (await fetch(`${origin}${script}`)).text();
    const bytes = brotliCompressSync(text).length;
    expect(bytes <= SCRIPT_BYTES_MAX, `${script} has ${bytes} bytes`);
    weights.push(`${script.split(".")[0]} ${bytes} of ${text.length} bytes`);
  }
  for (const address of SHOWS) expectSame((await scripts(origin, address)).length, 0, `scripts of the theme on ${address}`);
  return weights.join(", ");
}

/** The theme's scripts on a page; `knead dev` adds one of its own to what is not the flow's. */
async function scripts(origin, address) {
  const page = await (await fetch(`${origin}${address}`)).text();
  return [...page.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, source]) => source).filter((source) => source.startsWith("/assets/"));
}
