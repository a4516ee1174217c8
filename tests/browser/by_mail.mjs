// The pages that only a mail or a refusal leads to, each on a practice with a rule of its own:
// node by_mail.mjs --knead ../../target/debug/knead [--shots FOLDER] [--keep-going] [DIR]

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, Visitor } from "./browser.mjs";
import { ANSWERS, Client } from "./client.mjs";
import { read, usedWrongly } from "./command_line.mjs";
import { expect, expectSame } from "./expect.mjs";
import { Keys, Pointer } from "./hands.mjs";
import { copied, start } from "./knead.mjs";
import { PRACTICE } from "./live.mjs";
import { Looks, TWICE } from "./look.mjs";
import { Mailbox } from "./mailbox.mjs";
import { conclude } from "./report.mjs";
import { bookForSomebodyElse } from "./taken.mjs";

const ARGUMENTS = { knead: "value", shots: "value", "keep-going": "switch" };
const TIMES = "/booking/times?service=deep-tissue&minutes=60&therapist=maya";
/** Two hours ahead of every test's clock, and less than a day. */
const TOO_SOON_TO_CHANGE = "2026-11-24T10:15:00-05:00";
/** More than one network may ask for in ten minutes, with or without a proof of work. */
const MANY = 200;

const HANDS = [
  ["without JavaScript", "plain", Pointer, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false }],
  ["by keys alone, with JavaScript", "keys", Keys, {}],
];
const WALKS = [
  ["confirms the address of a new client", "prove", "confirm_new_clients", confirmAddress],
  ["has a request taken on and another declined", "decide", "approval", decideOnRequests],
  ["books a time that was waited for", "offer", null, bookWhatBecameFree],
  ["is told when it is too late, and when it is too much", "refused", null, beRefused],
];

export async function byMail(report, browser, knead, practice, shots) {
  for (const [name, pass, rule, way] of WALKS) {
    for (const [how, hand, Hand, settings] of HANDS) {
      await report.step(`${name}, ${how}`, () => within({ browser, knead, folder: withRule(practice, rule), shots }, settings, (visitor, looks) => way(new Client(visitor, new Hand(), looks, `${pass} ${hand}`))));
    }
  }
}

/** The practice, with this switch of its booking on. */
export function withRule(practice, rule) {
  if (!rule) return practice;
  const folder = copied(practice);
  const file = join(folder, "content", "practice.toml");
  const before = readFileSync(file, "utf8");
  expect(before.includes(`${rule} = false`), `practice.toml is not as this test expects it: ${rule}`);
  writeFileSync(file, before.replace(`${rule} = false`, `${rule} = true`));
  return folder;
}

async function within({ browser, knead, folder, shots }, settings, way) {
  const { origin, stop } = await start(knead, folder);
  const visitor = await Visitor.open(browser, origin, settings);
  const looks = new Looks(shots);
  try {
    await way(visitor, looks);
    visitor.expectQuiet("the whole way");
    return `${looks.pages} pages, axe clean`;
  } finally {
    await visitor.close();
    stop();
  }
}

async function confirmAddress(client) {
  const mailbox = new Mailbox(client);
  await client.page.goto("/_dev/mail/");
  await client.look("mailbox, empty");
  const chosen = await request(client, 0, "One more step");
  const booking = client.page.url();
  await client.expectShown("Open the link in it and confirm your booking", chosen.clock);
  await client.look("one more step", TWICE);
  await mailbox.follow("Confirm your email address", "Confirm my address", "Confirm your booking");
  const prove = client.page.url();
  await client.expectShown(chosen.day, chosen.clock, "We are keeping this time for you until");
  await client.look("confirm your booking", TWICE);
  await client.go(client.button("Confirm this booking"), "Your massage is booked", "pressTwice");
  expectSame(client.page.url(), booking, "where the confirmation leads");
  await client.look("confirmed", TWICE);
  await client.page.goto(prove);
  await client.expectHeading("Your massage is booked");
}

async function decideOnRequests(client) {
  const mailbox = new Mailbox(client);
  for (const [nth, button, outcome, heading] of [
    [0, "Take it on", "You have taken it on", "Your massage is booked"],
    [1, "Decline it", "You have declined it", "We could not take this booking"],
  ]) {
    const chosen = await request(client, nth, "We have your request");
    const booking = client.page.url();
    await client.look("request", TWICE);
    const subject = new RegExp(`^New request: .*${chosen.day.replace(/^(\w+), (\d+) /, "$1, $2 ")}`);
    await mailbox.follow(subject, "Look at it and decide", "A request");
    await client.expectShown(ANSWERS.name, chosen.day, chosen.clock);
    await client.look("to decide", TWICE);
    await client.go(client.button(button), outcome);
    await client.look(`decided, ${button}`, TWICE);
    await client.page.goto(booking);
    await client.expectHeading(heading);
    await client.look(`after it, ${button}`, TWICE);
  }
}

async function bookWhatBecameFree(client) {
  const { token, links } = await bookForSomebodyElse(client.visitor.origin, "2026-12-01T10:30:00-05:00");
  expect(Boolean(links), "a booking has links");
  await joinTheList(client);
  await post(client, `/api/bookings/${token}/cancel`);
  await new Mailbox(client).follow(/^A time has become free/, "Book this time", "A time has become free");
  const offer = client.page.url();
  await client.expectShown("Tuesday, 1 December 2026, 10:30 am", "We are keeping this time for you until");
  await client.look("a time has become free", TWICE);
  await client.go(client.button("Book it"), "Check your booking");
  await client.expectShown(ANSWERS.name, ANSWERS.email, "10:30 am");
  await client.look("check, all known");
  await client.go(client.button("Book this massage"), "Your massage is booked");
  await client.page.goto(offer);
  await client.expectHeading("You have booked a time");
  await client.look("booked from the list", TWICE);
}

async function joinTheList(client) {
  const { name, email } = ANSWERS;
  const waiting = { service: "deep-tissue", minutes: 60, from: "2026-12-01", to: "2026-12-01", parts: "morning", name, email };
  expectSame((await post(client, "/api/waiting", waiting)).status, 201, "the status of joining the waiting list");
}

async function beRefused(client) {
  const { origin } = client.visitor;
  const { token } = await bookForSomebodyElse(origin, TOO_SOON_TO_CHANGE);
  await client.page.goto(`/booking/m/${token}/`);
  await client.expectHeading("Your massage is booked");
  await client.look("booking, too late to change", TWICE);
  for (const way of ["move", "cancel"]) {
    const answer = await client.page.goto(`/booking/m/${token}/${way}`);
    expectSame(answer.status(), 403, `the status of coming too late to ${way}`);
    await client.expectHeading("It is too late to change this booking here");
    await client.look(`too late to ${way}`, TWICE);
  }
  await client.go(client.link("Back to your booking"), "Your massage is booked");

  const other = await bookForSomebodyElse(origin, "2026-12-01T10:30:00-05:00");
  await client.page.goto(`/booking/m/${other.token}/cancel`);
  await Promise.all(Array.from({ length: MANY }, () => post(client, `/api/bookings/${token}/cancel`)));
  await client.go(client.button("Cancel this booking"), "We cannot take this online right now");
  await client.look("too much at once", TWICE);
  await client.go(client.link("Back to where you were"), "Cancel this booking?");
}

/** Books the first time of a day in a week of its own, and is on the page with this heading. */
async function request(client, nth, heading) {
  await client.page.goto(`${TIMES}&week=2026-12-07`);
  const chosen = await client.choose(client.day(nth).getByRole("radio").first());
  await client.go(client.button("Continue"), "Your details");
  await client.fill(ANSWERS);
  await client.go(client.button("Continue"), "Check your booking");
  await client.look("check");
  await client.go(client.button(/^(Book|Ask for) this massage$/), heading);
  return chosen;
}

function post({ visitor }, path, body = {}) {
  return fetch(`${visitor.origin}${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { knead, shots, "keep-going": keepGoing, rest } = read(ARGUMENTS);
  if (!knead) usedWrongly("no program is named", ARGUMENTS);
  const browser = await launch();
  await conclude((report) => byMail(report, browser, knead, rest[0] ?? PRACTICE, shots), keepGoing);
  await browser.close();
  process.exit();
}
