"use strict";
// A bar of buttons over each field of Markdown: one stop for Tab, the arrow keys within it, and shortcuts.
(() => {
  const W = window.Writing;
  if (!W) return;
  const DIGITS = { Digit2: "2", Digit3: "3", Digit7: "7", Digit8: "8", Digit9: "9" };
  const template = document.getElementById("writing-toolbar");

  const DO = {
    wrap: (field, { mark, sample }) => W.wrap(field, mark, sample),
    lines: (field, { prefix }) => W.lines(field, prefix),
    block: (field, { text, select }) => W.block(field, text, select),
    footnote: (field, { sample }) => W.footnote(field, sample),
    link: (field) => W.pick.link(field),
    source: (field) => W.pick.source(field),
    card: (field) => W.pick.card(field),
    picture: (field) => W.choosePicture(field),
    help: () => W.show("writing-help"),
  };

  function shown(keys) {
    return keys
      .replace("Mod", W.mac ? W.texts.mac : W.texts.control)
      .split("+")
      .join(W.mac ? " " : "+");
  }

  /** The keys of an event as a button names them. Characters typed with AltGr are no shortcut. */
  function pressed(event) {
    if (!(W.mac ? event.metaKey : event.ctrlKey) || event.getModifierState("AltGraph")) return null;
    const key = DIGITS[event.code] || (event.code.startsWith("Key") ? event.code.slice(3) : event.key);
    const letter = event.altKey || event.shiftKey ? key : event.key.toUpperCase();
    return ["Mod", event.altKey && "Alt", event.shiftKey && "Shift", letter].filter(Boolean).join("+");
  }

  function buttonsOf(bar) {
    return [...bar.querySelectorAll("button")];
  }

  /** Only one button of a bar is a stop for Tab. */
  function rove(bar, chosen) {
    for (const button of buttonsOf(bar)) button.tabIndex = button === chosen ? 0 : -1;
  }

  function onArrow(event, bar, field) {
    const buttons = buttonsOf(bar);
    const at = buttons.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (event.key === "Escape") field.focus();
    if (to === undefined) return;
    event.preventDefault();
    const button = buttons[(to + buttons.length) % buttons.length];
    rove(bar, button);
    button.focus();
  }

  function onShortcut(event, bar, field) {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      bar.querySelector("[tabindex='0']").focus();
      return;
    }
    const keys = pressed(event);
    const button = keys && buttonsOf(bar).find((one) => one.dataset.keys === keys);
    if (!button) return;
    event.preventDefault();
    event.stopImmediatePropagation(); // the Markdown editor's script has keys of its own
    button.click();
  }

  function addBar(field) {
    const bar = template.content.firstElementChild.cloneNode(true);
    const short = !field.matches(".markdownx-editor");
    const only = field.dataset.markdown === "picture" && ["picture", "help"];
    for (const button of buttonsOf(bar)) {
      const { keys } = button.dataset;
      if (short && !("short" in button.dataset)) button.remove();
      if (only && !only.includes(button.dataset.do)) button.remove();
      if (button.dataset.do === "source" && !W.form.elements.sources) button.remove();
      if (keys) button.title = `${button.textContent} (${shown(keys)})`;
      if (keys) button.setAttribute("aria-keyshortcuts", keys.replace("Mod", W.mac ? "Meta" : "Control"));
    }
    bar.setAttribute("aria-label", W.say("toolbar", { field: W.labelOf(field) }));
    rove(bar, buttonsOf(bar)[0]);
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      rove(bar, button);
      DO[button.dataset.do](field, button.dataset);
    });
    bar.addEventListener("keydown", (event) => onArrow(event, bar, field));
    field.addEventListener("keydown", (event) => onShortcut(event, bar, field), true);
    field.before(bar);
  }

  function listShortcuts(place) {
    for (const button of template.content.querySelectorAll("[data-keys]")) {
      const name = document.createElement("dt");
      const keys = document.createElement("dd");
      name.textContent = button.textContent;
      keys.append(Object.assign(document.createElement("kbd"), { textContent: shown(button.dataset.keys) }));
      place.append(name, keys);
    }
  }

  W.form.querySelectorAll(".markdownx-editor, [data-markdown]").forEach(addBar);
  listShortcuts(document.querySelector(".writing-shortcuts"));
})();
