// A page on paper: black on white, with nothing to press.

import { expect, expectNone, expectSame } from "./expect.mjs";

/** What this page prints shows these words, on white, and nothing that only a screen can use. */
export async function expectPrintsPlain(client, name, words) {
  const { page, visitor, looks } = client;
  await visitor.letScriptsRun(true);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  for (const wanted of words) await expectOnPaper(page, wanted);
  expectSame(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(255, 255, 255)", `the paper of ${name}`);
  expectNone(await page.evaluate(pressable), `what a printed ${name} shows and nobody can press`);
  await looks?.print(page, `${client.pass} ${name} on paper`);
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await visitor.letScriptsRun(false);
}

async function expectOnPaper(page, words) {
  const shown = await page.getByRole("main").innerText();
  expect(shown.includes(words), `"${words}" is missing on paper:\n${shown}`);
}

/** Runs in the page. */
function pressable() {
  const all = [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea, summary, nav, .button, .step-link, .desk-back, .no-print")];
  return all.filter((one) => one.checkVisibility()).map((one) => `${one.localName} "${one.textContent.trim().slice(0, 30)}"`);
}
