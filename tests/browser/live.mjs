// A therapist at work: an open page follows each save, a broken save is explained, mending it clears
// that. On a copy of the practice: node live.mjs --knead ../../target/debug/knead [DIR]

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { launch, Visitor } from "./browser.mjs";
import { ANSWERS, Client } from "./client.mjs";
import { read, usedWrongly } from "./command_line.mjs";
import { expect, expectSame } from "./expect.mjs";
import { Pointer } from "./hands.mjs";
import { copied, start } from "./knead.mjs";
import { Looks } from "./look.mjs";
import { conclude } from "./report.mjs";
import { bookForSomebodyElse } from "./taken.mjs";

const ARGUMENTS = { knead: "value", shots: "value", "keep-going": "switch" };
export const PRACTICE = fileURLToPath(new URL("../..", import.meta.url));
const SERVICE = "services/deep-tissue.md";

export async function live(report, browser, knead, practice, shots) {
  const folder = copied(practice);
  const { origin, stop } = await start(knead, folder);
  const visitor = await Visitor.open(browser, origin);
  const therapist = new Therapist(visitor, join(folder, "content", SERVICE), new Looks(shots));
  try {
    await report.step("shows a new price by itself", () => therapist.changesPrice("95.00", "97.00"));
    await report.step("asks again where the price changed before the booking", () => therapist.changesPriceUnderClient("97.00", "99.00"));
    await report.step("explains a broken save over the last good page", () => therapist.misspells("summary", "sumary"));
    await report.step("goes on once it is mended", () => therapist.mends());
  } finally {
    await visitor.close();
    stop();
  }
}

class Therapist {
  constructor(visitor, file, looks) {
    Object.assign(this, { visitor, page: visitor.page, file, looks, good: readFileSync(file, "utf8") });
  }

  async changesPrice(before, after) {
    await this.page.goto("/services/deep-tissue/");
    await this.#expectPrice(before);
    const { start } = await firstSlot(this.visitor.origin);
    const took = await this.#save(this.good.replaceAll(`"${before}"`, `"${after}"`), () => this.#expectPrice(after));
    const booking = await bookForSomebodyElse(this.visitor.origin, start);
    expectSame(booking.price, after, "the price of a booking after the change");
    return `save to new page: ${took} ms`;
  }

  /** The price rises while a client, whose page does not reload itself, looks at the page to check. */
  async changesPriceUnderClient(before, after) {
    const visitor = await Visitor.open(this.page.context().browser(), this.visitor.origin, { javaScriptEnabled: false });
    const client = new Client(visitor, new Pointer(), this.looks, "price");
    await visitor.page.goto("/booking/times?service=deep-tissue&minutes=60");
    await client.choose(client.day(2).getByRole("radio").first());
    await client.go(client.button("Continue"), "Your details");
    await client.fill(ANSWERS);
    await client.go(client.button("Continue"), "Check your booking");
    const took = await this.#save(this.good.replaceAll(`"${before}"`, `"${after}"`), () => this.#expectPrice(after));
    await client.go(client.button("Book this massage"), "Check your booking");
    await client.expectShown(`The price has changed to $${Number(after)}`);
    await client.look("price changed");
    await client.go(client.button("Book this massage"), "Your massage is booked");
    await client.expectShown(`$${Number(after)}`);
    await visitor.close();
    return `save to new page: ${took} ms`;
  }

  async misspells(key, wrong) {
    const line = this.good.split("\n").findIndex((text) => text.startsWith(`${key} =`)) + 1;
    const took = await this.#save(this.good.replace(`\n${key} =`, `\n${wrong} =`), () => this.#overlay().waitFor(), false);
    const words = await this.#overlay().locator("pre").innerText();
    for (const wanted of [`${SERVICE}:${line}:`, wrong, key]) expect(words.includes(wanted), `the overlay does not say "${wanted}":\n${words}`);
    expectSame(await this.page.locator("main h1").innerText(), "Deep tissue massage", "the page behind the overlay");
    await this.looks.at(this.visitor, "live overlay");
    const answer = await fetch(`${this.visitor.origin}/services/deep-tissue/`);
    expectSame(answer.status, 200, "the last good page, asked for anew");
    return `save to overlay: ${took} ms`;
  }

  async mends() {
    const took = await this.#save(this.good, () => this.#overlay().waitFor({ state: "detached" }));
    await this.#expectPrice("99.00");
    this.visitor.expectQuiet("the way of the therapist");
    return `save to page without overlay: ${took} ms`;
  }

  #overlay() {
    return this.page.locator("dialog[open]");
  }

  #expectPrice(price) {
    return this.page.getByRole("row", { name: /^60 minutes/ }).getByText(`$${Number(price)}`, { exact: true }).waitFor();
  }

  /** Writes the file and waits for what is to follow; in milliseconds. */
  async #save(text, follows, isGood = true) {
    expect(text !== readFileSync(this.file, "utf8"), `${SERVICE} is not as this test expects it`);
    const saved = performance.now();
    writeFileSync(this.file, text);
    await follows();
    if (isGood) this.good = text;
    return Math.round(performance.now() - saved);
  }
}

async function firstSlot(origin) {
  const answer = await fetch(`${origin}/api/slots?service=deep-tissue&minutes=60&from=2026-12-01&to=2026-12-07`);
  return (await answer.json()).slots[0];
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { knead, shots, "keep-going": keepGoing, rest } = read(ARGUMENTS);
  if (!knead) usedWrongly("no program is named", ARGUMENTS);
  const browser = await launch();
  await conclude((report) => live(report, browser, knead, rest[0] ?? PRACTICE, shots), keepGoing);
  await browser.close();
}
