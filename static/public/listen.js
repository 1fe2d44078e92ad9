// Reads a page aloud with the voice of the browser, paragraph by paragraph, and marks the place. article.js imports it
// at the first press of "Listen", which it shows only where there is a voice for the language of the page.
const RATE = "stage4-listen-rate";
const REMOTE = "stage4-listen-remote";
const RATES = [0.6, 0.7, 0.85, 1, 1.15, 1.3, 1.5, 1.8];
const LONGEST = 220; // some voices fall silent in the middle of a long text
const FITS = new RegExp(`.{1,${LONGEST}}(?:\\s|$)|.{1,${LONGEST}}`, "gu");
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, tr, caption, figcaption, pre";
const UNREAD = ".sources, .notes, .byline, .kicker, .reading, .film-corrected, .film-find, .film-follow";
const SILENT = ".at, .film-play, .cite, .note-ref, .back, .visually-hidden, [hidden], [aria-hidden=true], button";
const speech = window.speechSynthesis;

function kept(name) {
  try { return localStorage.getItem(name); } catch { return null; }
}

function keep(name, value) {
  try { localStorage.setItem(name, value); } catch { /* it holds for this page */ }
}

// What is read --------------------------------------------------------------------------------------

function wordsOf(block) {
  const copy = block.cloneNode(true);
  for (const one of copy.querySelectorAll(SILENT)) one.remove();
  for (const one of copy.querySelectorAll("ul, ol")) one.remove();
  const cells = [...copy.querySelectorAll("th, td")];
  const text = cells.length ? cells.map((cell) => cell.textContent.trim()).join("; ") : copy.textContent;
  return text.replace(/\s+/g, " ").replace(/ (?=[.,;:?!])/g, "").trim();
}

function sentences(text, language) {
  if (!("Segmenter" in Intl)) return text.match(/[^.!?]+[.!?]*\s*/g) ?? [];
  return [...new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)].map((one) => one.segment);
}

// A text in parts that are short enough for every voice: as many whole sentences as fit, or words where one does not.
function inParts(text, language) {
  const pieces = sentences(text, language).flatMap((one) => one.match(FITS) ?? []);
  const parts = pieces.slice(0, 1);
  for (const one of pieces.slice(1)) {
    if (parts.at(-1).length + one.length <= LONGEST) parts.push(parts.pop() + one);
    else parts.push(one);
  }
  return parts.map((one) => one.trim()).filter(Boolean);
}

function pieces(article, language) {
  const blocks = [...article.querySelectorAll(BLOCKS)].filter((one) => one.closest(".page-head, .words") && !one.closest(UNREAD) && one.getClientRects().length);
  const innermost = blocks.filter((one) => !one.querySelector("p, dt, dd"));
  return innermost.map((block) => ({ block, parts: inParts(wordsOf(block), language) })).filter((one) => one.parts.length);
}

// Voices --------------------------------------------------------------------------------------------

const speaks = (voice, language) => voice.lang.toLowerCase().replace("_", "-").split("-")[0] === language.split("-")[0].toLowerCase();

// One on this device, if there is one: then no word leaves it.
function chosenVoice(language) {
  const found = speech.getVoices().filter((voice) => speaks(voice, language));
  const local = found.filter((voice) => voice.localService);
  return (local.length ? local : found).sort((one, other) => other.default - one.default)[0];
}

// Reading -------------------------------------------------------------------------------------------

class Reader {
  constructor(found, language, voice, { ended, failed }) {
    Object.assign(this, { found, language, voice, ended, failed, at: 0, part: 0, turn: 0, reading: false });
    this.rate = RATES.includes(Number(kept(RATE))) ? Number(kept(RATE)) : 1;
  }

  speak() {
    const turn = this.hush();
    this.reading = true;
    const said = new SpeechSynthesisUtterance(this.found[this.at].parts[this.part]);
    Object.assign(said, { lang: this.language, voice: this.voice, rate: this.rate });
    said.onend = () => { if (turn === this.turn) this.onwards(); };
    said.onerror = () => { if (turn === this.turn) { this.hush(); this.failed(); } };
    this.said = said; // or some browsers forget it, and never tell of its end
    this.mark();
    speech.speak(said);
  }

  // No voice of an earlier turn is listened to. Gives the new turn.
  hush() {
    this.turn += 1;
    this.reading = false;
    speech.cancel();
    return this.turn;
  }

  onwards() {
    if (this.part + 1 < this.found[this.at].parts.length) { this.part += 1; this.speak(); }
    else if (this.at + 1 < this.found.length) this.go(1);
    else this.stop();
  }

  go(by) {
    this.at = Math.max(0, Math.min(this.found.length - 1, this.at + by));
    this.part = 0;
    this.speak();
  }

  faster(by) {
    this.rate = RATES[Math.max(0, Math.min(RATES.length - 1, RATES.indexOf(this.rate) + by))];
    keep(RATE, this.rate);
    if (this.reading) this.speak();
  }

  stop() {
    this.hush();
    this.unmark();
    this.ended();
  }

  unmark() {
    for (const { block } of this.found) { block.classList.remove("being-read"); block.removeAttribute("aria-current"); }
  }

  mark() {
    const { block } = this.found[this.at];
    if (block.classList.contains("being-read")) return;
    this.unmark();
    block.classList.add("being-read");
    block.setAttribute("aria-current", "true");
    const { top, bottom } = block.getBoundingClientRect();
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (top < 64 || bottom > innerHeight - 96) block.scrollIntoView({ block: "center", behavior: calm ? "instant" : "smooth" });
  }
}

// Its controls ----------------------------------------------------------------------------------------

function makeButton(words, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = words;
  button.addEventListener("click", act);
  return button;
}

function bar(label, ...parts) {
  const made = document.createElement("div");
  made.className = "listening screen-only";
  made.setAttribute("role", "group");
  made.setAttribute("aria-label", label);
  made.append(...parts);
  return made;
}

function withStyle(address) {
  const link = document.createElement("link");
  const loaded = new Promise((resolve) => { link.onload = link.onerror = resolve; });
  Object.assign(link, { rel: "stylesheet", href: address });
  document.head.append(link);
  return loaded;
}

function controls(reader, words) {
  const [label, pause, goOn, stop, back, next, slower, faster, speed] = words;
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const toggle = makeButton(pause, () => { reader.reading ? reader.hush() : reader.speak(); renamed(); });
  const renamed = () => { toggle.textContent = reader.reading ? pause : goOn; };
  const acting = (act) => () => { act(); renamed(); };
  const atSpeed = (by) => acting(() => { reader.faster(by); said.textContent = speed.replace("{percent}", Math.round(reader.rate * 100)); });
  const made = bar(label, toggle, makeButton(stop, () => reader.stop()), makeButton(back, acting(() => reader.go(-1))),
    makeButton(next, acting(() => reader.go(1))), makeButton(slower, atSpeed(-1)), makeButton(faster, atSpeed(1)), said);
  return { made, toggle, tell: (text) => { said.textContent = text; renamed(); } };
}

function begin(button, voice) {
  const words = button.dataset.words.split("|");
  const language = document.documentElement.lang;
  const ended = () => { shown.made.remove(); button.hidden = false; document.documentElement.classList.remove("with-listening"); if (document.activeElement === document.body) button.focus({ preventScroll: true }); };
  const reader = new Reader(pieces(button.closest("article"), language), language, voice, { ended, failed: () => shown.tell(words[9]) });
  const shown = controls(reader, words);
  button.hidden = true;
  button.parentElement.after(shown.made);
  document.documentElement.classList.add("with-listening");
  addEventListener("pagehide", () => reader.stop(), { once: true });
  reader.speak();
  shown.toggle.focus({ preventScroll: true });
}

// Where every voice is elsewhere, words would leave this device: that is said before.
function warn(button, voice) {
  const words = button.dataset.words.split("|");
  const text = document.createElement("p");
  text.textContent = words[10];
  const close = () => { made.remove(); button.hidden = false; };
  const yes = makeButton(words[11], () => { close(); keep(REMOTE, "yes"); begin(button, voice); });
  const no = makeButton(words[3], () => { close(); button.focus(); });
  const made = bar(words[0], text, yes, no);
  button.hidden = true;
  button.parentElement.after(made);
  yes.focus();
}

let beginning = false;

export async function listen(button) {
  if (beginning || button.hidden) return; // pressed twice: two voices would talk across each other
  beginning = true;
  await withStyle(button.dataset.style);
  beginning = false;
  const voice = chosenVoice(document.documentElement.lang);
  if (!voice) button.hidden = true;
  else if (voice.localService || kept(REMOTE)) begin(button, voice);
  else warn(button, voice);
}
