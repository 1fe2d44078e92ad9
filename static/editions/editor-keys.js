"use strict";
// On every screen of the desk: copies of unsaved words leave this device when they are saved, and when their writer
// signs out. The copies themselves are made by editor-keep.js.
(() => {
  const COPIES = "stage4:words:";
  const COOKIE = "stage4-saved-copy-";

  function copies() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(COPIES));
    } catch {
      return []; // a browser that keeps nothing
    }
  }

  /** The server names each copy that it has saved, in a cookie of its own. */
  for (const cookie of document.cookie.split("; ").filter((one) => one.startsWith(COOKIE))) {
    const [named] = cookie.split("=");
    copies().filter((key) => key.endsWith(`:${named.slice(COOKIE.length)}`)).forEach((key) => localStorage.removeItem(key));
    document.cookie = `${named}=; path=/admin/; max-age=0; samesite=strict`;
  }

  document.addEventListener("submit", (event) => {
    if (!event.target.matches("#logout-form, form[action$='/logout/']")) return;
    document.dispatchEvent(new Event("writing:forget")); // this tab keeps no more copies
    copies().forEach((key) => localStorage.removeItem(key));
    try {
      localStorage.setItem("stage4:signed-out", String(Date.now())); // other tabs hear of it
      localStorage.removeItem("stage4:signed-out");
    } catch {
      // nothing was kept
    }
  });
})();
