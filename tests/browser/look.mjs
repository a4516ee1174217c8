// How a page must look and be built, whatever is on it: axe, labels, sizes, nothing sideways.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, expectNone, expectSame } from "./expect.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const NARROW = { width: 320, height: 640 };
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const WAYS = [["dark", NARROW], ["light", NARROW], ["dark", DESKTOP], ["light", DESKTOP]];
const HALVED = { width: 640, height: 450 };
/** A desktop's window at 200 %. */
export const TWICE = [["light", HALVED]];
/** The same, and a visitor's own colours; for pages with much of their own. */
export const MORE_WAYS = [...TWICE, ["dark", DESKTOP, "active"], ["dark", NARROW, "active"]];
/** WCAG 2.5.5 and every maker's own guide: a finger needs this much. */
const TARGET_PX = 44;

export class Looks {
  /** Looks at pages; keeps pictures of them in `shots`, if that names a folder. */
  constructor(shots = null) {
    Object.assign(this, { shots, pages: 0 });
    if (shots) mkdirSync(shots, { recursive: true });
  }

  /** Looks at the page a visitor is on, in the usual ways and in `more`. `name` is for messages and pictures. */
  async at(visitor, name, more = []) {
    const { page } = visitor;
    const usual = page.viewportSize();
    await visitor.letScriptsRun(true);
    await this.#photograph(page, name);
    // Through the debugger, which the page's own policy does not bind.
    await page.evaluate(AXE);
    for (const [colorScheme, size, forcedColors] of [...WAYS, ...more]) {
      await dress(page, colorScheme, size, forcedColors);
      // From its top: what lies under a bar that stays in view is not small.
      await page.evaluate(() => scrollTo(0, 0));
      const where = `${name} (${colorScheme}, ${size.width} px${forcedColors ? ", forced colours" : ""})`;
      expectNone(await page.evaluate(violations, { rules: RULES, ownColours: Boolean(forcedColors) }), `axe, ${where}`);
      if (size.width < DESKTOP.width) await expectNothingSideways(page, where);
      expectNone(await page.evaluate(smallTargets, TARGET_PX), `targets under ${TARGET_PX} px, ${where}`);
    }
    await expectRoomAtTwiceTheSize(page, name);
    expectNone(await page.evaluate(unlabelled), `controls without a label, ${name}`);
    await expectOneTop(page, name);
    await dress(page, "light", usual);
    await visitor.letScriptsRun(false);
    visitor.expectQuiet(name);
    this.pages += 1;
  }

  /** Keeps a page as it is printed. */
  async print(page, name) {
    if (this.shots) await page.pdf({ path: join(this.shots, `${name.replace(/\W+/g, "-")}.pdf`), preferCSSPageSize: true });
  }

  async #photograph(page, name) {
    if (!this.shots) return;
    for (const [kind, colorScheme, size] of [["phone-light", "light", PHONE], ["phone-dark", "dark", PHONE], ["desktop", "light", DESKTOP], ["desktop-dark", "dark", DESKTOP]]) {
      await dress(page, colorScheme, size);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: join(this.shots, `${name.replace(/\W+/g, "-")}-${kind}.png`), fullPage: true });
    }
  }
}

async function dress(page, colorScheme, size, forcedColors = "none") {
  await page.emulateMedia({ colorScheme, forcedColors, reducedMotion: "reduce" });
  await page.setViewportSize(size);
  await page.evaluate(() => document.fonts.ready.then(() => document.getAnimations().forEach((moving) => moving.finish())));
}

async function expectNothingSideways(page, where) {
  const { wide, room } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, room: document.documentElement.clientWidth }));
  expect(wide <= room, `${where}: the page is ${wide} px wide where ${room} px are; too far: ${await page.evaluate(tooFar)}`);
}

/** 200 % in both ways that visitors have: a window that shows half as much, and letters alone. */
async function expectRoomAtTwiceTheSize(page, name) {
  await dress(page, "light", HALVED);
  await expectNothingSideways(page, `${name} (at 200 %)`);
  await page.evaluate(() => { document.documentElement.style.fontSize = "200%"; });
  await dress(page, "light", PHONE);
  await expectNothingSideways(page, `${name} (${PHONE.width} px, letters at 200 %)`);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
}

async function expectOneTop(page, where) {
  const count = (name) => page.evaluate((name) => document.querySelectorAll(name).length, name);
  expectSame(await count("h1"), 1, `${where}: number of h1`);
  expectSame(await count("main"), 1, `${where}: number of main`);
}

// The functions below run in the page.

async function violations({ rules, ownColours }) {
  // Colours that a visitor forces on the page are not the page's to answer for.
  const found = await window.axe.run(document, { runOnly: { type: "tag", values: rules }, rules: { "color-contrast": { enabled: !ownColours } }, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
}

function tooFar() {
  const past = [...document.querySelectorAll("body *")].filter((element) => !element.closest("svg *, .scroll *") && element.getBoundingClientRect().right > document.documentElement.clientWidth);
  return past.map((element) => `${element.localName}.${element.getAttribute("class") ?? ""} "${element.textContent.trim().slice(0, 20)}"`).join(", ");
}

function unlabelled() {
  const controls = [...document.querySelectorAll("input:not([type=hidden]), select, textarea")];
  const named = (control) => [...(control.labels ?? [])].some((label) => label.textContent.trim());
  return controls.filter((control) => !named(control)).map((control) => control.outerHTML.slice(0, 120));
}

function smallTargets(least) {
  const drawn = ({ backgroundColor, borderTopWidth }) => backgroundColor !== "rgba(0, 0, 0, 0)" || parseFloat(borderTopWidth) > 0;
  const links = [...document.querySelectorAll("a[href]")].filter((link) => drawn(getComputedStyle(link)));
  const choices = [...document.querySelectorAll("input[type=radio], input[type=checkbox]")].map((input) => input.closest("label") ?? input);
  const typed = document.querySelectorAll("button, summary, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])");
  const shown = (element) => element.checkVisibility() && !element.matches(".skip, dialog *");
  return [...links, ...choices, ...typed].filter(shown).flatMap((target) => {
    const { width, height } = target.getBoundingClientRect();
    const words = target.textContent.trim().replace(/\s+/g, " ") || target.id;
    return height + 0.1 >= least ? [] : [`${target.localName} "${words}": ${width.toFixed(0)} x ${height.toFixed(1)}`];
  });
}
