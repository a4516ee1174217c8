// The command line: `--name value`, `--switch`, and what is left.

/** Reads arguments; `known` says of each name whether it takes a "value" or is a "switch". */
export function read(known, given = process.argv.slice(2)) {
  const read = { rest: [] };
  for (let at = 0; at < given.length; at += 1) {
    const name = given[at].startsWith("--") ? given[at].slice(2) : null;
    if (name === null) read.rest.push(given[at]);
    else if (known[name] === "switch") read[name] = true;
    else if (known[name] === "value" && given[at + 1] !== undefined) read[name] = given[(at += 1)];
    else usedWrongly(`\`--${name}\` is not understood here`, known);
  }
  return read;
}

/** Says how it should have been, and ends. */
export function usedWrongly(problem, known) {
  const names = Object.entries(known).map(([name, kind]) => (kind === "switch" ? `[--${name}]` : `--${name} VALUE`));
  console.error(`error: ${problem}\n  = help: ${names.join(" ")}`);
  process.exit(2);
}
