// Says in words, before it happens, what the chosen decision does. Times are those of the site, not of this device.
const form = document.querySelector("#move-decide form");
if (form) {
  const time = form.elements.publish_at;
  const sentence = document.getElementById("decide-result");
  const language = document.documentElement.lang.replace(/^en(-us)?$/, "en-GB") || "en-GB";
  const words = {
    weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "UTC",
  };
  const later = () => {
    const chosen = new Date(`${time.value}Z`);
    if (!time.value || Number.isNaN(chosen.valueOf())) return sentence.dataset.choose;
    if (time.value <= sentence.dataset.now) return sentence.dataset.past;
    const when = `${new Intl.DateTimeFormat(language, words).format(chosen)} (${sentence.dataset.zone})`;
    return sentence.dataset.result.replace("{}", when);
  };
  const tell = () => {
    const decision = form.querySelector("input[name=decision]:checked");
    if (!decision) sentence.textContent = "";
    else sentence.textContent = decision.value === "later" ? later() : decision.labels[0].textContent.trim();
  };
  time.addEventListener("input", () => {
    form.querySelector("input[name=decision][value=later]").checked = true;
    tell();
  });
  form.addEventListener("change", tell);
  tell();
}
