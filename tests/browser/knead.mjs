// `knead dev` as a child process: started, asked for its address, always ended.

import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** The clock of every test: a Tuesday morning, before the practice opens. */
export const NOW = "2026-11-24T08:00:00-05:00";
/** How long the program may take to be online, in milliseconds. */
const START_MS = 30_000;

const endings = new Set();
process.on("exit", () => endings.forEach((end) => end()));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

/** A folder of its own, removed at the end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "knead-test-"));
  endings.add(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of a practice, to change. */
export function copied(practice) {
  const folder = temporaryFolder();
  for (const part of ["content", "themes"].filter((part) => existsSync(join(practice, part)))) cpSync(join(practice, part), join(folder, part), { recursive: true });
  return folder;
}

/** Puts a practice online; `origin` says where, `desk` is its owner's link, `stop()` ends it. */
export async function start(program, folder) {
  const data = temporaryFolder();
  const child = spawn(program, ["dev", "--port", "0", "--data", data, "--now", NOW, folder], { stdio: ["ignore", "pipe", "pipe"] });
  const end = () => child.kill("SIGKILL");
  endings.add(end);
  const said = [];
  child.stderr.setEncoding("utf8").on("data", (words) => said.push(words));
  const why = (problem) => new Error(`${program} dev ${problem}; it said:\n${said.join("")}`);
  const { site, desk } = await new Promise((found, failed) => {
    const late = setTimeout(() => failed(why(`is not online after ${START_MS / 1000} s`)), START_MS);
    child.on("error", (error) => failed(why(`does not start: ${error.message}`)));
    child.on("exit", (code) => failed(why(`ended with ${code}`)));
    const urls = {};
    createInterface({ input: child.stdout }).on("line", (line) => {
      const [, name, url] = line.match(/^(site|desk|mail) (http:\S+)$/) ?? [];
      if (name) urls[name] = url;
      if (name !== "mail") return;
      clearTimeout(late);
      found(urls);
    });
  });
  return { origin: new URL(site).origin, desk, stop: end };
}
