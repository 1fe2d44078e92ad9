"use strict";
// Unsaved words: a warning before they are left, and a copy on this device alone, which comes back after a crash or an
// expired session. A copy is named by account, edition, the count of saves that the words began with, and the loading
// of the page, so that no tab writes over another's. It goes when the server has saved it (editor-keys.js), when the
// stored words are the same, when its writer throws it away, and when they sign out.
(() => {
  const W = window.Writing;
  if (!W) return;
  const { account, edition, saved } = W.root.dataset;
  const MINE = `stage4:words:${account}:${edition}:`;
  const loading = `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`;
  const own = `${MINE}${saved}:${loading}`;
  const DAYS_30 = 30 * 24 * 3600 * 1000;
  const place = document.getElementById("writing-kept");
  const mayKeep = !("erasable" in W.root.dataset); // what is erased on the server would stay on the device
  let keeps = mayKeep;
  let leaving = false;
  let forgotten = false;

  const plain = (text) => text.replace(/\r\n?/g, "\n").trim();
  const values = () => Object.fromEntries(W.fields().map((field) => [field.name, field.value]));
  // A form that came back unsaved holds what was typed as if the server had stored it.
  const unsaved = () =>
    "unsaved" in W.root.dataset || W.fields().some((field) => plain(field.value) !== plain(field.defaultValue));

  function keep() {
    if (!keeps) return;
    try {
      if (unsaved()) localStorage.setItem(own, JSON.stringify({ at: Date.now(), values: values() }));
      else localStorage.removeItem(own);
    } catch {
      stop();
    }
  }

  function stop() {
    keeps = false;
    const note = document.createElement("p");
    note.className = "errornote";
    note.textContent = W.texts.notKept;
    place.replaceChildren(note);
    place.hidden = false;
  }

  /** The copies of this writer and edition, newest first: {key, at, values, saved}. */
  function copies() {
    const found = [];
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(MINE) && one !== own)) {
      try {
        found.push({ ...JSON.parse(localStorage.getItem(key)), key, saved: key.slice(MINE.length).split(":")[0] });
      } catch {
        localStorage.removeItem(key);
      }
    }
    return found.sort((one, other) => other.at - one.at);
  }

  /** The fields in which a copy differs from the form. */
  function differing(copy) {
    return W.fields().filter((field) => field.name in copy.values && plain(copy.values[field.name]) !== plain(field.value));
  }

  function when(at) {
    const today = new Date(at).toDateString() === new Date().toDateString();
    const options = { hour: "2-digit", minute: "2-digit", ...(today ? {} : { day: "numeric", month: "long" }) };
    return new Date(at).toLocaleString(document.documentElement.lang, options);
  }

  function element(tag, properties, ...inside) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...inside);
    return made;
  }

  function putBack(copy, bar) {
    for (const field of differing(copy)) {
      field.value = copy.values[field.name];
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    keep();
    localStorage.removeItem(copy.key);
    bar.remove();
    const said = element("p", { className: "writing-back", textContent: W.texts.isBack, tabIndex: -1 });
    place.prepend(said);
    said.focus();
  }

  function throwAway(copy, bar) {
    localStorage.removeItem(copy.key);
    bar.remove();
    place.hidden = !place.children.length;
    W.fields()[0].focus();
  }

  function offer(copy, fields) {
    const names = fields.map(W.labelOf).join(", ");
    const bar = element("div", { className: "writing-copy" });
    bar.setAttribute("role", "group");
    bar.append(
      element("p", {}, element("strong", { textContent: W.say("kept", { time: when(copy.at) }) }), " ", W.say("differ", { fields: names })),
    );
    if (copy.saved !== saved) bar.append(element("p", { textContent: W.texts.older }));
    const look = element("details", {}, element("summary", { textContent: W.texts.look }));
    for (const field of fields) {
      look.append(element("h3", { textContent: W.labelOf(field) }), element("pre", { textContent: copy.values[field.name] }));
    }
    bar.append(
      look,
      element("p", { className: "writing-choice" },
        element("button", { type: "button", className: "button default", textContent: W.texts.putBack, onclick: () => putBack(copy, bar) }),
        " ",
        element("button", { type: "button", className: "button", textContent: W.texts.throwAway, onclick: () => throwAway(copy, bar) })),
    );
    place.append(bar);
    place.hidden = false;
  }

  /** A page that is loaded again begins where it was scrolled to: the offer is brought before the eyes. */
  function bringIntoView() {
    if (!place.hidden) place.scrollIntoView({ block: "center" });
  }

  /** Offers what differs from the form; the rest is in it, and needs no copy. */
  function offerAll() {
    for (const copy of copies()) {
      const fields = differing(copy);
      if (!fields.length || Date.now() - copy.at > DAYS_30) localStorage.removeItem(copy.key);
      else offer(copy, fields);
    }
  }

  // The name of the copy goes with the words, so that the server can say that it has them.
  W.form.append(element("input", { type: "hidden", name: "copy", value: loading }));
  try {
    keep();
    offerAll();
  } catch {
    stop();
  }
  W.form.addEventListener("input", W.later(400, keep));
  W.form.addEventListener("input", () => {
    if (forgotten) { forgotten = false; keeps = mayKeep; } // the browser asked, and they stayed
  });
  W.form.addEventListener("submit", () => {
    keep();
    leaving = true;
  });
  W.root.addEventListener("click", (event) => {
    if (event.target.closest("[data-leave]")) leaving = true;
  });
  window.addEventListener("load", () => setTimeout(bringIntoView));
  window.addEventListener("pagehide", keep);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) leaving = false;
  });
  document.addEventListener("visibilitychange", keep);
  document.addEventListener("writing:forget", () => {
    keeps = false;
    forgotten = true;
  });
  window.addEventListener("storage", (event) => {
    if (event.key !== "stage4:signed-out") return;
    keeps = false;
    localStorage.removeItem(own); // it may have been kept once more in the meantime
    if (unsaved()) stop();
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && unsaved()) event.preventDefault();
  });
})();
