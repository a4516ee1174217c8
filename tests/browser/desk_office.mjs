// The office: who waits, what was mailed, what needs a person; a client's copy, and a client erased.

import { expect, expectSame } from "./expect.mjs";
import { ADA, BEA } from "./desk_world.mjs";
import { TWICE } from "./look.mjs";
import { expectPrintsPlain } from "./printed.mjs";

export async function goThroughOffice(client) {
  const { page } = client;
  await to(client, "Waiting list", "Waiting list");
  await client.look("waiting list", TWICE);
  await client.go(client.button(/^Take off/), "Waiting list");
  await client.expectShown("Nobody waits.");
  await to(client, "Mail", "Mail");
  await client.look("mail", TWICE);
  await to(client, "Messages", "Messages");
  await client.look("messages", TWICE);
  const first = client.page.getByRole("main").getByRole("link").first();
  expect(/^\/desk\/bookings\//.test(await first.getAttribute("href")), "what needs a person leads to its booking");
  await to(client, "Export", "Export");
  await client.look("export", TWICE);
  await client.go(client.link("Erased clients"), "Erased clients");
  await client.look("nobody erased");
}

export async function eraseClient(client) {
  const { page, hand } = client;
  await find(client, ADA);
  await client.go(client.link("All we keep of them"), /All we keep of/);
  await client.look("a client’s copy", TWICE);
  await expectPrintsPlain(client, "copy", [ADA.email, "Lower back"]);
  await find(client, ADA);
  await client.go(client.link("Erase them"), /^Erase/);
  await client.expectShown("still to come");
  await client.look("erase, appointments to come", TWICE);
  await find(client, BEA);
  await client.go(client.link("Erase them"), `Erase ${BEA.name}`);
  await client.look("erase", TWICE);
  await hand.type(page.getByLabel("Type the client's name"), "Bea");
  await client.go(client.button("Erase for good"), `Erase ${BEA.name}`);
  await client.expectProblem("name");
  await client.look("erase, another name", TWICE);
  await hand.type(page.getByLabel("Type the client's name"), BEA.name);
  await client.go(client.button("Erase for good"), "A client was erased");
  expectSame((await page.content()).includes(BEA.name), false, "the proof names the erased client");
  await client.look("the proof", TWICE);
  await client.go(client.link("All erasures"), "Erased clients");
  await client.look("erased clients");
}

/** Goes where the frame leads. */
async function to(client, place, heading) {
  await client.go(client.page.getByRole("navigation", { name: "Desk" }).getByRole("link", { name: place }), heading);
}

async function find(client, { name, email }) {
  await to(client, "Clients", "Clients");
  await client.hand.type(client.page.getByLabel("Name, email address or phone"), email);
  await client.go(client.button("Search"), "Clients");
  await client.go(client.link(name), name);
}
