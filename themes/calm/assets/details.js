// "Your details": finds the number that proves a moment's work, while the form is filled in. The
// form is whole without it.

/** Zero bits with which the hash of a proof begins, and hashes made at once. */
const ZERO_BITS = 16;
const BATCH = 512;

const { key, proof } = document.querySelector("[name=proof]").form.elements;
const encoder = new TextEncoder();

async function proves(number) {
  const hash = new DataView(await crypto.subtle.digest("SHA-256", encoder.encode(`${key.value}:${number}`)));
  return Math.clz32(hash.getUint32(0)) >= ZERO_BITS;
}

/** Small batches with a pause after each: typing goes in between. */
async function find() {
  for (let from = 0; ; from += BATCH) {
    await new Promise((rested) => setTimeout(rested));
    const found = await Promise.all(Array.from({ length: BATCH }, (_, at) => proves(from + at)));
    if (found.includes(true)) return from + found.indexOf(true);
  }
}

// Only where the connection is secure does a browser hash.
if (key.value && !proof.value && crypto.subtle) proof.value = await find();
