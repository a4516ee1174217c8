// A client's way from the home page to a booking: without JavaScript, by keys alone, and from the
// static choice. Walks a site that is online already: node walk.mjs --url http://127.0.0.1:8080

import { pathToFileURL } from "node:url";
import { expectBooked } from "./booked.mjs";
import { launch, Visitor } from "./browser.mjs";
import { bookAWeeklySeries, moveAndCancel } from "./changes.mjs";
import { ANSWERS, Client } from "./client.mjs";
import { read, usedWrongly } from "./command_line.mjs";
import { tryDeadEnds } from "./dead_ends.mjs";
import { expect } from "./expect.mjs";
import { Keys, Pointer } from "./hands.mjs";
import { Looks } from "./look.mjs";
import { conclude } from "./report.mjs";
import { loseATime } from "./taken.mjs";
import { askAndLeave } from "./waiting.mjs";

const ARGUMENTS = { url: "value", shots: "value", "keep-going": "switch" };

/** Every walk, each with a time of its own. */
export async function walks(report, browser, origin, shots) {
  const walk = (name, pass, hand, settings, way) => report.step(name, () => within(browser, origin, { pass, hand, settings, shots }, way));
  const phone = { viewport: { width: 390, height: 844 } };
  await walk("books without JavaScript", "plain", new Pointer(), { ...phone, javaScriptEnabled: false }, (client) => book(client, 0));
  await walk("books by keys alone, with JavaScript", "keys", new Keys(), {}, (client) => book(client, 1));
  await walk("starts from the choice of massages without JavaScript", "choice", new Pointer(), { ...phone, javaScriptEnabled: false }, chooseFromList);
  await walk("starts from the choice of massages by keys alone", "choice keys", new Keys(), {}, chooseFromList);
  await walk("changes therapist, week and time and keeps every answer", "change", new Pointer(), phone, changeTime);
  await walk("loses the time to somebody else without JavaScript", "lost", new Pointer(), { ...phone, javaScriptEnabled: false }, (client) => loseATime(client, 2));
  await walk("loses the time to somebody else, by keys alone", "lost keys", new Keys(), {}, (client) => loseATime(client, 3));
  await walk("asks to be told of a free time and leaves, without JavaScript", "waiting", new Pointer(), { ...phone, javaScriptEnabled: false }, askAndLeave);
  await walk("asks to be told of a free time and leaves, by keys alone", "waiting keys", new Keys(), {}, askAndLeave);
  await walk("moves and cancels a booking without JavaScript", "moves", new Pointer(), { ...phone, javaScriptEnabled: false }, (client) => moveAndCancel(client, "plain"));
  await walk("moves and cancels a booking by keys alone", "moves keys", new Keys(), {}, (client) => moveAndCancel(client, "keys"));
  await walk("books some weeks in a row without JavaScript", "weeks", new Pointer(), { ...phone, javaScriptEnabled: false }, bookAWeeklySeries);
  await walk("books some weeks in a row by keys alone", "weeks keys", new Keys(), {}, bookAWeeklySeries);
  await walk("says what to do where an address leads nowhere", "dead end", new Pointer(), phone, tryDeadEnds);
}

async function within(browser, origin, { pass, hand, settings, shots }, way) {
  const visitor = await Visitor.open(browser, origin, settings);
  const looks = new Looks(shots);
  try {
    await way(new Client(visitor, hand, looks, pass));
    visitor.expectQuiet("the whole way");
    return `${looks.pages} pages, axe clean`;
  } finally {
    await visitor.close();
  }
}

/** The whole way, with every form sent empty first. */
async function book(client, day) {
  await client.fromHomeToTimes();
  await client.go(client.button("Continue"), "Choose a time");
  await client.expectProblem("start");
  await client.look("times, none chosen");
  const chosen = await client.choose(client.day(day).getByRole("radio").nth(4));
  await client.go(client.button("Continue"), "Your details");
  await client.look("details");
  const { name, email, ...optional } = ANSWERS;
  await client.fill(optional);
  await client.go(client.button("Continue"), "Your details");
  await client.expectProblem("name", "email");
  await client.expectFilled({ name: "", email: "", ...optional });
  await client.look("details, empty");
  await client.fill({ name, email: "client@" });
  await client.go(client.button("Continue"), "Your details");
  await client.expectProblem("email");
  await client.expectFilled({ name, email: "client@", ...optional });
  await client.look("details, half an address");
  await client.fill({ email });
  await client.go(client.button("Continue"), "Check your booking");
  await client.expectAnswersToCheck(ANSWERS, chosen);
  await client.look("check");
  await client.go(client.way(/^Change email/), "Your details");
  await client.expectFilled(ANSWERS);
  await client.look("details, to change");
  await client.fill({ email: "another@example.com" });
  await client.go(client.button("Continue"), "Check your booking");
  await client.expectAnswersToCheck({ ...ANSWERS, email: "another@example.com" }, chosen);
  await client.go(client.button("Book this massage"), "Your massage is booked", "pressTwice");
  await expectBooked(client, chosen);
}

async function chooseFromList(client) {
  await client.page.goto("/book/");
  await client.look("choice");
  const radio = client.page.getByRole("radio", { name: /^Deep tissue massage, 90 minutes/ });
  await client.hand.choose(radio);
  await client.go(client.button("Continue"), "Choose a time");
  await client.expectShown("Deep tissue massage, 90 minutes, $135");
  await client.look("times of the choice");
  await client.page.goto("/book/");
  await client.go(client.button("Continue"), "Book a massage");
  await client.expectProblem("offer");
  await client.look("choice, nothing chosen");
}

/** Back from the last page to another therapist, another week and another time. */
async function changeTime(client) {
  await client.page.goto("/booking/times?service=deep-tissue&minutes=60");
  const first = await client.choose(client.day(3).getByRole("radio").nth(2));
  await client.go(client.button("Continue"), "Your details");
  await client.fill(ANSWERS);
  await client.go(client.button("Continue"), "Check your booking");
  await client.go(client.way("Change time"), "Choose a time");
  await client.look("times, to change");
  expect(await client.page.locator(`input[value="${first.start}"]`).isChecked(), "the time chosen before is not chosen any more");
  await client.go(client.way("Maya Renner", client.page.getByRole("group", { name: "Therapist" })), "Choose a time");
  await client.look("times of one therapist");
  await client.hand.press(client.way("Later times"));
  await client.expectWeek(/^30 November to 6 December/);
  await client.look("times of a later week");
  const second = await client.choose(client.day(0).getByRole("radio").nth(1));
  await client.go(client.button("Continue"), "Check your booking");
  await client.expectAnswersToCheck(ANSWERS, second);
  await client.expectShown("Maya Renner");
  await client.go(client.way("Change time"), "Choose a time");
  await client.go(client.way(/./, client.page.getByText("First available").locator("xpath=..")), "Check your booking");
  await client.expectShown(...Object.values(ANSWERS));
  await client.look("check, first free time");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { url, shots, "keep-going": keepGoing } = read(ARGUMENTS);
  if (!url) usedWrongly("no site is named", ARGUMENTS);
  const browser = await launch();
  await conclude((report) => walks(report, browser, url, shots), keepGoing);
  await browser.close();
}
