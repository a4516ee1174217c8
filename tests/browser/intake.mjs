// A client fills in the health form, leaves in the middle, comes back by the link, signs and sends it.

import { Visitor } from "./browser.mjs";
import { expect, expectSame } from "./expect.mjs";
import { Keys, Pointer } from "./hands.mjs";
import { start } from "./knead.mjs";
import { Looks, TWICE } from "./look.mjs";

const HANDS = [
  ["on a phone, without JavaScript", "plain", Pointer, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }],
  ["by keys alone", "keys", Keys, { viewport: { width: 390, height: 844 } }],
];
/** After how many parts the client leaves. */
const LEAVES_AFTER = 2;

export async function intake(report, browser, knead, practice, shots) {
  const { origin, stop } = await start(knead, practice);
  try {
    await walk(report, browser, origin, shots);
    await report.step("is told that massage has to wait, and prints the form", () => waitAndPrint(browser, origin, shots));
  } finally {
    stop();
  }
}

async function walk(report, browser, origin, shots) {
  for (const [at, [how, hand, Hand, settings]] of HANDS.entries()) {
    await report.step(`fills in the health form, ${how}`, async () => {
      const form = `/intake/${await book(origin, at)}/`;
      const looks = new Looks(shots);
      const leaving = await Visitor.open(browser, origin, settings);
      await leaving.page.goto(form);
      await looks.at(leaving, `${hand} intake list`, TWICE);
      await fillIn(leaving.page, new Hand(), LEAVES_AFTER, (name) => looks.at(leaving, `${hand} intake ${name}`, TWICE));
      leaving.expectQuiet("the first parts");
      await leaving.close();
      const back = await Visitor.open(browser, origin, settings);
      try {
        await back.page.goto(form);
        expectSame(await back.page.locator(".task-done").count(), LEAVES_AFTER, "parts that are done when the client comes back");
        await fillIn(back.page, new Hand(), Infinity, (name) => looks.at(back, `${hand} intake ${name}`, TWICE));
        await send(back, new Hand(), looks, hand);
        back.expectQuiet("the other parts");
      } finally {
        await back.close();
      }
    });
  }
}

/** An answer that says that massage has to wait; and the form that is filled in by hand. */
async function waitAndPrint(browser, origin, shots) {
  const [, , , settings] = HANDS[0];
  const visitor = await Visitor.open(browser, origin, settings);
  const [looks, hand, { page }] = [new Looks(shots), new Pointer(), visitor];
  try {
    await page.goto(`/intake/${await book(origin, HANDS.length)}/health`);
    for (const asked of await page.locator(".asked").all()) if (await asked.isVisible()) await answer(asked, hand);
    await hand.tick(page.getByRole("checkbox", { name: /^A blood clot now/ }));
    await hand.tick(page.locator("[name='circulation.none']"));
    await goOn(page, hand, page.getByRole("button", { name: "Save and go on", exact: true }).last());
    expectSame(await page.locator("h1").textContent(), "Please read this before you come", "massage has to wait");
    await looks.at(visitor, "plain intake stop", TWICE);
    await page.goto("/forms/intake/");
    await looks.at(visitor, "plain intake on paper", TWICE);
    visitor.expectQuiet("the page to stop at and the form on paper");
  } finally {
    await visitor.close();
  }
}

async function book(origin, at) {
  const slot = ["2026-12-01T10:00:00-05:00", "2026-12-01T14:00:00-05:00", "2026-12-01T16:00:00-05:00"][at];
  const wanted = { service: "deep-tissue", minutes: 60, start: slot, name: "Ada Lovelace", email: `ada${at}@example.com` };
  const answer = await fetch(`${origin}/api/bookings`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(wanted) });
  expectSame(answer.status, 201, "a booking to fill in the form for");
  return (await answer.json()).token;
}

/** Fills in parts, each as it stands, until there are no more or as many as were asked for. */
async function fillIn(page, hand, parts, look) {
  await goOn(page, hand, page.locator(".form-page > p > a.button"));
  for (let part = 0; part < parts; part += 1) {
    const name = new URL(page.url()).pathname.split("/").at(-1);
    if (name === "check") return;
    await look(name);
    for (const asked of await page.locator(".asked").all()) if (await asked.isVisible()) await answer(asked, hand);
    await goOn(page, hand, page.getByRole("button", { name: "Save and go on", exact: true }).last());
    expectSame(await page.locator(".error-summary").count(), 0, `errors in ${name}`);
  }
}

/** Presses what leads on, and waits for the page that comes. */
async function goOn(page, hand, control) {
  const arrived = page.waitForEvent("load");
  await hand.press(control);
  await arrived;
}

/** Answers a question with nothing to worry about: the last choice, a few words. */
async function answer(asked, hand) {
  const options = asked.locator(".option input");
  if (await options.count()) {
    const last = options.last();
    return (await last.getAttribute("type")) === "radio" ? hand.choose(last) : hand.tick(last);
  }
  if (await asked.locator(".body-map").count()) return mark(asked, hand);
  for (const box of await asked.locator("input[type=text], input[type=tel], input:not([type])").all()) {
    const [name, value] = [await box.getAttribute("name"), await box.inputValue()];
    if (!value) await hand.type(box, words(name));
  }
}

/** Says what is felt at two places: one is measured, the other is not to be touched. */
async function mark(asked, hand) {
  for (const [place, kind] of [["Lower back", "stiffness"], ["Left knee", "avoid"]]) {
    await hand.tick(asked.getByRole("checkbox", { name: place, exact: true }));
    await hand.select(asked.getByLabel(`What is it? ${place}`), kind);
    const strength = asked.getByLabel(`How strong, 0 to 10? ${place}`);
    expectSame(await strength.isVisible(), kind !== "avoid", `whether it is asked how strong it is: ${place}`);
    if (kind !== "avoid") await hand.select(strength, "4");
  }
}

function words(name) {
  const known = { day: "10", month: "December", year: "1985", relation: "Sister" };
  const part = name.split(".").at(-1);
  return known[part] ?? (/phone/.test(name) ? "(503) 555-0199" : "Grace Hopper");
}

async function send(visitor, hand, looks, name) {
  const { page } = visitor;
  await looks.at(visitor, `${name} intake check`, TWICE);
  await goOn(page, hand, page.getByRole("link", { name: "Go on to sign" }));
  await looks.at(visitor, `${name} intake sign`, TWICE);
  const button = page.getByRole("button", { name: "Sign and send my health form" });
  await goOn(page, hand, button);
  await looks.at(visitor, `${name} intake unsigned`, TWICE);
  expect((await page.locator(".error-summary a").count()) > 3, "an unsigned form names what is missing");
  for (const box of await page.locator(".consent input[type=checkbox], .signature input[type=checkbox]").all()) {
    expect(!(await box.isChecked()), "no box is ticked before the client ticks it");
    await hand.tick(box);
  }
  await hand.type(page.getByLabel("Your full name as a signature"), "Ada Lovelace");
  await goOn(page, hand, button);
  expectSame(await page.locator("h1").textContent(), "We have your health form", "the form is sent");
  await looks.at(visitor, `${name} intake done`, TWICE);
}
