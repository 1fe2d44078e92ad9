// Words are found in a transcript as they are typed: marked, counted, and gone through with Enter. Escape ends it.
// Without this script the server finds the same (markup/found.py).
const find = document.querySelector("[data-find]");
const field = find?.querySelector("input");
const status = find?.querySelector("[role=status]");
const passages = [...document.querySelectorAll(".transcript .said, .transcript .correction")];
let found = []; // each the marks around one place: a link or stress may stand within it
let place = -1;

function unmark() {
  for (const one of document.querySelectorAll(".transcript mark")) { const parent = one.parentNode; one.replaceWith(...one.childNodes); parent.normalize(); }
  found = [];
  place = -1;
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s/gu, " ");
}

// The letters of a passage as they are compared, each with the text and the place in which it stands.
function letters(passage) {
  const walker = document.createTreeWalker(passage, NodeFilter.SHOW_TEXT, (text) => text.parentElement.closest(".at, .cite, .note-ref") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const all = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    let start = 0;
    for (const letter of text.data) {
      for (const one of plain(letter)) all.push({ one, text, start, end: start + letter.length });
      start += letter.length;
    }
  }
  return all;
}

function placesIn(passage, wanted) {
  const all = letters(passage);
  const text = all.map(({ one }) => one);
  const places = [];
  for (let at = 0; at + wanted.length <= text.length; at += 1) {
    if (!wanted.every((one, number) => one === text[at + number])) continue;
    places.push(all.slice(at, at + wanted.length));
    at += wanted.length - 1;
  }
  return places.reverse().map(marks).reverse(); // from the end, so that the places before keep their numbers
}

function marks(place) {
  const texts = [...new Set(place.map(({ text }) => text))];
  return texts.map((text) => {
    const within = place.filter((one) => one.text === text);
    const hit = text.splitText(within[0].start);
    hit.splitText(within.at(-1).end - within[0].start);
    const marked = document.createElement("mark");
    hit.replaceWith(marked);
    marked.append(hit);
    return marked;
  });
}

function look() {
  unmark();
  const wanted = [...plain(field.value.trim().replace(/\s+/gu, " "))];
  if (wanted.length > 1) found = passages.flatMap((passage) => placesIn(passage, wanted));
  status.textContent = found.length || wanted.length < 2 ? "" : status.dataset.none;
  if (found.length) say(1);
}

function say(number) {
  status.textContent = status.dataset.found.replace("{number}", number).replace("{count}", found.length);
}

function current(is) {
  for (const one of found[place] ?? []) is ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current");
}

function step(by) {
  if (!found.length) return;
  current(false);
  place = place < 0 && by < 0 ? found.length - 1 : (place + by + found.length) % found.length;
  current(true);
  found[place][0].scrollIntoView({ block: "center" });
  say(place + 1);
}

if (find) {
  const next = find.querySelector("[data-next]");
  next.textContent = next.dataset.next;
  find.querySelector("[data-places]")?.remove();
  const previous = find.querySelector("[data-previous]");
  previous.hidden = false;
  previous.addEventListener("click", () => step(-1));
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && field.value) { event.preventDefault(); field.value = ""; look(); }
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); step(-1); }
  });
  find.addEventListener("submit", (event) => { event.preventDefault(); step(1); });
  look(); // of an address that somebody kept
}
