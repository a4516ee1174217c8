// What is expected, in words; a failure says what was found instead.

export class Unexpected extends Error {
  name = "Unexpected";
}

/** Fails with these words unless the first argument is true. */
export function expect(truth, words) {
  if (!truth) throw new Unexpected(words);
}

/** Fails unless both are the same. */
export function expectSame(found, wanted, what) {
  expect(found === wanted, `${what}: expected ${show(wanted)}, found ${show(found)}`);
}

/** Fails unless nothing was found. */
export function expectNone(found, what) {
  expect(found.length === 0, `${what}:\n${found.map((one) => `  - ${one}`).join("\n")}`);
}

function show(value) {
  return typeof value === "string" ? `"${value}"` : JSON.stringify(value);
}
