// The desk's schedule: today, the day, the week; a booking's page and what is done there; blocked time.

import { expect, expectSame } from "./expect.mjs";
import { ADA, BEA, RED, TODAY, ZOE } from "./desk_world.mjs";
import { TWICE } from "./look.mjs";
import { expectPrintsPlain } from "./printed.mjs";

/** Who calls, and is booked for a time that has begun, before the practice opens. */
const CALLERS = ["Cleo Caller", "Nora Noshow"];

export async function seeWhoComes(client) {
  const { page } = client;
  await page.goto("/desk/");
  await client.expectHeading(/^Today/);
  const next = page.locator(".entry-next");
  expectSame(await next.count(), 1, "who comes next");
  const shown = await next.innerText();
  expect(shown.includes(ADA.name) && shown.includes("Next"), `the next entry is marked in words: ${shown}`);
  expect(RED.test(await next.locator(".flag-red").first().innerText()), "what must not be touched stands at who comes next");
  expect((await next.locator(".flag-red").first().innerText()).includes("Red flag"), "a flag says its colour in words");
  expect((await next.locator(".flag-yellow").count()) > 0, "yellow flags stand there, too");
  await client.look("today", TWICE);
  await client.go(client.link("By therapist and room"), /^Tuesday, 24 November/);
  await client.look("day", TWICE);
  await expectPrintsPlain(client, "day", ["Ada Lovelace", "Red flag"]);
  await client.go(client.link("Its week"), /23 to 29 November/);
  const week = await page.getByRole("main").innerText();
  expect(week.includes("look before the visit") && !RED.test(week), "a week says that there are flags, and not which");
  await client.look("week", TWICE);
  await page.goto("/desk/week?date=2027-03-01&of=therapist:jonas");
  await client.look("an empty week");
}

export async function bookForClients(client) {
  const { page } = client;
  await page.goto("/desk/");
  await client.go(client.link("Book for a client"), "Book for a client");
  await client.look("book", TWICE);
  await client.go(client.button("Book it"), "Book for a client");
  expect((await page.getByRole("alert").getByRole("link").count()) > 2, "an empty booking names what is missing");
  await client.look("book, empty", TWICE);
  for (const [at, name] of CALLERS.entries()) {
    await page.goto("/desk/book");
    await type(client, { offer: "swedish.60", therapist: "jonas" }, { date: TODAY, time: at === 0 ? "06:00" : "07:30", name, phone: "(503) 555-0177" });
    await client.go(client.button("Book it"), "Book for a client");
    await client.expectShown("Something is in the way");
    if (at === 0) await client.look("book, something in the way", TWICE);
    await client.hand.tick(page.getByRole("checkbox", { name: /all the same/ }));
    await client.go(client.button("Book it"), name);
    if (at === 0) await client.look("a booking that has begun", TWICE);
    await client.go(client.button(at === 0 ? "It took place" : "They did not come"), name);
    await client.expectShown(at === 0 ? "Took place" : "Did not come");
  }
  await client.look("a booking that nobody came to");
}

export async function decideOnBookings(client, { origin, bea }) {
  const { page } = client;
  await open(client, ADA.name, "/desk/");
  await client.look("a request", TWICE);
  await changeUnderTheirFeet(client);
  await client.go(client.button("Confirm it"), ADA.name);
  await client.expectShown("Nothing was changed");
  await client.look("a booking that was changed meanwhile", TWICE);
  await unfold(client, "Move it");
  await type(client, {}, { time: "14:30" });
  await client.go(client.button("Move it"), ADA.name);
  await client.expectShown("Something is in the way", ZOE.name);
  await client.look("a move over somebody else", TWICE);
  await type(client, {}, { time: "11:15" });
  await client.go(client.button("Move it"), ADA.name);
  await client.expectShown("11:15");
  await open(client, ZOE.name, "/desk/");
  await unfold(client, "Decline it");
  await client.go(client.button("Decline it"), ZOE.name);
  await client.expectShown("Declined");
  await open(client, BEA.name, "/desk/week?date=2026-12-04");
  await client.go(client.button("Confirm it"), BEA.name);
  await unfold(client, "Cancel it");
  await client.look("a booking that may be cancelled");
  await client.go(client.button("Cancel it"), BEA.name);
  await client.expectShown("Cancelled");
  await client.look("a cancelled booking");
  await page.goto(`${origin}/booking/m/${bea}/`.replace(origin, client.visitor.origin));
  await client.expectHeading("We had to cancel this massage");
  await client.look("what the client sees of it", TWICE);
}

export async function blockTime(client) {
  const { page } = client;
  await page.goto("/desk/blocks?of=therapist:maya&date=2026-12-08");
  await client.go(client.button("Block it"), "Blocked time");
  await client.expectShown("8 December");
  await client.look("blocked time", TWICE);
  await page.goto("/desk/day?date=2026-12-08");
  await client.expectShown("Blocked");
  await page.goto("/desk/blocks");
  await client.go(client.button(/Take it back/), "Blocked time");
  await client.expectShown("Nothing is blocked.");
}

/** Opens somebody's booking from a page of the schedule. */
async function open(client, name, from) {
  await client.page.goto(from);
  await client.go(client.link(name), name);
}

/** Somebody else confirms the booking of the open page. */
async function changeUnderTheirFeet({ page }) {
  const version = await page.locator("input[name=version]").first().getAttribute("value");
  const headers = { "sec-fetch-site": "same-origin" };
  const answer = await page.request.post(page.url(), { headers, form: { action: "confirm", version }, maxRedirects: 0 });
  expectSame(answer.status(), 303, "the other's change is made");
}

async function unfold({ page, hand }, name) {
  const folded = page.locator("details:not([open])").filter({ has: page.locator("summary", { hasText: name }) });
  if (await folded.count()) await hand.press(folded.locator("summary"));
}

/** Chooses from lists and types into boxes, by name. */
async function type({ page, hand }, chosen, typed) {
  for (const [name, value] of Object.entries(chosen)) await hand.select(page.locator(`select[name=${name}]`), value);
  for (const [name, value] of Object.entries(typed)) {
    const box = page.locator(`input[name=${name}]`);
    // A date is typed in the order of its reader's country; its value is what is sent.
    if (/^(date|time)$/.test(await box.getAttribute("type"))) await box.fill(value);
    else await hand.type(box, value);
  }
}
