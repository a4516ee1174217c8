// "Choose a time" where scripts run: a month by keys, weeks without loading, and the page without
// either when the times cannot be had.

import { Visitor } from "./browser.mjs";
import { Client } from "./client.mjs";
import { expect, expectSame } from "./expect.mjs";
import { Keys, Pointer } from "./hands.mjs";
import { Looks, MORE_WAYS } from "./look.mjs";

export const TIMES = "/booking/times?service=deep-tissue&minutes=60";
const PHONE = { width: 390, height: 844 };

export async function picker(report, browser, origin, shots) {
  const step = (name, pass, settings, way, hand = new Pointer()) => report.step(name, () => within(browser, origin, { pass, settings, hand, shots }, way));
  await step("goes through the month by each key", "month keys", {}, byKeys, new Keys());
  await step("looks right with a month, on a phone", "month", { viewport: PHONE }, look);
  await step("looks right without JavaScript", "month, plain", { viewport: PHONE, javaScriptEnabled: false }, (client) => look(client, false));
  await step("turns weeks without loading, and keeps the address, the focus and the choice", "weeks", {}, turnWeeks);
  await step("goes on with the time that Enter is pressed on", "enter", {}, pressEnter);
  await step("moves nothing when the month and the choice appear", "still", { viewport: PHONE }, staysStill);
  for (const [what, answer] of FAILURES) await step(`offers everything when the times ${what}`, "no times", {}, (client) => withoutTimes(client, answer));
}

async function within(browser, origin, { pass, settings, hand, shots }, way) {
  const visitor = await Visitor.open(browser, origin, settings);
  try {
    return await way(new Client(visitor, hand, new Looks(shots), pass));
  } finally {
    await visitor.close();
  }
}

/** The month with its times. */
export async function openMonth(client, address = TIMES) {
  await client.page.goto(address);
  await client.expectHeading("Choose a time");
  await client.page.getByRole("button", { name: /^\w+day, .*, \d+ times?$/ }).first().waitFor();
}

/** Where the keys lead from 24 November, one after the other. */
const WAY = [
  ["ArrowRight", "2026-11-25", /^Wednesday, 25 November, \d+ times$/],
  ["ArrowRight", "2026-11-26", /^Thursday, 26 November, no times$/],
  ["ArrowLeft", "2026-11-25", /25 November/],
  ["Home", "2026-11-23", /^Monday, 23 November, no times$/],
  ["End", "2026-11-29", /^Sunday, 29 November, no times$/],
  ["ArrowUp", "2026-11-22", /22 November, no times$/],
  ["ArrowDown", "2026-11-29", /29 November/],
  ["ArrowDown", "2026-12-06", /^Sunday, 6 December, no times$/],
  ["PageUp", "2026-11-06", /6 November/],
  ["PageUp", "2026-11-06", /6 November/],
  ["PageDown", "2026-12-06", /6 December/],
  ["ArrowLeft", "2026-12-05", /^Saturday, 5 December, \d+ times$/],
  ["End", "2026-12-06", /6 December/],
  ["ArrowUp", "2026-11-29", /29 November/],
  ["ArrowRight", "2026-11-30", /30 November/],
  ["PageDown", "2026-12-30", /30 December/],
  ["ArrowRight", "2026-12-31", /31 December/],
  ["Home", "2026-12-28", /28 December/],
  ["End", "2027-01-03", /^Sunday, 3 January, no times$/],
  ["PageDown", "2027-01-03", /3 January/],
  ["ArrowLeft", "2027-01-02", /2 January/],
];

async function byKeys(client) {
  const { page } = client;
  await openMonth(client);
  const day = (date) => page.locator(`td button[value="${date}"]`);
  await client.hand.press(day("2026-11-24"));
  await expectFocus(page, "H2", "Tuesday, 24 November");
  expectSame(await page.locator("td[aria-selected=true] button").getAttribute("value"), "2026-11-24", "the day that is chosen");
  await page.keyboard.press("Shift+Tab");
  while (!(await page.evaluate(() => document.activeElement.closest("td")))) await page.keyboard.press("Shift+Tab");
  for (const [key, date, name] of WAY) {
    await page.keyboard.press(key);
    await day(date).waitFor();
    expectSame(await focused(page), date, `the day reached by ${key}`);
    const said = await day(date).getAttribute("aria-label");
    expect(name.test(said), `after ${key}, ${date} is called "${said}"`);
    expectSame(await page.locator("td button[tabindex='0']").count(), 1, `days that Tab leads to, after ${key}`);
    expectSame(await day(date).getAttribute("tabindex"), "0", `the tabindex of ${date}`);
  }
  await page.keyboard.press("Home");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  expectSame(await focused(page), "2027-01-03", "the day that has the focus after Enter on one without times");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Space");
  await expectFocus(page, "H2", "Wednesday, 2 December");
  await client.expectWeek(/^30 November to 6 December/);
  const chosen = await client.choose(page.getByRole("group", { name: "Wednesday, 2 December" }).getByRole("radio").nth(3));
  expect(await page.evaluate(() => document.activeElement.matches("[name=start]:checked")), "choosing a time takes the focus away from it");
  await client.go(client.button("Continue"), "Your details");
  await client.expectShown(chosen.day, chosen.clock);
  client.visitor.expectQuiet("the month by keys");
}

async function look(client, hasMonth = true) {
  const { page, visitor } = client;
  if (!hasMonth) {
    await page.goto(TIMES);
    expect(!(await page.locator(".month").isVisible()), "a place for a month is there without scripts");
    await client.looks.at(visitor, `${client.pass} 01 times`, MORE_WAYS);
    return;
  }
  await openMonth(client);
  await client.looks.at(visitor, `${client.pass} 01 times`, MORE_WAYS);
  await client.hand.press(client.button("Later month"));
  await client.hand.press(page.getByRole("button", { name: /^Wednesday, 2 December/ }));
  await client.choose(client.day(1).getByRole("radio").nth(2));
  await client.looks.at(visitor, `${client.pass} 02 day and time chosen`, MORE_WAYS);
}

async function turnWeeks(client) {
  const { page } = client;
  await openMonth(client);
  const chosen = await client.choose(client.day(1).getByRole("radio").nth(2));
  await client.expectShown(`${chosen.day}, ${chosen.clock}, with`);
  expectSame(await page.locator("td[aria-selected=true] button").getAttribute("value"), chosen.start.slice(0, 10), "the day of the chosen time");
  let loads = 0;
  page.on("load", () => (loads += 1));
  const later = client.way("Later times");
  await client.hand.press(later);
  await client.expectWeek(/^30 November to 6 December/);
  expect(await later.evaluate((link) => link === document.activeElement), "turning to later times takes the focus away");
  await client.hand.press(client.page.locator(".week-end a"));
  await client.expectWeek(/^7 to 13 December/);
  await expectFocus(page, "P", "7 to 13 December 2026");
  for (const back of [/^30 November/, /^23 to 29/]) {
    await client.hand.press(client.way("Earlier times"));
    await client.expectWeek(back);
  }
  await expectFocus(page, "P", "23 to 29 November 2026");
  expect(await page.locator(`input[value="${chosen.start}"]`).isChecked(), "the time chosen before is not chosen any more");
  expect(!(await client.way("Earlier times").isVisible()), "there are earlier times than today's");
  await client.hand.press(client.way("Later times"));
  expectSame(loads, 0, "pages loaded for other weeks");
  expect(page.url().includes("week=2026-11-30"), `the address does not tell the week: ${page.url()}`);
  await page.reload();
  await client.expectWeek(/^30 November to 6 December/);
  client.visitor.expectQuiet("turning weeks");
}

async function pressEnter(client) {
  await openMonth(client);
  const chosen = await client.choose(client.day(1).getByRole("radio").nth(2));
  await Promise.all([client.page.waitForEvent("load"), client.page.keyboard.press("Enter")]);
  await client.expectHeading("Your details");
  await client.expectShown(chosen.day, chosen.clock);
}

async function staysStill(client) {
  await client.page.addInitScript(() => {
    window.shifted = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (window.shifted += value))).observe({ type: "layout-shift", buffered: true });
  });
  await openMonth(client);
  await client.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const shifted = await client.page.evaluate(() => window.shifted);
  expect(shifted < 0.005, `the page moves by ${shifted} while the month appears`);
  return `layout shift ${shifted}`;
}

const FAILURES = [
  ["are refused", (route) => route.fulfill({ status: 503, body: "" })],
  ["cannot be read", (route) => route.fulfill({ status: 200, contentType: "application/json", body: "{" })],
  ["cannot be reached", (route) => route.abort()],
];

async function withoutTimes(client, answer) {
  const { page } = client;
  await page.route("**/api/slots?*", answer);
  await page.goto(TIMES);
  await page.locator(".month").waitFor({ state: "detached" });
  await client.go(client.way("Later times"), "Choose a time");
  await client.expectWeek(/^30 November to 6 December/);
  await page.locator(".month").waitFor({ state: "detached" });
  const chosen = await client.choose(client.day(1).getByRole("radio").nth(2));
  await client.go(client.button("Continue"), "Your details");
  await client.expectShown(chosen.day, chosen.clock);
}

/** The date that has the focus. */
function focused(page) {
  return page.evaluate(() => document.activeElement.value);
}

async function expectFocus(page, element, words) {
  const [name, text] = await page.evaluate(() => [document.activeElement.tagName, document.activeElement.textContent]);
  expectSame(`${name} "${text}"`, `${element} "${words}"`, "what has the focus");
  expect(await page.evaluate(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight && document.elementFromPoint(innerWidth / 2, top) !== document.querySelector(".chosen");
  }), `"${words}" has the focus but is covered or out of view`);
}
