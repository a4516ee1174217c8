// A practice at work: who has booked, who waits, and a health form that says what must not be touched.

import { expectSame } from "./expect.mjs";

/** The date of every test's clock. */
export const TODAY = "2026-11-24";
export const ADA = { name: "Ada Lovelace", email: "ada@example.com", phone: "(503) 555-0142" };
export const ZOE = { name: "Zoë Ångström-Featherstonehaugh", email: "zoe@example.com", note: "By bike: where may I leave it?" };
/** Ada once more, by another address. */
export const DOUBLE = { name: "Ada Lovelaec", email: "a.lovelace@work.example", phone: ADA.phone };
export const BEA = { name: "Bea Iyer", email: "bea@example.com" };
/** What the therapist reads of Ada: red, then yellow. */
export const RED = /clot/i;

/** Fills the practice's books; the links' tokens, by who booked. */
export async function fillBooks(origin) {
  const ada = await book(origin, ADA, { service: "deep-tissue", start: `${TODAY}T10:15:00-05:00`, therapist: "maya" });
  await book(origin, ZOE, { service: "swedish", start: `${TODAY}T14:00:00-05:00`, therapist: "maya" });
  await book(origin, DOUBLE, { service: "deep-tissue", start: "2026-12-03T10:00:00-05:00" });
  const bea = await book(origin, BEA, { service: "swedish", start: "2026-12-04T10:00:00-05:00" });
  await sendForm(origin, ada);
  const waits = { service: "deep-tissue", minutes: 60, therapist: "maya", from: "2026-12-01", to: "2026-12-08", parts: "morning,evening" };
  await post(`${origin}/api/waiting`, { ...waits, name: "Wanda Waits", email: "wanda@example.com" });
  return { ada, bea };
}

async function book(origin, who, what) {
  return (await post(`${origin}/api/bookings`, { minutes: 60, ...what, ...who })).token;
}

/** Answers nothing to worry about, but for two things that raise flags and a place not to touch. */
async function sendForm(origin, token) {
  const address = `${origin}/api/intake/${token}`;
  const { form } = await (await fetch(address)).json();
  const asked = form.sections.filter((section) => section.ask !== "returning" && section.services.length === 0);
  const fields = asked.flatMap((section) => section.fields).filter((field) => field.required && field.ask !== "returning" && !field.show_when);
  const plain = Object.fromEntries(fields.filter((field) => field.kind in PLAIN).map((field) => [field.id, PLAIN[field.kind](field)]));
  const areas = [{ region: "lower_back", kind: "pain", intensity: 6 }, { region: "left_knee", kind: "avoid" }];
  const answers = { ...plain, areas, circulation: ["clot"], blood_thinners: "yes", goal: "Turn my head when I park." };
  const consents = Object.fromEntries(fields.filter((field) => field.kind === "consent").map((field) => [field.id, true]));
  await post(address, { answers, consents, signature: { name: ADA.name, agreed: true } });
}

/** An answer of each kind that no flag is raised by. */
const PLAIN = {
  text: () => ADA.name,
  phone: () => ADA.phone,
  date: () => "1985-12-10",
  contact: () => ({ name: "Grace Hopper", relation: "Sister", phone: "(503) 555-0199" }),
  choice: ({ options }) => options.at(-1).id,
  choices: ({ options, none }) => [none?.id ?? options.at(-1).id],
};

async function post(address, body) {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const said = await answer.json();
  expectSame(answer.status, 201, `the answer of ${address} (${JSON.stringify(said)})`);
  return said;
}
