// My list on the page of questions: written, changed, ordered, printed. my-list.js keeps it; all text is put in as text.
const section = document.querySelector("[data-my-list]");
const list = await import(section.dataset.myList);
const takenDown = new Set(section.dataset.takenDown.split(" "));
const part = (name, within = section) => within.querySelector(`[data-${name}]`);
const items = part("items");
const language = document.documentElement.lang;
const dates = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long" });
const inWords = (day) => dates.format(new Date(`${day}T12:00`));

// Where the browser keeps nothing, the list lives as long as this page.
let unkept = null;
let removed = null;
let editing = null;

function now() {
  const { items: kept, trouble } = list.read();
  if (trouble === "blocked") unkept ??= [];
  return { found: unkept ?? kept, trouble: unkept ? "blocked" : trouble };
}

function change(step) {
  if (now().trouble !== "blocked") return settle(list.change(step));
  unkept = step(unkept).slice(0, list.MOST);
  return settle("");
}

// Whether it was kept; what went wrong stands above the list.
function settle(trouble) {
  if (trouble === "blocked") unkept = now().found;
  draw(trouble);
  return !trouble;
}

function say(name, values = {}) {
  let words = section.dataset[name] ?? "";
  for (const [key, value] of Object.entries(values)) words = words.replace(`{${key}}`, () => value);
  part("said").textContent = words;
}

// Drawing -----------------------------------------------------------------------------------------

const origin = (item) => (item.under ? `${item.title}: ${item.under}` : item.title);

function drawn(item) {
  const row = part("item").content.firstElementChild.cloneNode(true);
  row.dataset.id = item.id;
  part("words", row).textContent = item.words;
  part("on", row).dateTime = item.on;
  part("on", row).textContent = inWords(item.on);
  part("of-page", row).hidden = !item.path;
  part("gone", row).hidden = !takenDown.has(item.path);
  part("of-own", row).hidden = Boolean(item.path);
  part("reworded", row).hidden = !item.path || item.words === item.asked;
  if (item.path) {
    part("link", row).href = item.path;
    part("link", row).textContent = origin(item);
  }
  for (const button of row.querySelectorAll("[data-do]")) button.setAttribute("aria-label", `${button.textContent}: ${item.words}`);
  return row;
}

function draw(trouble = "") {
  if (editing) return;
  const { found, trouble: lasting } = now();
  items.replaceChildren(...found.map(drawn));
  part("none").hidden = found.length > 0 || lasting === "unreadable";
  part("with-items").hidden = found.length === 0;
  for (const one of section.querySelectorAll("[data-trouble]")) one.hidden = one.dataset.trouble !== (trouble || lasting);
  part("own").hidden = lasting === "unreadable";
}

const button = (id, name) => items.querySelector(`[data-id="${CSS.escape(id)}"] [data-do=${name}]`);

// What stands in a field; where that is nothing but spaces, the browser says that it is needed.
function written(field) {
  const words = field.value.trim();
  if (!words) { field.value = ""; field.reportValidity(); }
  return words;
}

// What can be done to a question ------------------------------------------------------------------

function move(id, by, name) {
  const { found } = now();
  const from = found.findIndex((item) => item.id === id);
  const to = from + by;
  if (to < 0 || to >= found.length) return say(by < 0 ? "first" : "last");
  change((all) => moved(all, id, by));
  say("moved", { number: to + 1, count: found.length });
  button(id, name)?.focus();
}

const inserted = (all, at, item) => [...all.slice(0, at), item, ...all.slice(at)];

function moved(all, id, by) {
  const from = all.findIndex((item) => item.id === id);
  const to = Math.max(0, Math.min(all.length - 1, from + by));
  return from < 0 ? all : inserted(all.filter((item) => item.id !== id), to, all[from]);
}

function remove(id) {
  const at = now().found.findIndex((item) => item.id === id);
  removed = { item: now().found[at], at };
  if (!change((all) => all.filter((item) => item.id !== id))) return;
  say("removed", { words: removed.item.words });
  const undo = section.querySelector("[data-do=undo]");
  undo.hidden = false;
  undo.focus();
}

function undo() {
  const { item, at } = removed;
  forgetRemoved();
  change((all) => inserted(all, at, item));
  say("added");
  button(item.id, "remove")?.focus();
}

function forgetRemoved() {
  removed = null;
  section.querySelector("[data-do=undo]").hidden = true;
}

function edit(id) {
  const row = items.querySelector(`[data-id="${CSS.escape(id)}"]`);
  const form = part("editor").content.firstElementChild.cloneNode(true);
  const field = form.querySelector("textarea");
  field.value = part("words", row).textContent;
  for (const one of row.children) one.hidden = true;
  row.append(form);
  editing = { row, form };
  field.focus();
  form.addEventListener("submit", (event) => { event.preventDefault(); if (written(field)) reword(id, written(field)); });
  form.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(id); });
  form.querySelector("[data-do=cancel]").addEventListener("click", () => leave(id));
}

function leave(id) {
  editing = null;
  draw();
  button(id, "edit")?.focus();
}

function reword(id, words) {
  editing = null;
  if (change((all) => all.map((item) => (item.id === id ? { ...item, words } : item)))) say("changed");
  button(id, "edit")?.focus();
}

// The list as a whole -----------------------------------------------------------------------------

function asText() {
  return now().found.map((item, index) => `${index + 1}. ${item.words}${item.path ? ` (${section.dataset.from.replace("{title}", () => origin(item))})` : ""}`).join("\n");
}

async function copy() {
  try {
    await navigator.clipboard.writeText(asText());
    say("copied");
  } catch {
    part("text").hidden = false;
    part("text").querySelector("textarea").value = asText();
    part("text").querySelector("textarea").select();
  }
}

function printOnlyIt() {
  document.body.classList.add("only-my-list");
  addEventListener("afterprint", () => document.body.classList.remove("only-my-list"), { once: true });
  print();
}

function empty() {
  part("confirm").close();
  unkept &&= [];
  if (!unkept) list.empty();
  forgetRemoved();
  draw();
  say("emptied");
  part("own").querySelector("textarea").focus();
}

const ask = () => part("confirm").showModal();
const keep = () => part("confirm").close();

const ALL = { print: printOnlyIt, copy, ask, keep, empty, undo };
const ONE = { edit, remove, up: (id) => move(id, -1, "up"), down: (id) => move(id, 1, "down") };

section.addEventListener("click", (event) => {
  const name = event.target.closest("[data-do]")?.dataset.do;
  const id = event.target.closest("[data-id]")?.dataset.id;
  if (name in ONE && editing) leave(editing.row.dataset.id);
  if (name in ALL) ALL[name]();
  else if (name in ONE) { forgetRemoved(); ONE[name](id); }
});

part("own").addEventListener("submit", (event) => {
  event.preventDefault();
  const field = event.target.querySelector("textarea");
  const words = written(field);
  if (!words) return;
  forgetRemoved();
  if (change((all) => [...all, list.ownQuestion(words)])) { field.value = ""; say("added"); }
  field.focus();
});

part("today").textContent = dates.format(new Date());
list.follow(() => draw());
draw();
section.hidden = false;
list.begin(document.querySelector("[data-questions]"));
