"use strict";
// What the buttons do to a text. Each takes a text area, and leaves the cursor where one goes on writing.
(() => {
  if (!window.Writing) return;
  const { edit } = window.Writing;
  const PREFIX = /^(?:#{1,6} |[-*+] |\d+\. |> )/;

  /** Marks around what is chosen; taken away when they are there already. */
  function wrap(field, mark, sample) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const size = mark.length;
    if (start >= size && value.slice(start - size, start) === mark && value.slice(end, end + size) === mark) {
      const words = value.slice(start, end);
      edit(field, start - size, end + size, words);
      field.setSelectionRange(start - size, start - size + words.length);
      return;
    }
    const words = value.slice(start, end) || sample;
    edit(field, start, end, mark + words + mark);
    field.setSelectionRange(start + size, start + size + words.length);
  }

  /** A prefix before each chosen line, in the place of another one; taken away when all have it. */
  function lines(field, prefix) {
    const { value } = field;
    const start = value.lastIndexOf("\n", field.selectionStart - 1) + 1;
    const next = value.indexOf("\n", Math.max(field.selectionEnd, start));
    const end = next < 0 ? value.length : next;
    const old = value.slice(start, end).split("\n");
    const numbered = /^\d/.test(prefix);
    const has = (line) => (numbered ? /^\d+\. /.test(line) : line.startsWith(prefix));
    const all = old.every((line) => has(line) || !line.trim()) && old.some(has);
    let number = 0;
    const made = old.map((line) => {
      if (!line.trim() && old.length > 1) return line;
      number += 1;
      return (all ? "" : numbered ? `${number}. ` : prefix) + line.replace(PREFIX, "");
    });
    edit(field, start, end, made.join("\n"));
  }

  /** Text in a paragraph of its own; ``chosen``, a part of it, is selected afterwards. */
  function block(field, text, chosen) {
    const { selectionStart: start, selectionEnd: end, value } = field;
    const before = value.slice(0, start);
    const above = !before || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    const rest = value.slice(end);
    const below = !rest ? "\n" : rest.startsWith("\n\n") ? "" : rest.startsWith("\n") ? "\n" : "\n\n";
    edit(field, start, end, above + text + below);
    const from = start + above.length + (chosen ? text.indexOf(chosen) : text.length);
    field.setSelectionRange(from, from + (chosen || "").length);
  }

  /** A mark at the cursor, and its note at the end of the text, selected. */
  function footnote(field, sample) {
    const used = [...field.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]));
    const number = 1 + Math.max(0, ...used);
    edit(field, field.selectionEnd, field.selectionEnd, `[^${number}]`);
    const end = field.value.length;
    const gap = field.value.endsWith("\n\n") ? "" : field.value.endsWith("\n") ? "\n" : "\n\n";
    edit(field, end, end, `${gap}[^${number}]: ${sample}`);
    field.setSelectionRange(field.value.length - sample.length, field.value.length);
  }

  /** Words as they can stand between the brackets of a link or a picture. */
  function inBrackets(words) {
    return words.replace(/\s+/g, " ").trim().replace(/[[\]\\]/g, "\\$&");
  }

  /** Puts the cursor on a line (from 1) of a field, and shows it. */
  function goTo(field, line) {
    const before = field.value.split("\n").slice(0, Math.max(0, (line || 1) - 1));
    const start = before.length ? before.join("\n").length + 1 : 0;
    const end = field.value.indexOf("\n", start);
    field.focus();
    if (field.setSelectionRange) field.setSelectionRange(start, end < 0 || !line ? (line ? field.value.length : start) : end);
    if (field.matches("textarea")) field.scrollTop = heightOf(field, before) - field.clientHeight / 3;
    field.scrollIntoView({ block: "nearest" });
  }

  /** How high these lines stand in the field, its wrapping included: measured in a copy of it. */
  function heightOf(field, written) {
    const copy = field.cloneNode();
    copy.removeAttribute("id");
    copy.removeAttribute("name");
    copy.className = "writing-measure";
    copy.style.width = `${field.clientWidth}px`;
    copy.value = written.join("\n");
    field.after(copy);
    const height = copy.scrollHeight;
    copy.remove();
    return height;
  }

  Object.assign(window.Writing, { wrap, lines, block, footnote, inBrackets, goTo });
})();
