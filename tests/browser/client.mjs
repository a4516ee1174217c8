// A client: what somebody does on each page of the way to a booking, and what they may expect there.

import { expect, expectSame, Unexpected } from "./expect.mjs";

export const ANSWERS = {
  name: "O'Brien-Łukasz 山田",
  email: "client@example.com",
  phone: "+1 (503) 555-0142",
  note: "The bell at the side door is broken – please look out for me.",
};
const LABELS = { name: /^Full name/, email: /^Email/, phone: /^Phone/, note: /^Note/ };

/** How long the next page may take, and what is pressed to get there, in milliseconds. */
const LOAD_MS = 20_000;

export class Client {
  constructor(visitor, hand, looks, pass) {
    Object.assign(this, { visitor, page: visitor.page, hand, looks, pass, seen: 0 });
  }

  /** Looks closely at the page that has just been reached, in the usual ways and in `more`; not without looks. */
  async look(name, more = []) {
    if (!this.looks) return;
    this.seen += 1;
    const address = decodeURIComponent(this.page.url());
    expect(!Object.values(ANSWERS).some((answer) => address.includes(answer)), `an answer stands in the address ${address}`);
    await this.looks.at(this.visitor, `${this.pass} ${String(this.seen).padStart(2, "0")} ${name}`, more);
  }

  button(name) {
    return this.page.getByRole("button", { name });
  }

  /** A link or a button of this name; which of them is the page's own affair. */
  way(name, place = this.page.getByRole("main")) {
    return place.getByRole("link", { name }).or(place.getByRole("button", { name })).first();
  }

  link(name) {
    return this.page.getByRole("main").getByRole("link", { name }).first();
  }

  field(name) {
    return this.page.getByLabel(LABELS[name]);
  }

  /** The day groups of "Choose a time", without the nearest times. */
  day(nth) {
    return this.page.getByRole("group", { name: /^\w+day, / }).nth(nth);
  }

  async expectHeading(words) {
    const heading = this.page.getByRole("heading", { level: 1, name: words });
    await heading.waitFor().catch(async () => {
      const shown = await this.page.locator("body").innerText();
      throw new Unexpected(`expected the page "${words}", found ${this.page.url()}:\n${shown}`);
    });
  }

  /** The page of times shows this week, by its name. */
  expectWeek(name) {
    return this.page.locator(".week-name", { hasText: name }).waitFor();
  }

  /** Presses what leads to another page, and is on one with this heading afterwards. */
  async go(control, heading, press = "press") {
    await Promise.all([this.page.waitForEvent("load", { timeout: LOAD_MS }), this.hand[press](control)]);
    await this.expectHeading(heading);
  }

  async fromHomeToTimes() {
    await this.page.goto("/");
    await this.look("home");
    await this.go(this.link(/deep tissue/i), "Deep tissue massage");
    await this.look("service");
    await this.go(this.link("Book 60 minutes"), "Choose a time");
    await this.look("times");
  }

  /** Chooses a time on the page of times and says which. */
  async choose(radio) {
    const start = await radio.getAttribute("value");
    const [, day, clock] = (await radio.getAttribute("aria-label")).match(/^(\w+day, \d+ \w+), (\d+:\d+\s[ap]m)/);
    await this.hand.choose(radio);
    return { start, day, clock };
  }

  async fill(answers) {
    for (const [name, text] of Object.entries(answers)) await this.hand.type(this.field(name), text);
  }

  async expectFilled(answers) {
    for (const [name, text] of Object.entries(answers)) expectSame(await this.field(name).inputValue(), text, `the field ${name}`);
  }

  /** The page to check shows every answer and the time. */
  async expectAnswersToCheck(answers, chosen) {
    await this.expectHeading("Check your booking");
    await this.expectShown(...Object.values(answers), chosen.day, chosen.clock);
  }

  async expectShown(...words) {
    const shown = await this.page.getByRole("main").innerText();
    for (const wanted of words) expect(spaced(shown).includes(spaced(wanted)), `"${wanted}" is missing on ${this.page.url()}:\n${shown}`);
  }

  /** The desk's frame is there. */
  async expectSignedIn() {
    await this.page.getByRole("button", { name: "Sign out", exact: true }).waitFor();
  }

  /** The page says what is wrong, first and beside each of these fields. */
  async expectProblem(...fields) {
    const title = await this.page.title();
    expect(title.startsWith("Error: "), `the title of a page with a problem does not start with "Error: ": "${title}"`);
    expectSame(await this.page.getByRole("alert").count(), 1, `error summaries on "${title}"`);
    const links = this.page.getByRole("alert").getByRole("link");
    expect(await links.first().evaluate(isFirstInMain), "the error summary does not stand above the h1, first in main");
    expectSame(await links.count(), fields.length, "links in the error summary");
    for (const [at, name] of fields.entries()) await this.#expectLinkTo(links.nth(at), name);
  }

  async #expectLinkTo(link, name) {
    const target = this.page.locator(`[id="${(await link.getAttribute("href")).slice(1)}"]`);
    expectSame(await target.count(), 1, `targets of "${await link.innerText()}"`);
    expectSame(await target.getAttribute("name"), name, `the field that "${await link.innerText()}" leads to`);
    await this.hand.press(link);
    expect(await target.evaluate((field) => field === document.activeElement), `"${await link.innerText()}" does not lead into its field`);
    if ((await target.getAttribute("type")) === "radio") return;
    const described = await target.evaluate((field) => (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent).join(" "));
    expect(described.includes(await link.innerText()), `the words "${await link.innerText()}" are not tied to their field`);
  }
}

/** Lines may break and stay together as the page likes. */
function spaced(text) {
  return text.replace(/\s+/g, " ");
}

/** Runs in the page. */
function isFirstInMain(link) {
  const alert = link.closest("[role=alert]");
  const heading = document.querySelector("main h1");
  const isAbove = Boolean(alert.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING);
  return isAbove && Boolean(alert.closest("main"));
}
