"use strict";
// Beside each field that has a limit: how many characters it has, while somebody types. Near the limit it is said aloud.
(() => {
  const form = document.querySelector(".writing #content-main form");
  const texts = document.getElementById("writing-texts")?.dataset;
  if (!form || !texts?.limit) return;
  const NEAR = 20;

  for (const field of form.querySelectorAll("textarea[maxlength], input[maxlength]:not([type=hidden])")) {
    const most = field.maxLength;
    const said = document.createElement("p");
    said.className = "help limit";
    said.id = `${field.id}-limit`;
    const show = () => {
      const left = most - [...field.value.replace(/\r\n/g, "\n")].length;
      said.textContent = texts.limit.replace("{count}", most - left).replace("{most}", most);
      said.classList.toggle("near", left <= NEAR);
      if (left <= NEAR) said.setAttribute("role", "status");
      else said.removeAttribute("role");
    };
    field.after(said);
    field.setAttribute("aria-describedby", `${field.getAttribute("aria-describedby") ?? ""} ${said.id}`.trim());
    field.addEventListener("input", show);
    show();
  }
})();
