// Names while typing: an ARIA combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/). The form
// works without it. site.js imports it when a field first has the focus.
const SHORTEST = 2;
const WAIT = 120; // ms

function begin(combo) {
  const input = combo.querySelector("input");
  const list = document.createElement("ul");
  const said = document.createElement("span");
  list.id = `${input.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0]?.textContent ?? input.getAttribute("aria-label"));
  list.hidden = true;
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  combo.append(list, said);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) input.setAttribute(name, value);

  let asked = 0;
  let timer;

  const close = () => {
    clearTimeout(timer);
    asked += 1; // an answer that is under way opens nothing
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    for (const one of list.children) one.setAttribute("aria-selected", String(one === option));
    if (option) {
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };

  const show = (found) => {
    list.replaceChildren(...found.map((one, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = one.words;
      option.dataset.path = one.path;
      return option;
    }));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    input.removeAttribute("aria-activedescendant");
    said.textContent = found.length ? combo.dataset.found.replace("{count}", found.length) : combo.dataset.none;
  };

  const ask = async () => {
    const mine = ++asked;
    const text = input.value.trim();
    if (text.length < SHORTEST) return close();
    try {
      const answer = await fetch(`${combo.dataset.suggest}?q=${encodeURIComponent(text)}`, { credentials: "omit" });
      const { found } = await answer.json();
      if (mine === asked && document.activeElement === input) show(found);
    } catch { close(); }
  };

  const askSoon = () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); };

  // What somebody chooses from does not change under their fingers.
  const stay = () => { clearTimeout(timer); asked += 1; };

  input.addEventListener("input", askSoon);
  input.addEventListener("keydown", (event) => {
    const options = [...list.children];
    const at = options.findIndex((one) => one.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
    else if (event.key === "ArrowDown" && list.hidden) { event.preventDefault(); ask(); }
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") { event.preventDefault(); stay(); choose(options[(at + 1) % options.length]); }
    else if (event.key === "ArrowUp") { event.preventDefault(); stay(); choose(options[(at <= 0 ? options.length : at) - 1]); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); location.href = options[at].dataset.path; }
    else if (event.key === "Tab") close();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) location.href = option.dataset.path;
  });
  input.addEventListener("blur", close);
  // This script comes with the focus: somebody may have typed before it was here.
  if (document.activeElement === input && input.value !== input.defaultValue) askSoon();
}

for (const combo of document.querySelectorAll("[data-suggest]")) begin(combo);
