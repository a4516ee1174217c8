// A mail server that does as it is told, for tests: node server.mjs PORT
//
// Orders come in on stdin and what happened goes out on stdout, one JSON value a line. An order is
// the name of a manner, below; `release` gives the answers that are held; `close` stops listening,
// `open` listens again; `say` only asks for its answer, before which everything that happened was said.

import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";

/** Long enough to be seen, far below what a sender waits. */
const SLOW_MS = 100;

const MANNERS = ["accept", "greylist", "drop", "bounce", "busy", "slow", "hold"];

let manner = "accept";
let server = null;
let port = Number(process.argv[2] ?? 0);
const greeted = new Set();
const held = [];

const say = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

/** Answers with a refusal of this code. */
function refuse(code, words, answer) {
  say({ event: "refused", code });
  answer(Object.assign(new Error(words), { responseCode: code }));
}

function answerLater(answer) {
  if (manner === "slow") setTimeout(answer, SLOW_MS);
  else answer();
}

function onMailFrom(_address, _session, answer) {
  if (manner === "busy") return refuse(421, "4.3.2 Too busy, come again", answer);
  return answerLater(answer);
}

function onRcptTo(address, _session, answer) {
  if (manner === "bounce") return refuse(550, `5.1.1 <${address.address}> is not known here`, answer);
  if (manner === "greylist" && !greeted.has(address.address)) {
    greeted.add(address.address);
    return refuse(451, `4.7.1 <${address.address}> is greylisted, come again`, answer);
  }
  return answerLater(answer);
}

function onData(stream, session, answer) {
  const parts = [];
  stream.on("data", (part) => parts.push(part));
  stream.on("end", () => {
    const from = session.envelope.mailFrom.address;
    const to = session.envelope.rcptTo.map((recipient) => recipient.address);
    say({ event: "mail", from, to, raw: Buffer.concat(parts).toString("latin1") });
    if (manner === "drop") return drop(session);
    if (manner === "hold") return held.push(answer);
    return answerLater(answer);
  });
}

/** Ends the connection without an answer. */
function drop(session) {
  const [connection] = [...server.connections].filter((connection) => connection.id === session.id);
  connection._socket.destroy();
}

function open() {
  server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onMailFrom,
    onRcptTo,
    onData,
  });
  // A sender that is killed resets its connection.
  server.on("error", () => {});
  server.listen(port, "127.0.0.1", () => {
    port = server.server.address().port;
    say({ event: "open", port });
  });
}

createInterface({ input: process.stdin })
  .on("line", (order) => {
    if (order === "open") return open();
    if (order === "close") return server.close(() => say({ event: "done", order }));
    if (order === "release") held.splice(0).forEach((answer) => answer());
    if (MANNERS.includes(order)) manner = order;
    return say({ event: "done", order });
  })
  // Whoever started us is gone.
  .on("close", () => process.exit(0));

open();
