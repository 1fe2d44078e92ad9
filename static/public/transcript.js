// Words are found in a transcript: marked, counted, and gone through with Enter. Escape ends it.
const find = document.querySelector("[data-find]");
const field = find.querySelector("input");
const status = find.querySelector("[role=status]");
const words = [...document.querySelectorAll(".transcript .said, .transcript .correction")];
let found = [];
let place = -1;

function unmark() {
  for (const one of found) { const parent = one.parentNode; one.replaceWith(...one.childNodes); parent?.normalize(); }
  found = [];
  place = -1;
}

function texts(node) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT, (text) => text.parentElement.closest(".at, .cite") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const all = [];
  while (walker.nextNode()) all.push(walker.currentNode);
  return all;
}

// Letters with accents are found by plain ones; both forms have the same length, or the text is taken as it is.
function plain(text) {
  const folded = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return folded.length === text.length ? folded : text.toLowerCase();
}

function markIn(text, wanted) {
  const parts = [];
  for (let at = plain(text.data).indexOf(wanted); at >= 0; at = plain(text.data).indexOf(wanted)) {
    const hit = text.splitText(at);
    text = hit.splitText(wanted.length);
    const marked = document.createElement("mark");
    hit.replaceWith(marked);
    marked.append(hit);
    parts.push(marked);
  }
  return parts;
}

function look() {
  unmark();
  const wanted = plain(field.value.trim());
  if (wanted.length > 1) found = words.flatMap(texts).flatMap((text) => markIn(text, wanted));
  status.textContent = found.length || wanted.length < 2 ? "" : status.dataset.none;
  if (found.length) status.textContent = status.dataset.found.replace("{number}", 1).replace("{count}", found.length);
}

function step(by) {
  if (!found.length) return;
  found[place]?.removeAttribute("aria-current");
  place = place < 0 && by < 0 ? found.length - 1 : (place + by + found.length) % found.length;
  found[place].setAttribute("aria-current", "true");
  found[place].scrollIntoView({ block: "center" });
  status.textContent = status.dataset.found.replace("{number}", place + 1).replace("{count}", found.length);
}

if (words.length > 4) {
  document.querySelector("#transcript").after(find);
  find.hidden = false;
  field.addEventListener("input", look);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && field.value) { event.preventDefault(); field.value = ""; look(); }
    if (event.key === "Enter" && event.shiftKey) { event.preventDefault(); step(-1); }
  });
  find.addEventListener("submit", (event) => { event.preventDefault(); step(1); });
  find.querySelector("[data-previous]").addEventListener("click", () => step(-1));
}
