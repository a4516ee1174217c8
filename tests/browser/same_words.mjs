// What the script of "Choose a time" draws is what the server draws, to the last word: every week
// that can be reached, and the weeks in which clocks change.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Visitor } from "./browser.mjs";
import { Client } from "./client.mjs";
import { expect, expectSame } from "./expect.mjs";
import { Pointer } from "./hands.mjs";
import { start, temporaryFolder } from "./knead.mjs";
import { Looks } from "./look.mjs";
import { openMonth, TIMES } from "./picker.mjs";

/** More weeks than there can be before the last. */
const WEEKS_MAX = 20;

export async function sameWords(report, browser, origin, knead) {
  await report.step("draws every week and day with the server's words", () => within(browser, origin, everyWeek));
  const night = await start(knead, nightPractice());
  try {
    await report.step("draws the days on which clocks change with the server's words", () => within(browser, night.origin, changeOvers));
  } finally {
    night.stop();
  }
}

async function within(browser, origin, way) {
  const visitor = await Visitor.open(browser, origin);
  try {
    return await way(new Client(visitor, new Pointer(), new Looks(), "words"));
  } finally {
    visitor.expectQuiet("comparing words");
    await visitor.close();
  }
}

async function everyWeek(client) {
  await openMonth(client);
  let times = 0;
  for (let weeks = 1; weeks < WEEKS_MAX; weeks += 1) {
    times += await expectSameWeek(client);
    if (!(await client.way("Later times").isVisible())) return `${weeks} weeks, ${times} times`;
    await turn(client);
  }
  expect(false, `there is no last week among ${WEEKS_MAX}`);
}

/** A practice that works through the nights in which clocks change, and takes bookings for long. */
function nightPractice() {
  const files = {
    "practice.toml": 'name = "Night"\ntimezone = "America/New_York"\ncurrency = "USD"\n[hours]\nsun = ["00:30-04:30"]\nmon = ["09:00-10:00"]\n',
    "index.md": '+++\ntitle = "Night"\n+++\nNight.\n',
    "services/deep-tissue.md": '+++\ntitle = "Deep tissue massage"\nsummary = "Slow."\nstart_every = 30\noffers = [{ minutes = 60, price = "95.00" }]\n+++\nSlow.\n',
  };
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, "content", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** The week before a change-over, the Sunday of it, and times that only that day has or lacks. */
const CHANGES = [
  ["2027-03-01", "2027-03-14", ["1:30 am", "3:00 am"], ["2:00 am", "2:30 am"]],
  ["2027-10-25", "2027-11-07", ["1:00 am EDT", "1:30 am EDT", "1:00 am EST", "1:30 am EST", "2:00 am"], ["1:00 am"]],
];

async function changeOvers(client) {
  for (const [before, date, there, absent] of CHANGES) {
    await openMonth(client, `${TIMES}&week=${before}`);
    await turn(client);
    await expectSameWeek(client);
    const clocks = await client.page.locator(`[data-date="${date}"] .chip`).allInnerTexts();
    for (const clock of there) expect(clocks.includes(clock), `${clock} is missing on ${date}: ${clocks}`);
    for (const clock of absent) expect(!clocks.includes(clock), `${clock} does not exist on ${date}: ${clocks}`);
  }
}

/** To the next week, drawn by the script. */
async function turn(client) {
  const before = await client.page.locator(".week-name").innerText();
  await client.hand.press(client.way("Later times"));
  await client.page.locator(".week-name").filter({ hasNotText: before }).waitFor();
}

/** The week on the page and its days in the month are those of the server's page; how many times there are. */
async function expectSameWeek(client) {
  await client.page.locator("td button:not([aria-label*='still looking'])").first().waitFor();
  const { drawn, served, times } = await client.page.evaluate(compare);
  expectSame(drawn, served, `the week of ${client.page.url()}`);
  return times;
}

/** Runs in the page. */
async function compare() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const tidy = (html) => html.replace(/>\s+/g, ">").replace(/\s+</g, "<").trim();
  const week = (page) => [".week", ".week-none", ".week-days", ".week-end"].map((part) => tidy(page.querySelector(part).outerHTML)).join("\n");
  const shown = [...page.querySelectorAll("[data-date]")];
  const named = (day) => {
    const count = day.querySelectorAll("input").length;
    return `${day.querySelector("h2").textContent}, ${count} time${count === 1 ? "" : "s"}`;
  };
  const inMonth = (day) => document.querySelector(`td button[value="${day.dataset.date}"]`);
  const days = shown.filter(inMonth);
  return {
    drawn: [week(document), ...days.map((day) => inMonth(day).ariaLabel)].join("\n"),
    served: [week(page), ...days.map(named)].join("\n"),
    times: page.querySelectorAll("[name=start]").length,
  };
}
