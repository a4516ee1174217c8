// The browser test, whole: node main.mjs --knead ../../target/debug/knead [--shots] [--keep-going] [DIR]

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { read, usedWrongly } from "./command_line.mjs";
import { start } from "./knead.mjs";
import { byMail } from "./by_mail.mjs";
import { desk } from "./desk.mjs";
import { deskDay } from "./desk_day.mjs";
import { details } from "./details.mjs";
import { intake } from "./intake.mjs";
import { live, PRACTICE } from "./live.mjs";
import { picker } from "./picker.mjs";
import { conclude } from "./report.mjs";
import { sameWords } from "./same_words.mjs";
import { walks } from "./walk.mjs";

const ARGUMENTS = { knead: "value", shots: "switch", "keep-going": "switch" };
const ARTIFACTS = fileURLToPath(new URL("../artifacts", import.meta.url));

const given = read(ARGUMENTS);
if (!given.knead || !existsSync(given.knead)) usedWrongly("the program is not there; build it with `cargo build --bin knead`", ARGUMENTS);
const knead = resolve(given.knead);
const practice = resolve(given.rest[0] ?? PRACTICE);
const shots = given.shots ? ARTIFACTS : null;

await conclude(async (report) => {
  const browser = await launch();
  const site = await start(knead, practice);
  try {
    await walks(report, browser, site.origin, shots);
    await picker(report, browser, site.origin, shots);
    await sameWords(report, browser, site.origin, knead);
    await details(report, browser, site.origin, shots);
    await intake(report, browser, knead, practice, shots);
    await byMail(report, browser, knead, practice, shots);
    await desk(report, browser, knead, practice, shots);
    await deskDay(report, browser, knead, practice, shots);
    await live(report, browser, knead, practice, shots);
  } finally {
    site.stop();
    await browser.close();
  }
}, given["keep-going"]);
process.exit();
