// An article's contents mark the place where the reader is; the page can be printed.
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
