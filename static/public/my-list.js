// The reader's own list of questions. It is kept on this device, in localStorage under one key, and is never sent. What
// comes out of it is checked: anything on this device may have written there.
const KEY = "stage4-questions";
const VERSION = 1;
export const MOST = 200;
export const LONGEST = 1000;
const PATH = /^\/(?:[\w-]+\/)+$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const CHANGED = "stage4-questions";

const isText = (value, longest) => typeof value === "string" && value.trim() !== "" && value.length <= longest;

// A question with only what we know of: its words, the day it was put on, and for one from a page its title, address,
// heading and words at that time. Null for anything else.
function checked(item) {
  if (!isText(item?.id, 60) || !isText(item.words, LONGEST) || !DAY.test(item.on)) return null;
  const own = { id: item.id, words: item.words, on: item.on };
  if (item.path === undefined) return own;
  if (!PATH.test(item.path) || !isText(item.title, 300) || !isText(item.asked, LONGEST)) return null;
  return { ...own, path: item.path, title: item.title, asked: item.asked, under: isText(item.under, 300) ? item.under : "" };
}

function parsed(text) {
  if (text === null) return [];
  const { version, items } = JSON.parse(text);
  const found = version === VERSION && Array.isArray(items) && items.length <= MOST ? items.map(checked) : [null];
  if (found.includes(null)) throw new SyntaxError("not a list of ours");
  return found;
}

// {items, trouble}: trouble is "blocked", "unreadable" or nothing.
export function read() {
  let text;
  try { text = localStorage.getItem(KEY); } catch { return { items: [], trouble: "blocked" }; }
  try { return { items: parsed(text), trouble: "" }; } catch { return { items: [], trouble: "unreadable" }; }
}

function write(items) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, items }));
    return "";
  } catch (error) { return error.name === "QuotaExceededError" ? "full" : "blocked"; }
}

// Reads the list anew, because another tab may have changed it, and keeps what ``step`` makes of it. Gives the trouble.
export function change(step) {
  const { items, trouble } = read();
  if (trouble) return trouble;
  const next = step(items);
  if (!next.every(checked)) return "refused"; // or all of the list could not be read
  if (next.length > MOST && next.length > items.length) return "full";
  const failed = write(next);
  if (!failed) dispatchEvent(new Event(CHANGED));
  return failed;
}

export function empty() {
  try { localStorage.removeItem(KEY); } catch { return "blocked"; }
  dispatchEvent(new Event(CHANGED));
  return "";
}

// Calls when this tab or another one changed the list.
export function follow(changed) {
  addEventListener(CHANGED, changed);
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) changed(); });
}

function today() {
  const now = new Date();
  return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;

export const ownQuestion = (words) => ({ id: newId(), words, on: today() });
const fromPage = (one) => ({ id: newId(), words: one.asked, on: today(), ...one });

// Questions of pages ------------------------------------------------------------------------------

const same = (one, other) => one.path === other.path && one.asked === other.asked;

function put(questions) {
  return change((items) => [...items, ...questions.filter((one) => !items.some((item) => same(item, one))).map(fromPage)]);
}

const takeOff = (question) => change((items) => items.filter((item) => !same(item, question)));

function questionOf(item) {
  const page = item.closest("[data-path]").dataset;
  return { asked: item.textContent.trim(), path: page.path, title: page.page, under: item.parentElement.dataset.under };
}

function unseen(root) {
  const said = document.createElement("span");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  root.append(said);
  return said;
}

// Where the page has a place for it, everybody sees what was done.
function speaker(root) {
  const said = root.querySelector("[data-told]") ?? unseen(root);
  return (trouble) => {
    said.textContent = trouble ? root.dataset.failed : root.dataset.count.replace("{count}", read().items.length);
    return trouble;
  };
}

// A button beside each question within; one for all of them where the page has a place for it.
export function begin(root) {
  if (root.dataset.begun) return;
  root.dataset.begun = "yes";
  const say = speaker(root);
  const questions = [...root.querySelectorAll("[data-path] li")].map((item) => ({ ...questionOf(item), item }));
  const marks = questions.map((one) => withButton(one, root.dataset, say));
  const mark = () => { const { items } = read(); marks.forEach((one) => one(items)); };
  follow(mark);
  mark();
  const all = root.querySelector("[data-put-all]");
  all?.addEventListener("click", () => say(put(questions.map(({ item, ...question }) => question))));
}

function withButton({ item, ...question }, texts, say) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  let on = false;
  button.addEventListener("click", () => say(on ? takeOff(question) : put([question])));
  item.append(button);
  item.parentElement.classList.add("askable");
  return (items) => {
    on = items.some((one) => same(one, question));
    item.classList.toggle("on-list", on);
    button.textContent = on ? texts.off : texts.put;
    button.setAttribute("aria-label", `${on ? texts.off : texts.put}: ${question.asked}`);
  };
}
