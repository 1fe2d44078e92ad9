// The reader's country: chosen by them, kept on this device only, and never sent. The numbers themselves are read
// from the page each time, so that what was withdrawn since is not shown.
const KEY = "stage4-country";
const box = document.querySelector(".emergency");
const choice = box?.querySelector("[data-emergency-choice]");

function kept() {
  try { return localStorage.getItem(KEY) ?? ""; } catch { return ""; }
}

function keep(country) {
  try { country ? localStorage.setItem(KEY, country) : localStorage.removeItem(KEY); } catch { /* it holds for this page */ }
}

if (choice) {
  const numbers = box.querySelector("[data-emergency-numbers]");
  const general = numbers.textContent;
  const select = choice.querySelector("select");

  const show = (country) => {
    const chosen = [...box.querySelectorAll("[data-country]")].find((row) => row.dataset.country === country);
    for (const row of box.querySelectorAll("[data-country]")) row.removeAttribute("aria-current");
    chosen?.setAttribute("aria-current", "true");
    numbers.textContent = chosen ? `${chosen.dataset.numbers} (${chosen.dataset.name})` : general;
    select.value = chosen ? country : "";
  };

  select.addEventListener("change", () => { keep(select.value); show(select.value); });
  choice.hidden = false;
  show(kept());
}
