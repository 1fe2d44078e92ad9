// The Markdown editor's script swallows Tab and Shift+Tab, which would trap the keyboard (WCAG 2.1.2).
// This listener comes first, in the capturing phase, and keeps the key from it: Tab leaves the editor.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.key === "Tab" && event.target.matches(".markdownx-editor")) event.stopImmediatePropagation();
  },
  true,
);
