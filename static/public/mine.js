// The private page of a question: its address can be copied, and the page printed.
const row = document.querySelector("[data-with-scripts]");
const said = document.querySelector("[data-said]");

if (row) {
  row.hidden = false;
  row.querySelector("[data-print]").addEventListener("click", () => print());
  row.querySelector("[data-copy]").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.querySelector("[data-address]").textContent.trim());
      said.textContent = row.dataset.copied;
    } catch {
      said.textContent = row.dataset.failed;
    }
  });
}
