// "Choose a time" with a month to choose a day from, and with weeks that need no loading. The page
// is whole without this. Every word comes from the page, every address too; nothing is stored.

const DAY_MS = 86_400_000;
/** How long times may take to arrive before the page does without, in milliseconds. */
const PATIENCE_MS = 8_000;

const form = document.querySelector("form.times");
const month = form.querySelector(".month");
const days = form.querySelector(".days");
const weekName = form.querySelector(".week-name");
const said = month.dataset;
const [weekdays, months] = [said.weekdays, said.months].map((names) => names.split(","));
const therapists = new Map([...part("therapists").querySelectorAll("data")].map((one) => [one.value, one.textContent]));

/** The slots of each date that has been asked for. */
const known = new Map();
const asked = new Map();
let monday = said.monday;
let start = form.querySelector("[name=start]:checked")?.value;
/** The date that Tab leads to in the month, and the one chosen: there, or with a time of it. */
let current = firstOfWeek();
let chosen = start?.slice(0, 10);

// Dates are texts like 2026-11-24, of the practice's calendar; the visitor's clock has no say.

function within(date) {
  return date < said.today ? said.today : date > said.last ? said.last : date;
}

function plus(date, days) {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

function weekday(date) {
  return (new Date(date).getUTCDay() + 6) % 7;
}

function mondayOf(date) {
  return plus(date, -weekday(date));
}

function lastOf(date) {
  const next = plus(`${date.slice(0, 7)}-28`, 4);
  return plus(next, -next.slice(8));
}

/** The same day of another month, or its last. */
function plusMonths(date, count) {
  const first = new Date(`${date.slice(0, 7)}-01`);
  first.setUTCMonth(first.getUTCMonth() + count);
  const last = lastOf(first.toISOString().slice(0, 10));
  const same = last.slice(0, 8) + date.slice(8);
  return same < last ? same : last;
}

function isInReach(date) {
  return date >= `${said.today.slice(0, 7)}-01` && date <= lastOf(said.last);
}

// Words

function fill(words, values) {
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function dated(words, date) {
  return fill(words, { weekday: weekdays[weekday(date)], day: Number(date.slice(8)), month: months[date.slice(5, 7) - 1], year: date.slice(0, 4) });
}

function alternatives(words) {
  return words.length < 2 ? words.join() : words.slice(0, -1).join(", ") + said.or + words.at(-1);
}

/** What the clock on the practice's wall shows: the start is written in its time. */
function clock({ start, abbreviation }) {
  const [hour, minute] = start.slice(11, 16).split(":");
  const time = fill(said.clock, { hour: hour % 12 || 12, minute, half: hour < 12 ? said.am : said.pm });
  return abbreviation ? `${time} ${abbreviation}` : time;
}

function span(first, last) {
  const shared = first.slice(0, 4) !== last.slice(0, 4) ? said.date : first.slice(5, 7) !== last.slice(5, 7) ? said.dateOfYear : said.dateOfMonth;
  return fill(said.span, { first: dated(shared, first), last: dated(said.date, last) });
}

// Times

/** Learns the times of these dates: as many days at once as may be asked for, and each once. */
function learn(from, to) {
  const nth = (date) => Math.floor((Date.parse(date) - Date.parse(said.today)) / DAY_MS / said.daysMax);
  const stretches = new Set([nth(within(from)), nth(within(to))]);
  return Promise.all([...stretches].map((stretch) => {
    if (!asked.has(stretch)) asked.set(stretch, ask(stretch));
    return asked.get(stretch);
  }));
}

async function ask(stretch) {
  const from = plus(said.today, stretch * said.daysMax);
  const to = within(plus(from, said.daysMax - 1));
  const answer = await fetch(`${said.slots}&from=${from}&to=${to}`, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`times: ${answer.status}`);
  const { slots } = await answer.json();
  for (let date = from; date <= to; date = plus(date, 1)) known.set(date, []);
  for (const slot of slots) known.get(slot.start.slice(0, 10))?.push(slot);
}

// The week

function part(name) {
  return document.querySelector(`[data-part=${name}]`).content.cloneNode(true);
}

function drawTime(slot, date) {
  const chip = part("time");
  const [radio, label] = [chip.querySelector("input"), chip.querySelector("span")];
  label.textContent = clock(slot);
  const who = alternatives(slot.therapists.map((id) => therapists.get(id)));
  radio.ariaLabel = fill(said.said, { day: dated(said.day, date), clock: clock(slot), who });
  radio.setAttribute("value", slot.start);
  radio.checked = slot.start === start;
  return chip;
}

function drawDay(date) {
  const day = part("day");
  day.firstChild.dataset.date = date;
  day.querySelector("h2").textContent = dated(said.day, date);
  day.querySelector(".chips").append(...known.get(date).map((slot) => drawTime(slot, date)));
  return day;
}

/** The first day of the week that has times; else its first to come. */
function firstOfWeek() {
  return days.querySelector("[data-date]")?.dataset.date ?? within(monday);
}

function drawWeek(date) {
  monday = mondayOf(date);
  const dates = weekdays.map((_, nth) => plus(monday, nth));
  const [free, none] = [dates.filter((date) => known.get(date)?.length), dates.filter((date) => date >= said.today && !known.get(date)?.length)];
  weekName.textContent = span(monday, dates.at(-1));
  const line = days.querySelector(".week-none");
  line.hidden = !none.length;
  line.textContent = fill(said.none, { days: alternatives(none.map((date) => dated(said.short, date))) });
  days.querySelector(".week-days").replaceChildren(...free.map(drawDay));
  form.querySelectorAll("[name=start]").forEach((radio, nth) => (radio.id = nth ? `start-${nth + 1}` : "start"));
  drawWays();
  drawChoice();
}

/** What is chosen stands beside the button that goes on with it. */
function drawChoice() {
  document.getElementById("choice").textContent = form.querySelector("[name=start]:checked")?.ariaLabel ?? "";
}

/** Every link to a week leads on from the one that is shown; so does the page's own address. */
function drawWays() {
  const point = (link, week) => link.setAttribute("href", link.getAttribute("href").replace(/([?&]week=)[^&]*/, `$1${week}`));
  document.querySelectorAll(".switch [href]").forEach((link) => point(link, monday));
  for (const link of days.querySelectorAll(".week-link")) {
    const week = plus(monday, link.matches(".earlier") ? -7 : 7);
    link.hidden = link.matches(".earlier") ? plus(week, 6) < said.today : week > said.last;
    if (!link.hasAttribute("href")) link.setAttribute("href", said.week);
    point(link, week);
    if (link.hidden) link.removeAttribute("href");
  }
  history.replaceState(null, "", said.week.replace(/([?&]week=)[^&]*/, `$1${monday}`));
}

async function turn(link) {
  const week = new URL(link.href).searchParams.get("week");
  try {
    await learn(week, plus(week, 6));
  } catch {
    return location.assign(link.href);
  }
  drawWeek(week);
  goTo(firstOfWeek());
  // Whoever turns the pages goes on from where they are; whoever has read to the end, from the top.
  if (link.hidden || !link.closest(".week")) lead(weekName);
  learn(plus(week, 7), plus(week, 13)).catch(() => {});
}

// The month

function drawDate(date) {
  const count = known.get(date)?.length ?? (date < said.today || date > said.last ? 0 : undefined);
  const [cell, day] = [document.createElement("td"), part("date")];
  const button = day.querySelector("button");
  button.value = date;
  // The style sheet writes the number: what is read is the whole date.
  button.dataset.day = Number(date.slice(8));
  const words = count === undefined ? said.dayUnknown : [said.dayNone, said.dayOne][count] ?? said.dayMany;
  button.ariaLabel = fill(words, { day: dated(said.day, date), count });
  button.tabIndex = date === current ? 0 : -1;
  button.ariaDisabled = !count;
  if (date === said.today) button.ariaCurrent = "date";
  cell.ariaSelected = date === chosen;
  cell.append(day);
  return cell;
}

function drawMonth() {
  const [first, last] = [`${current.slice(0, 7)}-01`, lastOf(current)];
  month.querySelector("h2").textContent = dated(said.month, first);
  for (const button of month.querySelectorAll(".month-way")) button.ariaDisabled = !isInReach(plusMonths(first, Number(button.value)));
  const rows = [];
  for (let week = mondayOf(first); week <= last; week = plus(week, 7)) {
    const row = document.createElement("tr");
    row.classList.toggle("shown", week === monday);
    const inMonth = (date) => date >= first && date <= last;
    row.append(...weekdays.map((_, nth) => plus(week, nth)).map((date) => (inMonth(date) ? drawDate(date) : document.createElement("td"))));
    rows.push(row);
  }
  const body = month.querySelector("tbody");
  const hadFocus = body.contains(document.activeElement);
  body.replaceChildren(...rows);
  if (hadFocus) body.querySelector("[tabindex='0']").focus();
}

/** Shows the month of a date, and its times as soon as they are known. */
async function goTo(date) {
  if (!isInReach(date)) return;
  current = date;
  drawMonth();
  const before = known.size;
  try {
    await learn(`${date.slice(0, 7)}-01`, lastOf(date));
    if (known.size > before) drawMonth();
  } catch {
    giveUp();
  }
}

/** Leaves the page as it is without a script. */
function giveUp() {
  const hadFocus = month.contains(document.activeElement);
  month.remove();
  if (hadFocus) lead(weekName);
}

function choose(date) {
  current = chosen = date;
  const heading = () => days.querySelector(`[data-date="${date}"] h2`);
  if (!heading()) drawWeek(date);
  drawMonth();
  lead(heading());
}

/** What follows a heading is to be seen as well, so the heading goes to the top. */
function lead(heading) {
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}

const KEYS = {
  ArrowLeft: (date) => plus(date, -1),
  ArrowRight: (date) => plus(date, 1),
  ArrowUp: (date) => plus(date, -7),
  ArrowDown: (date) => plus(date, 7),
  Home: mondayOf,
  End: (date) => plus(mondayOf(date), 6),
  PageUp: (date) => plusMonths(date, -1),
  PageDown: (date) => plusMonths(date, 1),
};

function isPlain(event) {
  return !(event.ctrlKey || event.metaKey || event.altKey || event.shiftKey);
}

month.append(part("month"));
month.addEventListener("keydown", (event) => {
  const move = event.target.closest("td") && isPlain(event) && KEYS[event.key];
  if (!move) return;
  event.preventDefault();
  goTo(move(current));
});
month.addEventListener("click", ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  if (button.matches(".month-way")) goTo(plusMonths(current, Number(button.value)));
  else if (button.ariaDisabled === "true") goTo(button.value);
  else choose(button.value);
});
days.addEventListener("click", (event) => {
  const link = event.target.closest(".week-link");
  if (!link || !isPlain(event)) return;
  event.preventDefault();
  turn(link);
});
form.addEventListener("change", ({ target }) => {
  if (target.name !== "start") return;
  start = target.value;
  chosen = start.slice(0, 10);
  drawChoice();
  drawMonth();
});
drawChoice();
goTo(current);
