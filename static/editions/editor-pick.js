"use strict";
// Dialogs that insert by picking: a link to a live page, a source of this draft, a care card.
(() => {
  const W = window.Writing;
  if (!W) return;
  const KEY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

  /** Opens a dialog for a field. Closing it gives the cursor back to where it was. */
  function open(name, field, prepare) {
    const dialog = document.getElementById(`writing-${name}`);
    const form = dialog.querySelector("form");
    const place = { start: field.selectionStart, end: field.selectionEnd };
    const chosen = field.value.slice(place.start, place.end);
    form.reset();
    for (const wrong of form.querySelectorAll(".writing-wrong")) wrong.textContent = "";
    const insert = (text) => {
      dialog.close("inserted");
      W.edit(field, place.start, place.end, text);
    };
    dialog.onclose = () => {
      if (dialog.returnValue === "inserted") return;
      field.focus();
      field.setSelectionRange(place.start, place.end);
    };
    dialog.returnValue = "";
    prepare(form, { chosen, insert, dialog, place });
    dialog.showModal();
  }

  /** Enter in a line of a dialog does what its main button does, and never sends the form away. */
  function onEnter(form, does) {
    form.onkeydown = (event) => {
      if (event.key !== "Enter" || !event.target.matches("input")) return;
      event.preventDefault();
      if (event.target.type !== "search") does();
    };
    form.querySelector("[data-insert]").onclick = does;
  }

  /** The buttons of what was found; ``rows`` are [first line, second line, what it does]. */
  function list(form, rows, none) {
    const place = form.querySelector(".writing-found");
    place.replaceChildren(
      ...rows.map(([name, more, does]) => {
        const button = Object.assign(document.createElement("button"), { type: "button", onclick: does });
        const small = Object.assign(document.createElement("span"), { className: "quiet", textContent: more });
        button.append(name, " ", small);
        const item = document.createElement("li");
        item.append(button);
        return item;
      }),
    );
    form.querySelector(".writing-state").textContent = rows.length ? W.say("found", { count: rows.length }) : none;
  }

  function link(field) {
    open("link", field, (form, { chosen, insert }) => {
      const { words, q, address } = form.elements;
      words.value = chosen;
      const put = (to, title) => insert(`[${W.inBrackets(words.value) || W.inBrackets(title)}](${to})`);
      const look = async () => {
        try {
          const answer = await W.ask(`${W.root.dataset.pages}?${new URLSearchParams({ q: q.value })}`);
          const { pages } = await answer.json();
          const rows = pages.map((page) => [page.title, page.path, () => put(page.path, page.title)]);
          list(form, rows, W.texts.foundNone);
        } catch (error) {
          list(form, [], error.message);
        }
      };
      q.oninput = W.later(250, look);
      onEnter(form, () => {
        const to = address.value.trim().replace(/[\s()<>]/g, encodeURIComponent).replace(/\(/g, "%28").replace(/\)/g, "%29");
        if (to) put(to, to.replace(/^\w+:\/\//, ""));
        else address.focus();
      });
      look();
    });
  }

  /** Sources as they stand in the form now: [key, reference]. */
  function sources() {
    const rows = W.form.elements.sources.value.split("\n").map((line) => line.split("|").map((part) => part.trim()));
    return rows.filter(([key]) => KEY.test(key)).map(([key, reference]) => [key, reference || ""]);
  }

  function addSource(key, reference, address) {
    const field = W.form.elements.sources;
    const line = [key, reference, address].filter(Boolean).join(" | ");
    const end = field.value.trimEnd().length;
    W.edit(field, end, field.value.length, `${end ? "\n" : ""}${line}`);
  }

  function source(field) {
    open("source", field, (form, { chosen, dialog, place }) => {
      const { q, key, reference, address } = form.elements;
      const wrong = form.querySelector(".writing-wrong");
      const cite = (name) => {
        dialog.close("inserted");
        W.edit(field, place.end, place.end, `${chosen ? " " : ""}[@${name}]`);
      };
      const look = () => {
        const words = q.value.toLowerCase().split(/\s+/);
        const fit = sources().filter((one) => words.every((word) => one.join(" ").toLowerCase().includes(word)));
        list(form, fit.map(([name, title]) => [name, title, () => cite(name)]), sources().length ? W.texts.foundNone : W.texts.noSources);
      };
      q.oninput = look;
      onEnter(form, () => {
        const name = key.value.trim();
        const reference_ = reference.value.replace(/[|\s]+/g, " ").trim();
        const taken = sources().some(([other]) => other === name);
        wrong.textContent = !KEY.test(name) ? W.texts.keyWrong : taken ? W.texts.keyTaken : "";
        if (wrong.textContent) key.focus();
        else if (!reference_) reference.focus();
        else {
          dialog.close("inserted"); // nothing behind an open dialog can be typed into
          addSource(name, reference_, address.value.replace(/[|\s]+/g, ""));
          cite(name);
        }
      });
      look();
    });
  }

  function card(field) {
    open("card", field, (form, { chosen, dialog, place }) => {
      const { title } = form.elements;
      onEnter(form, () => {
        const level = form.elements.level.value;
        const heading = `::: ${level} ${title.value.replace(/\s+/g, " ").trim()}`.trim();
        const inside = chosen.trim() || "…";
        dialog.close("inserted");
        field.focus();
        field.setSelectionRange(place.start, place.end);
        W.block(field, `${heading}\n${inside}\n:::`, inside);
      });
    });
  }

  W.pick = { link, source, card };
  W.onEnter = onEnter;
})();
