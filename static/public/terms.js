// A glossary word opens its definition in place. Without this script, and with a modified click, it is a plain link.
const supported = "popover" in HTMLElement.prototype;

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
  const definition = document.getElementById(link.dataset.define);
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

if (supported) {
  for (const link of document.querySelectorAll("a.term[data-define]")) {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", open);
  }
  addEventListener("resize", () => document.querySelector(".definition:popover-open")?.hidePopover());
}
