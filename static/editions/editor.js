"use strict";
// The ground of the editor's scripts, which are plain files in this order: editor, -text, -toolbar, -pick, -pictures,
// -preview, -keep, -limits. Without them the form works as it is.
(() => {
  // The Markdown editor's script swallows Tab and Shift+Tab, which would trap the keyboard (WCAG 2.1.2).
  // This listener comes first, in the capturing phase, and keeps the key from it: Tab leaves the editor.
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key === "Tab" && event.target.matches(".markdownx-editor")) event.stopImmediatePropagation();
    },
    true,
  );

  const root = document.querySelector(".writing");
  const form = root && root.querySelector("#content-main form");
  if (!form) return;
  const texts = document.getElementById("writing-texts").dataset;

  /** The fields that hold words. */
  function fields() {
    const others = ["hidden", "submit", "button", "checkbox", "radio", "file"];
    return [...form.elements].filter((one) => one.name && one.matches("input, textarea") && !others.includes(one.type));
  }

  /** A field's name as the form shows it. */
  function labelOf(field) {
    return field.labels.length ? field.labels[0].textContent.replace(/:\s*$/, "").trim() : field.name;
  }

  /** A text of the page with its {places} filled in. */
  function say(name, values = {}) {
    return texts[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  /** Said to those who hear the screen, once. */
  function announce(text) {
    const place = document.getElementById("writing-say");
    if (place.textContent !== text) place.textContent = text;
  }

  /** Replace a part of a field so that the browser's own undo takes it back; the cursor is after the new text. */
  function edit(field, start, end, text) {
    field.focus();
    field.setSelectionRange(start, end);
    const command = text ? "insertText" : "delete";
    const reached = document.activeElement === field && (text || start !== end);
    if (reached && document.execCommand(command, false, text)) return;
    field.setRangeText(text, start, end, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** What the server answers; anything but words for the person who writes becomes a sentence of ours. */
  async function ask(address, options = {}) {
    let answer;
    try {
      answer = await fetch(address, { credentials: "same-origin", ...options });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error(texts.failed);
    }
    if (answer.ok) return answer;
    const plain = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
    throw new Error((plain && (await answer.text())) || texts.failed);
  }

  /** Posts a form's data with the token of this page. */
  function post(address, data, options = {}) {
    const token = form.elements.csrfmiddlewaretoken.value;
    data.set("csrfmiddlewaretoken", token);
    return ask(address, { method: "POST", body: data, headers: { "X-CSRFToken": token, Accept: "text/plain, application/json" }, ...options });
  }

  /** Calls back when nothing was typed for so many milliseconds. */
  function later(milliseconds, callback) {
    let waiting;
    return () => {
      clearTimeout(waiting);
      waiting = setTimeout(callback, milliseconds);
    };
  }

  root.classList.add("writing-on");
  const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
  window.Writing = { root, form, texts, mac, fields, labelOf, say, announce, edit, ask, post, later };
})();
