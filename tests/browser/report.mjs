// What has been shown so far: a line per step, and the sum at the end.

export class Report {
  passed = 0;
  failed = 0;

  /** Ends at the first failure, unless it is to keep going. */
  constructor(keepGoing = false) {
    this.keepGoing = keepGoing;
  }

  /** Runs one step. What it returns is said in brackets. */
  async step(name, run) {
    let detail;
    try {
      detail = await run();
    } catch (error) {
      this.failed += 1;
      console.log(`not ok  ${name}\n${indented(error)}`);
      if (this.keepGoing) return;
      throw new Stop();
    }
    this.passed += 1;
    console.log(`ok  ${name}${detail ? ` (${detail})` : ""}`);
  }

  /** The last line; whether all went well. */
  end() {
    console.log(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0;
  }
}

/** The end of a test whose failure has been told already. */
class Stop extends Error {}

/** Runs a test to its end; the exit code says how it went. */
export async function conclude(test, keepGoing) {
  const report = new Report(keepGoing);
  try {
    await test(report);
  } catch (error) {
    if (!(error instanceof Stop)) {
      report.failed += 1;
      console.error(`error: ${error.stack}`);
    }
  }
  process.exitCode = report.end() ? 0 : 1;
}

function indented(error) {
  const words = error.name === "Unexpected" ? `${error.message}\n${ours(error.stack)}` : error.stack;
  return words.replace(/\x1b\[\d+m/g, "").replace(/^/gm, "    ");
}

/** The lines of a stack that lead to the test's own files. */
function ours(stack) {
  return stack.split("\n").filter((line) => /^\s+at /.test(line) && !/node:|node_modules|expect\.mjs/.test(line)).slice(0, 4).join("\n");
}
