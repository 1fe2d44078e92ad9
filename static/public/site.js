// The one script that every page has. The reader's country: chosen by them, kept on this device only, and never sent.
// The numbers themselves are read from the page each time, so that what was withdrawn since is not shown.
const KEY = "stage4-country";

function kept() {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
}

function keep(country) {
  try { country ? localStorage.setItem(KEY, country) : localStorage.removeItem(KEY); } catch { /* it holds for this page */ }
}

function marked(rows, country) {
  const chosen = rows.find((row) => row.dataset.country === country);
  for (const row of rows) row.removeAttribute("aria-current");
  chosen?.setAttribute("aria-current", "true");
  return chosen?.dataset;
}

function offerCountries(box, choice) {
  const rows = [...box.querySelectorAll("[data-country]")];
  const numbers = box.querySelector("[data-emergency-numbers]");
  const general = numbers.textContent;
  const select = choice.querySelector("select");
  const show = (country) => {
    const chosen = marked(rows, country);
    numbers.textContent = chosen ? `${chosen.numbers} (${chosen.name})` : general;
    select.value = chosen ? country : "";
  };
  select.addEventListener("change", () => { keep(select.value); show(select.value); });
  choice.hidden = false;
  show(kept());
}

// Names while typing: their script comes when a reader goes to a field that has them, and not before.
function suggest(field) {
  const script = field?.closest?.("[data-suggest]")?.dataset.suggestScript;
  if (script) import(script).catch(() => { /* the form works without it */ });
}

const box = document.querySelector(".emergency");
const choice = box?.querySelector("[data-emergency-choice]");
if (choice) offerCountries(box, choice);

addEventListener("focusin", (event) => suggest(event.target));
suggest(document.activeElement);
