// The desk: how staff come in, with a passkey of Chromium's own, and without JavaScript by a link:
// node desk.mjs --knead ../../target/debug/knead [--shots FOLDER] [--keep-going] [DIR]

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, Visitor } from "./browser.mjs";
import { Client } from "./client.mjs";
import { read, usedWrongly } from "./command_line.mjs";
import { expect, expectSame } from "./expect.mjs";
import { Keys, Pointer } from "./hands.mjs";
import { start } from "./knead.mjs";
import { PRACTICE } from "./live.mjs";
import { Looks, TWICE } from "./look.mjs";
import { Mailbox } from "./mailbox.mjs";
import { conclude } from "./report.mjs";

const ARGUMENTS = { knead: "value", shots: "value", "keep-going": "switch" };
/** The practice's own address, which the first account has. */
const OWNER = "hello@millracemassage.example";
/** A device with a lock of its own, which always says yes. */
const DEVICE = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };

const PHONE = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
const WAYS = [
  ["adds a passkey and signs in with it, by keys alone", "passkey", Keys, {}, withPasskey],
  ["signs in by a link and its code, without JavaScript", "link", Pointer, PHONE, withLink],
  ["keeps the staff's accounts, without JavaScript", "staff", Pointer, PHONE, keepStaff],
];

export async function desk(report, browser, knead, practice, shots) {
  for (const [name, pass, Hand, settings, way] of WAYS) {
    await report.step(`${name}, at the desk`, () => within({ browser, knead, practice, shots }, { pass, Hand, settings }, way));
  }
}

async function within({ browser, knead, practice, shots }, { pass, Hand, settings }, way) {
  const { desk, stop } = await start(knead, practice);
  // Passkeys belong to a name: the desk is at localhost, whatever the site says.
  const visitor = await Visitor.open(browser, new URL(desk).origin, settings);
  const looks = new Looks(shots);
  try {
    await way(new Client(visitor, new Hand(), looks, `desk ${pass}`), desk);
    visitor.expectQuiet("the whole way");
    return `${looks.pages} pages, axe clean`;
  } finally {
    await visitor.close();
    stop();
  }
}

async function withPasskey(client, link) {
  const { page } = client;
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", { options: DEVICE });
  await comeIn(client, link);
  await client.look("account without a passkey", TWICE);
  await client.hand.type(page.getByLabel("What to call the passkey"), "Laptop");
  await Promise.all([page.waitForEvent("load"), client.hand.press(client.button("Add a passkey"))]);
  await client.expectShown("Laptop, since");
  await client.look("account with a passkey", TWICE);
  const { credentials } = await device.send("WebAuthn.getCredentials", { authenticatorId });
  expectSame(credentials.length, 1, "passkeys on the device");
  expect(credentials[0].isResidentCredential, "the device does not know whose passkey it is");
  await signOut(client);
  await client.look("sign in", TWICE);
  await Promise.all([page.waitForURL(/\/desk\/$/), client.hand.press(client.button("Sign in with a passkey"))]);
  await client.expectSignedIn();
  await page.goto("/desk/again?to=/desk/staff");
  await client.expectHeading("Sign in again");
  await client.look("sign in again", TWICE);
  await Promise.all([page.waitForURL(/\/desk\/staff$/), client.hand.press(client.button("Sign in with a passkey"))]);
  await client.expectHeading("Staff");
  await page.goto("/desk/account");
  await Promise.all([page.waitForEvent("load"), client.hand.press(client.button("Remove Laptop"))]);
  await client.expectShown("You have none yet");
  await signOut(client);
  await client.hand.press(client.button("Sign in with a passkey"));
  await page.getByText("This passkey is not known here").waitFor();
  // The server's refusal stands in the console: it is what the test asked for.
  client.visitor.wrongs = client.visitor.wrongs.filter((wrong) => !wrong.includes("status of 401"));
}

async function withLink(client) {
  const { page } = client;
  const mailbox = new Mailbox(client);
  await page.goto("/desk/");
  await client.expectHeading("Sign in");
  expectSame(await client.button("Sign in with a passkey").count(), 0, "buttons that only a script could answer");
  await client.go(client.button("Send me a link"), "Sign in");
  await client.expectProblem("email");
  await client.look("sign in, with a problem", TWICE);
  await client.hand.type(client.field("email"), OWNER);
  await client.go(client.button("Send me a link"), "Look at your mail");
  await client.look("look at your mail", TWICE);
  const code = await page.locator(".desk-code").innerText();
  await mailbox.follow("Your link to sign in at the desk", "Sign in", "Sign in");
  await client.look("the link", TWICE);
  const address = page.url();
  await client.hand.type(page.getByLabel("Code"), code === "000 000" ? "111111" : "000000");
  await client.go(client.button("Sign in"), "Sign in");
  await client.expectProblem("code");
  await client.look("the link, with a problem", TWICE);
  await client.hand.type(page.getByLabel("Code"), code);
  await client.go(client.button("Sign in"), "Your account");
  await client.look("account, without JavaScript", TWICE);
  await page.goto(address);
  await client.expectHeading("There is nothing at this address");
  await client.look("a spent link", TWICE);
  await page.goto("/desk/");
  await client.expectSignedIn();
  await client.look("the desk", TWICE);
}

async function keepStaff(client, link) {
  const { page, hand } = client;
  await comeIn(client, link);
  await page.goto("/desk/staff");
  await client.look("staff", TWICE);
  await client.go(client.link("Add somebody"), "Add somebody");
  await client.look("a new account", TWICE);
  await client.go(client.button("Add"), "Add somebody");
  await client.expectProblem("name", "email", "role");
  await client.look("a new account, with a problem", TWICE);
  await hand.type(page.getByLabel("Full name"), "Zoë Ångström-Featherstonehaugh");
  await hand.type(page.getByLabel("Email address"), "zoe@millracemassage.example");
  await hand.choose(page.getByRole("radio", { name: "Front desk" }));
  await client.go(client.button("Add"), "Staff");
  await client.expectShown("Zoë Ångström-Featherstonehaugh, front desk");
  await client.go(client.link(/Zoë/), /Zoë/);
  await client.look("an account", TWICE);
  await client.go(client.button("Close the account"), "Staff");
  await client.expectShown("Closed");
  await client.go(client.link(/Zoë/), /Zoë/);
  await client.look("a closed account", TWICE);
  await client.go(client.button("Open the account again"), "Staff");
  await client.go(client.link(/Millrace/), /Millrace/);
  await client.go(client.button("Close the account"), /Millrace/);
  await client.expectProblem("role");
  await client.look("the last owner", TWICE);
}

/** Signs in with the link of the terminal: who has no passkey is led to where one is made. */
export async function comeIn(client, link) {
  await client.page.goto(link);
  await client.expectHeading("Sign in");
  await client.look("the terminal's link", TWICE);
  await client.go(client.button("Sign in"), "Your account");
}

async function signOut(client) {
  await client.go(client.page.getByRole("button", { name: "Sign out", exact: true }), "Sign in");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const given = read(ARGUMENTS);
  if (!given.knead) usedWrongly("which program?", ARGUMENTS);
  await conclude(async (report) => {
    const browser = await launch();
    await desk(report, browser, resolve(given.knead), resolve(given.rest[0] ?? PRACTICE), given.shots).finally(() => browser.close());
  }, given["keep-going"]);
  process.exit();
}
