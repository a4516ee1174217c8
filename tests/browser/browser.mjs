// The browser: Chromium from this machine, and visitors in it who notice what no page may do.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { expectNone } from "./expect.mjs";

const PLACES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser"];
const QUIET = ["--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
/** How long anything may take before the test fails, in milliseconds. */
const PATIENCE_MS = 10_000;
/** What Chromium writes to the console about a page that says what is wrong; not an error of the page. */
const REFUSED_PAGE = /^Failed to load resource: the server responded with a status of (403|404|409|422|429) /;

export function launch() {
  const executablePath = PLACES.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error("there is no Chromium; install it, or name it: CHROMIUM=/path/to/chromium");
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return chromium.launch({ executablePath, args: [...QUIET, ...asRoot] });
}

/** Somebody with a window of their own. */
export class Visitor {
  static async open(browser, origin, { javaScriptEnabled = true, viewport = { width: 1280, height: 900 } } = {}) {
    const context = await browser.newContext({ baseURL: origin, javaScriptEnabled, viewport, reducedMotion: "reduce", locale: "en-US" });
    context.setDefaultTimeout(PATIENCE_MS);
    context.setDefaultNavigationTimeout(PATIENCE_MS);
    const page = await context.newPage();
    const debug = javaScriptEnabled ? null : await context.newCDPSession(page);
    const visitor = new Visitor({ context, page, debug, origin: new URL(origin).origin });
    // Each debugging session minds what it itself said last, so it has to say "off" before "on" counts.
    await visitor.letScriptsRun(false);
    return visitor;
  }

  constructor(parts) {
    Object.assign(this, parts, { wrongs: [] });
    const { context } = parts;
    context.on("request", (request) => this.#noticeRequest(request.url()));
    context.on("console", (message) => this.#noticeConsole(message));
    context.on("weberror", (error) => this.wrongs.push(`script: ${error.error().message}`));
    context.on("requestfailed", (request) => this.#noticeFailure(request));
  }

  #noticeRequest(url) {
    const { origin, protocol } = new URL(url);
    if (origin !== this.origin && protocol !== "data:" && protocol !== "blob:") this.wrongs.push(`request to another host: ${url}`);
  }

  #noticeFailure(request) {
    // A page that is left drops what it was loading, the channel of news above all.
    const why = request.failure()?.errorText ?? "";
    if (why !== "net::ERR_ABORTED") this.wrongs.push(`request failed: ${request.url()}: ${why}`);
  }

  #noticeConsole(message) {
    const isWrong = message.type() === "error" || /content security policy/i.test(message.text());
    const isPage = REFUSED_PAGE.test(message.text()) && !/\.\w+$/.test(new URL(message.location().url).pathname);
    if (isWrong && !isPage) this.wrongs.push(`console: ${message.text()} (${message.location().url})`);
  }

  /**
   * Lets the test's own scripts run in a page that was loaded without JavaScript, and stops that
   * again: its own scripts stay unread, so it looks as it does to somebody who has none.
   */
  async letScriptsRun(running) {
    await this.debug?.send("Emulation.setScriptExecutionDisabled", { value: !running });
  }

  /** Nothing wrong has been noticed on any page so far. */
  expectQuiet(where) {
    expectNone(this.wrongs, `${where}: console errors, policy violations or foreign requests`);
  }

  close() {
    return this.context.close();
  }
}
