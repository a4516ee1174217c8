// Passkeys: adding one, and signing in with one. All else at the desk works without this script.

const WORDS = {
  waiting: "Follow what your device asks.",
  stopped: "It was stopped, or took too long. Try again, or use a link.",
  unknown: "This passkey is not known here. Try another, or use a link.",
  again: "It could not be added. Load this page again and try once more.",
};

for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);

function prepare(form) {
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  // A passkey belongs to a name: at another address of the same desk there is none.
  if (location.hostname !== form.dataset.host) {
    for (const hint of document.querySelectorAll("[data-elsewhere]")) hint.hidden = false;
    return;
  }
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    status.textContent = WORDS.waiting;
    const act = form.dataset.passkey === "add" ? add : signIn;
    act(form).then((words) => { status.textContent = words ?? ""; }, () => { status.textContent = WORDS.stopped; });
  });
}

async function signIn(form) {
  const begun = await post("/api/desk/sign-in/passkey/begin");
  if (!begun.ok) return problem(begun);
  const { ceremony, publicKey } = await begun.json();
  const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey) });
  const done = await post("/api/desk/sign-in/passkey", { ceremony, credential: JSON.stringify(credential) });
  if (done.status === 401) return WORDS.unknown;
  if (!done.ok) return problem(done);
  location.assign(form.dataset.to);
}

async function add(form) {
  const begun = await post("/api/desk/passkeys/begin");
  if (begun.status === 401) return location.assign(`/desk/again?to=${location.pathname}`);
  if (!begun.ok) return problem(begun);
  const { ceremony, publicKey } = await begun.json();
  const credential = await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey) });
  const done = await post("/api/desk/passkeys", { ceremony, credential: JSON.stringify(credential), name: form.elements.namedItem("name").value });
  if (done.status === 401) return WORDS.again;
  if (!done.ok) return problem(done);
  location.reload();
}

function post(address, body = {}) {
  return fetch(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function problem(answer) {
  const { detail } = await answer.json().catch(() => ({}));
  return detail ?? WORDS.stopped;
}
