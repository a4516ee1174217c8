// A day at the desk, from the first look at who comes to the last note, and what the office has to do:
// node desk_day.mjs --knead ../../target/debug/knead [--shots FOLDER] [--keep-going] [DIR]

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, Visitor } from "./browser.mjs";
import { withRule } from "./by_mail.mjs";
import { Client } from "./client.mjs";
import { read, usedWrongly } from "./command_line.mjs";
import { comeIn } from "./desk.mjs";
import { mergeDoubles, readRecord, writeNotes } from "./desk_clients.mjs";
import { goThroughOffice, eraseClient } from "./desk_office.mjs";
import { blockTime, bookForClients, decideOnBookings, seeWhoComes } from "./desk_schedule.mjs";
import { fillBooks } from "./desk_world.mjs";
import { Keys, Pointer } from "./hands.mjs";
import { start } from "./knead.mjs";
import { PRACTICE } from "./live.mjs";
import { Looks } from "./look.mjs";
import { conclude } from "./report.mjs";

const ARGUMENTS = { knead: "value", shots: "value", "keep-going": "switch" };
const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
/** Each page is looked at closely once: it is the same page by keys. */
const WAYS = [
  ["on a phone, without JavaScript", "plain", Pointer, PHONE, true],
  ["by keys alone", "keys", Keys, {}, false],
];
const PARTS = [
  ["sees who comes and what must not be touched", seeWhoComes],
  ["books for clients, and over what is in the way", bookForClients],
  ["confirms, moves, declines and cancels", decideOnBookings],
  ["blocks time", blockTime],
  ["reads a record and decides on its flags", readRecord],
  ["writes notes", writeNotes],
  ["merges who was filed twice", mergeDoubles],
  ["goes through the office", goThroughOffice],
  ["erases a client", eraseClient],
];

export async function deskDay(report, browser, knead, practice, shots) {
  for (const [how, pass, Hand, settings, looksClosely] of WAYS) {
    // Bookings wait to be confirmed, so that there is something to decide.
    const { origin, desk, stop } = await start(knead, withRule(practice, "approval"));
    const visitor = await Visitor.open(browser, new URL(desk).origin, settings);
    const client = new Client(visitor, new Hand(), looksClosely ? new Looks(shots) : null, `desk day ${pass}`);
    try {
      const tokens = await fillBooks(origin);
      await comeIn(client, desk);
      for (const [what, part] of PARTS) {
        await report.step(`${what}, at the desk, ${how}`, async () => {
          await part(client, { origin, ...tokens });
          visitor.expectQuiet(what);
        });
      }
    } finally {
      await visitor.close();
      stop();
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const given = read(ARGUMENTS);
  if (!given.knead) usedWrongly("which program?", ARGUMENTS);
  await conclude(async (report) => {
    const browser = await launch();
    await deskDay(report, browser, resolve(given.knead), resolve(given.rest[0] ?? PRACTICE), given.shots).finally(() => browser.close());
  }, given["keep-going"]);
  process.exit();
}
