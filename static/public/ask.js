// The form of a question: counts its characters, and looks for pages that may answer it. The form works without this.
// What is written is posted to this site alone, to look for pages, and is kept nowhere: not here, and not there.
const WAIT = 900; // ms without a key
const FEWEST = 15;
const field = document.getElementById("question");
const count = document.getElementById("question-count");
const said = document.querySelector("[data-said]");
const box = document.querySelector("[data-suggest-pages]");
const longest = Number(count.dataset.longest);

// Counted as the site counts: a sign is one, however it is stored.
function counted() {
  const left = longest - [...field.value.trim()].length;
  const words = left < 0 ? count.dataset.over : count.dataset.left;
  count.textContent = words.replace("{count}", Math.abs(left).toLocaleString("en-GB"));
  count.classList.toggle("wrong", left < 0);
  return left;
}

function drawn({ title, path, sort }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.target = "_blank";
  link.rel = "noopener";
  link.textContent = title;
  const kind = document.createElement("span");
  kind.className = "small";
  kind.textContent = ` ${sort}`;
  item.append(link, kind);
  return item;
}

let asked = 0;

async function look() {
  const mine = ++asked;
  const text = field.value.trim();
  let found = [];
  if (text.length >= FEWEST) {
    try {
      const answer = await fetch(box.dataset.suggestPages, { method: "POST", body: new URLSearchParams({ question: text }), credentials: "omit" });
      ({ found } = await answer.json());
    } catch { return; }
  }
  if (mine !== asked) return;
  const list = box.querySelector("ul");
  const paths = (links) => links.map((one) => one.path ?? one.getAttribute("href")).join();
  if (paths(found) === paths([...list.querySelectorAll("a")])) return; // what is read does not move
  list.replaceChildren(...found.map(drawn));
  box.hidden = found.length === 0;
  document.querySelector("[name=seen_pages]").value = found.length ? "yes" : "";
}

let soon;
let tell;
field.addEventListener("input", () => {
  const left = counted();
  clearTimeout(tell);
  if (left < 100) tell = setTimeout(() => { said.textContent = count.textContent; }, 1_000);
  clearTimeout(soon);
  soon = setTimeout(look, WAIT);
});
if (field.value) counted();
