// Clients at the desk: looked for, read, decided on, written about, found to be one.

import { expect, expectSame } from "./expect.mjs";
import { ADA, DOUBLE, RED } from "./desk_world.mjs";
import { TWICE } from "./look.mjs";
import { expectPrintsPlain } from "./printed.mjs";

const NOTE = "Lower back eased. Left knee was left alone.";
const MORE = "She called the day after: all is well.";

export async function readRecord(client) {
  const { page, hand } = client;
  await page.goto("/desk/clients");
  await client.expectHeading("Clients");
  await client.look("clients", TWICE);
  await hand.type(page.getByLabel("Name, email address or phone"), "nobody at all");
  await client.go(client.button("Search"), "Clients");
  await client.look("clients, none found");
  await hand.type(page.getByLabel("Name, email address or phone"), ADA.email);
  await client.go(client.button("Search"), "Clients");
  await client.go(client.link(ADA.name), ADA.name);
  await client.expectShown("To look at before hands touch");
  await client.look("a client with flags", TWICE);
  await expectPrintsPlain(client, "client", ["Red flag", ADA.email]);
  await client.go(client.link(/^Read the form of/), "Health form");
  expect(RED.test(await page.locator(".flag-red").first().innerText()), "the red flag stands on the form");
  await client.look("a health form", TWICE);
  await expectPrintsPlain(client, "record", ["Red flag", "Lower back", "please do not touch"]);
  const seen = page.url();
  await client.go(client.button("Do not treat: call"), "Health form");
  await client.expectShown("Do not treat: call (");
  await client.look("a health form that was decided on", TWICE);
  await decideMeanwhile(page, seen);
  await client.go(client.button(/^Treat$/), "Health form");
  expect((await page.getByRole("main").innerText()).includes("meanwhile"), "a decision over another's is shown, not written");
  await client.look("a health form that was decided on meanwhile", TWICE);
}

/** Somebody else decides on the flags of the open page. */
async function decideMeanwhile(page, address) {
  const headers = { "sec-fetch-site": "same-origin" };
  const version = await page.locator("input[name=version]").getAttribute("value");
  const answer = await page.request.post(address, { headers, form: { decision: "call", version }, maxRedirects: 0 });
  expectSame(answer.status(), 303, "the other's decision is made");
}

export async function writeNotes(client) {
  const { page, hand } = client;
  await page.goto("/desk/");
  await client.go(client.link(ADA.name), ADA.name);
  await client.go(client.link("The client’s page"), ADA.name);
  await client.go(client.button("Keep the note"), ADA.name);
  await client.expectProblem("text");
  await client.look("a note without words", TWICE);
  await hand.type(page.getByLabel("A new note"), NOTE);
  await client.go(client.button("Keep the note"), ADA.name);
  await client.expectShown(NOTE);
  await client.look("a client with a note", TWICE);
  await client.go(client.link(/^Add to it/), "A note");
  await client.look("a note", TWICE);
  await hand.type(page.getByLabel("Add to it"), MORE);
  await client.go(client.button("Add"), "A note");
  await client.expectShown(NOTE, MORE);
  await page.goto("/desk/");
  await client.expectShown("Last note 24 November 2026");
  expect(!(await page.content()).includes("eased"), "a note's words stand in the day");
  await client.look("today, with a note");
  await client.go(client.link(/^Last note/), "A note");
}

export async function mergeDoubles(client) {
  const { page, hand } = client;
  await toClient(client, ADA);
  await client.go(client.link("Correct the contact"), "Correct the contact");
  await client.look("contact", TWICE);
  await hand.type(page.getByLabel("Full name"), "");
  await client.go(client.button("Save"), "Correct the contact");
  await client.expectProblem("name");
  await client.look("contact, without a name");
  await toClient(client, ADA);
  await client.go(client.link("Filed twice?"), "Filed twice?");
  await client.look("doubles", TWICE);
  await client.go(client.link(DOUBLE.name), "One client or two?");
  await client.look("merge", TWICE);
  await client.go(client.button("Merge them"), "One client or two?");
  expect((await page.getByRole("alert").count()) > 0, "who stays has to be chosen");
  await client.look("merge, nobody chosen");
  await hand.choose(page.getByRole("radio", { name: ADA.name }));
  await client.go(client.button("Merge them"), ADA.name);
  expectSame(await page.getByRole("link", { name: /3 December/ }).count(), 1, "the double's bookings at who stays");
}

async function toClient(client, { name, email }) {
  await client.page.goto("/desk/clients");
  await client.hand.type(client.page.getByLabel("Name, email address or phone"), email);
  await client.go(client.button("Search"), "Clients");
  await client.go(client.link(name), name);
}
