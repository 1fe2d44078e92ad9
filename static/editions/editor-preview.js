"use strict";
// Beside the words: the page as its readers would see it, and what the checks say of it, while somebody types.
(() => {
  const W = window.Writing;
  if (!W) return;
  const beside = W.root.querySelector(".writing-beside");
  const preview = document.getElementById("writing-preview");
  const box = preview.querySelector(".writing-frame");
  const frame = box.querySelector("iframe");
  const state = preview.querySelector(".writing-state");
  let width = 375;

  // Parts as tabs ---------------------------------------------------------------------------------

  const parts = () => [...beside.querySelectorAll("[data-tab]")];
  const bar = Object.assign(document.createElement("div"), { className: "writing-tabs" });
  bar.setAttribute("role", "tablist");
  bar.setAttribute("aria-label", W.texts.tabs);

  function tabOf(part) {
    return document.getElementById(`${part.id}-tab`);
  }

  function nameTab(part) {
    const { tab, count } = part.dataset;
    tabOf(part).textContent = count === undefined ? tab : `${tab} (${count})`;
  }

  /** Shows one part, and none of the others. */
  function choose(id) {
    for (const part of parts()) {
      part.hidden = part.id !== id;
      tabOf(part).setAttribute("aria-selected", part.id === id);
      tabOf(part).tabIndex = part.id === id ? 0 : -1;
    }
    if (id === preview.id) fit();
  }

  W.show = (id) => {
    choose(id);
    tabOf(document.getElementById(id)).focus();
    beside.scrollIntoView({ block: "nearest" });
  };

  function asPanel(part) {
    part.setAttribute("role", "tabpanel");
    part.tabIndex = 0; // it scrolls, so the keyboard has to reach it
    part.setAttribute("aria-labelledby", `${part.id}-tab`);
    nameTab(part);
  }

  for (const part of parts()) {
    const tab = Object.assign(document.createElement("button"), { type: "button", id: `${part.id}-tab` });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", part.id);
    tab.onclick = () => choose(part.id);
    bar.append(tab);
  }
  beside.prepend(bar);
  parts().forEach(asPanel);
  bar.addEventListener("keydown", (event) => {
    const tabs = [...bar.children];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    tabs[(to + tabs.length) % tabs.length].click();
    tabs[(to + tabs.length) % tabs.length].focus();
  });
  W.root.querySelector(".writing-jump").addEventListener("click", (event) => {
    const part = event.target.matches("a") && document.getElementById(event.target.hash.slice(1));
    if (part && "tab" in part.dataset) choose(part.id);
  });

  // The page --------------------------------------------------------------------------------------

  /** As wide as the readers' screen, its scroll bar aside, and made smaller where there is less room. */
  function fit() {
    const inside = frame.contentDocument && frame.contentDocument.documentElement;
    const bars = inside ? frame.clientWidth - inside.clientWidth : 0;
    const full = width + Math.max(0, bars);
    const scale = Math.min(1, box.clientWidth / full);
    frame.style.width = `${full}px`;
    frame.style.height = `${box.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
    frame.style.marginLeft = `${Math.max(0, (box.clientWidth - full) / 2)}px`;
  }

  /** Links of the preview do not lead away from it: the ones within it move it, others open a new tab. */
  function follow(event) {
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    const to = link.getAttribute("href");
    if (!to.startsWith("#")) return void window.open(link.href, "_blank", "noopener");
    const place = frame.contentDocument.getElementById(to.slice(1));
    if (place) place.scrollIntoView();
  }

  /** The first answer makes the frame, later ones replace its words only: it stays where it was scrolled to. */
  function draw(html) {
    const inside = frame.contentDocument;
    if (frame.dataset.drawn && inside && inside.body) {
      const fresh = new DOMParser().parseFromString(html, "text/html");
      inside.body.replaceChildren(...fresh.body.childNodes);
      return;
    }
    frame.onload = () => {
      frame.dataset.drawn = "1";
      frame.contentDocument.addEventListener("click", follow);
      fit();
    };
    frame.srcdoc = html;
  }

  for (const button of preview.querySelectorAll("[data-width]")) {
    button.onclick = () => {
      width = Number(button.dataset.width);
      for (const other of preview.querySelectorAll("[data-width]")) other.setAttribute("aria-pressed", other === button);
      fit();
    };
  }

  /** What the form says, without its files: those are sent once, when it is saved. */
  function words() {
    const data = new FormData(W.form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return data;
  }

  /** Asks with the words of the form; a later question takes the place of one that is not answered yet. */
  function asking(address, answered, failed) {
    let running;
    return async () => {
      if (running) running.abort();
      running = new AbortController();
      try {
        const answer = await W.post(address, words(), { signal: running.signal });
        answered(await answer.text());
      } catch (error) {
        if (error.name !== "AbortError") failed(error.message);
      }
    };
  }

  // From the start in place of the fields' own ones: those would take the focus along when they went.
  W.root.classList.add("writing-previews");
  const drawPage = asking(
    W.root.dataset.preview,
    (html) => {
      draw(html);
      state.textContent = "";
      W.root.classList.add("writing-previews");
    },
    (message) => {
      state.textContent = message;
      W.root.classList.remove("writing-previews"); // the fields' own previews are shown again
    },
  );

  // The checks ------------------------------------------------------------------------------------

  function replace(part, fresh) {
    const hidden = part.hidden;
    part.replaceWith(fresh);
    fresh.hidden = hidden;
    asPanel(fresh);
  }

  const askChecks = asking(
    W.root.dataset.checks,
    (html) => {
      const fresh = new DOMParser().parseFromString(html, "text/html");
      const checks = fresh.getElementById("writing-checks");
      const pictures = fresh.getElementById("writing-pictures");
      const at = [...document.querySelectorAll("#writing-checks a")].indexOf(document.activeElement);
      W.announce(checks.dataset.say);
      replace(document.getElementById("writing-checks"), checks);
      if (at >= 0) (checks.querySelectorAll("a")[at] || tabOf(checks)).focus();
      // What is being typed about a picture stays, as long as the pictures are the same.
      const old = document.getElementById("writing-pictures");
      if (old.dataset.names !== pictures.dataset.names) replace(old, pictures);
    },
    (message) => W.announce(message),
  );

  beside.addEventListener("click", (event) => {
    const link = event.target.closest("[data-line]");
    const field = link && W.form.elements[link.dataset.field];
    if (!field) return;
    event.preventDefault();
    W.goTo(field, Number(link.dataset.line));
  });

  const drawLater = W.later(500, drawPage);
  const checkLater = W.later(1500, askChecks);
  W.form.addEventListener("input", () => {
    drawLater();
    checkLater();
  });
  document.addEventListener("writing:refresh", () => {
    drawPage();
    askChecks();
  });
  preview.querySelector(".writing-needs-script").hidden = true;
  preview.querySelector(".writing-widths").hidden = false;
  box.hidden = false;
  choose(preview.id);
  new ResizeObserver(fit).observe(box);
  drawPage();
})();
