"use strict";
// What was typed on the review page and not sent: a warning before it is left, and a copy on this device alone, which is
// put back when the page is loaded again. The decision itself is not kept: it is chosen with the words before the eyes.
// There is one copy for each account and edition, by forms. The fields of a form leave it when the form was accepted;
// all of it goes when its writer throws it away, and when they sign out (editor-keys.js, which knows the prefix).
(() => {
  const place = document.getElementById("review-kept");
  if (!place) return;
  const { account, edition, home } = place.dataset;
  const KEY = `stage4:words:${account}:review-${edition}`; // a hyphen: not the name of a draft's copy
  const SENT = "stage4:review-sent";
  const DAYS_30 = 30 * 24 * 3600 * 1000;
  const TYPED = /^(text|textarea|search|url|email|tel|number|date|time|datetime-local)$/;
  const forms = new Map();
  for (const form of document.querySelectorAll(".review .move form")) forms.set(form.closest(".move").id, form);
  const touched = new Set();
  let keeps = true;
  let leaving = false;
  let forgotten = false;
  let waiting;

  const fieldsOf = (form) => [...form.elements].filter((one) => one.name && TYPED.test(one.type) && !one.readOnly);
  const fields = () => [...forms.values()].flatMap(fieldsOf);
  const refused = (form) => Boolean(form.querySelector(".errornote"));
  // A form that was refused holds what was typed as if the server had it.
  const unsaved = (field) => field.value.trim() !== "" && (field.value !== field.defaultValue || refused(field.form));

  function read() {
    try {
      const copy = JSON.parse(localStorage.getItem(KEY));
      if (copy && Date.now() - copy.at < DAYS_30) return copy.forms;
    } catch {
      // not ours, or closed
    }
    return {};
  }

  function write(kept) {
    try {
      const full = Object.entries(kept).filter(([, values]) => Object.keys(values).length);
      if (full.length) localStorage.setItem(KEY, JSON.stringify({ at: Date.now(), forms: Object.fromEntries(full) }));
      else localStorage.removeItem(KEY);
    } catch {
      stop();
    }
  }

  /** Writes only what was typed on this page: another tab of the same edition may have kept something else. */
  function keep() {
    clearTimeout(waiting);
    if (!keeps || !touched.size) return;
    const kept = read();
    for (const [name, form] of forms) {
      for (const field of fieldsOf(form).filter((one) => touched.has(one))) {
        kept[name] = kept[name] || {};
        if (unsaved(field)) kept[name][field.name] = field.value;
        else delete kept[name][field.name];
      }
    }
    write(kept);
  }

  function say(text, ...more) {
    const said = document.createElement("p");
    said.className = "note";
    said.setAttribute("role", "status");
    said.tabIndex = -1;
    place.replaceChildren(said);
    said.append(text, ...more);
    return said;
  }

  function stop() {
    keeps = false;
    say(place.dataset.notKept);
  }

  /** The form whose answer this page is, if it was carried out: the page says so, and was reached from that form. */
  function accepted() {
    let sent;
    try {
      sent = JSON.parse(sessionStorage.getItem(SENT));
      sessionStorage.removeItem(SENT);
    } catch {
      return null;
    }
    if (!sent || sent.key !== KEY) return null;
    const [navigation] = performance.getEntriesByType("navigation");
    const from = document.referrer && new URL(document.referrer);
    const answered = navigation?.type === "navigate" && from && from.origin === location.origin && from.pathname.startsWith(home);
    const done = answered && document.querySelector(".messagelist .success");
    return done && !(forms.has(sent.form) && refused(forms.get(sent.form))) ? sent.form : null;
  }

  function putBack(kept) {
    const back = [];
    for (const [name, values] of Object.entries(kept)) {
      for (const field of forms.has(name) ? fieldsOf(forms.get(name)) : []) {
        if (!(field.name in values) || field.value !== "" || field.defaultValue !== "") continue;
        field.value = values[field.name]; // no event: a time that comes back chooses no decision
        back.push({ name, field });
      }
    }
    return back;
  }

  function throwAway(back) {
    const kept = read();
    for (const { name, field } of back) {
      field.value = "";
      touched.delete(field);
      if (kept[name]) delete kept[name][field.name];
    }
    write(kept);
    say(place.dataset.thrown).focus();
  }

  function begin() {
    const kept = read();
    const done = accepted();
    for (const name of Object.keys(kept)) {
      if (name === done || (!forms.has(name) && !("inReview" in place.dataset))) delete kept[name];
    }
    const back = putBack(kept);
    write(kept);
    const restored = new Set(back.map(({ field }) => field));
    fields().filter((field) => field.value !== field.defaultValue && !restored.has(field)).forEach((field) => touched.add(field));
    keep(); // what was typed before this script came
    if (!back.length) return;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "button", textContent: place.dataset.throwAway });
    button.addEventListener("click", () => throwAway(back));
    say(place.dataset.isBack, " ", button);
  }

  begin();
  document.addEventListener("input", (event) => {
    if (!fields().includes(event.target)) return;
    touched.add(event.target);
    leaving = false;
    if (forgotten) {
      keeps = !(forgotten = false); // the browser asked, and they stayed
      fields().filter(unsaved).forEach((field) => touched.add(field));
    }
    clearTimeout(waiting);
    waiting = setTimeout(keep, 400);
  });
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || !event.target.closest(".review")) return;
    keep();
    leaving = true;
    const form = event.target.closest(".move")?.id;
    try {
      sessionStorage.setItem(SENT, JSON.stringify({ key: KEY, form }));
    } catch {
      // then what was sent comes back once more
    }
  });
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
    localStorage.removeItem(KEY); // it may have been kept once more in the meantime
    if (fields().some(unsaved)) stop();
    keeps = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && fields().some(unsaved)) event.preventDefault();
  });
})();
