// The scripts of a page of words, in one file, because a reader on slow wifi waits for each. Its contents mark the place
// where the reader is; it can be printed; glossary words open in place.
const contents = document.querySelector(".contents");
const links = new Map([...contents?.querySelectorAll("a") ?? []].map((link) => [link.hash.slice(1), link]));

function mark() {
  const places = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const passed = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 3);
  const atEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
  const here = atEnd ? places.at(-1) : passed.at(-1);
  for (const [id, link] of links) {
    if (id === here?.id) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

if (links.size) {
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; mark(); });
  }, { passive: true });
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
  });
  mark();
}

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

// Reading aloud, where the browser has a voice for the language of the page; its script comes with the first press.
const listen = document.querySelector("[data-listen]");
const language = document.documentElement.lang.split("-")[0];

function offerToListen() {
  const voices = window.speechSynthesis?.getVoices() ?? [];
  if (voices.some((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language)) listen.hidden = false;
}

if (listen) {
  offerToListen();
  // Some browsers find their voices a while after they were asked for.
  window.speechSynthesis?.addEventListener?.("voiceschanged", () => { if (!document.querySelector(".listening")) offerToListen(); });
  listen.addEventListener("click", async () => (await import(listen.dataset.listen)).listen(listen));
}

// The questions of the page can be put on a list: its script comes when they are almost in sight.
const along = document.querySelector("[data-questions]");

if (along && "IntersectionObserver" in window) {
  // What was out of sight and came into it at once is told together.
  const watch = new IntersectionObserver(async (changes) => {
    if (!changes.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    const { begin } = await import(along.dataset.questions);
    begin(along);
    for (const one of along.querySelectorAll("p")) one.hidden = "unlisted" in one.dataset;
  }, { rootMargin: "100%" });
  watch.observe(along);
}

// A glossary word opens its definition in place; each definition has a link to the same page. Without this script, and
// with a modified click, the word is a plain link.
const definitions = new Map([...document.querySelectorAll(".definition")].map((one) => [one.querySelector("a").pathname, one]));

function place(definition, link) {
  const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
  const width = definition.offsetWidth;
  const height = definition.offsetHeight;
  const left = Math.max(16, Math.min(at.left, document.documentElement.clientWidth - width - 16));
  const below = at.bottom + 8 + height <= innerHeight;
  const top = below ? at.bottom + 8 : at.top - height - 8;
  definition.style.margin = "0";
  definition.style.left = `${left}px`;
  definition.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}

function open(event) {
  if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.currentTarget;
  const definition = definitions.get(link.pathname);
  if (!definition) return;
  event.preventDefault();
  definition.showPopover({ source: link });
  place(definition, link);
  definition.focus({ preventScroll: true });
  // The first event tells that it opened; "once" would end with that.
  const closed = (change) => {
    if (change.newState !== "closed") return;
    definition.removeEventListener("toggle", closed);
    link.setAttribute("aria-expanded", "false");
    if (definition.contains(document.activeElement) || document.activeElement === document.body) link.focus({ preventScroll: true });
  };
  definition.addEventListener("toggle", closed);
  link.setAttribute("aria-expanded", "true");
}

if ("popover" in HTMLElement.prototype && definitions.size) {
  for (const link of document.querySelectorAll("a.term")) {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", open);
  }
  addEventListener("resize", () => document.querySelector(".definition:popover-open")?.hidePopover());
}
