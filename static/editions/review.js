// Says in words, before it happens, when the approved edition goes live: the time that was chosen.
const form = document.querySelector("#move-decide form");
if (form) {
  const time = form.elements.publish_at;
  const sentence = document.getElementById("decide-result");
  const language = document.documentElement.lang.replace(/^en(-us)?$/, "en-GB") || "en-GB";
  const tell = () => {
    const chosen = time.value ? new Date(time.value) : null;
    if (!chosen || Number.isNaN(chosen.valueOf())) {
      sentence.textContent = "";
      return;
    }
    const words = { weekday: "long", day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" };
    const when = new Intl.DateTimeFormat(language, words).format(chosen);
    sentence.textContent = sentence.dataset.result.replace("{}", when);
    form.querySelector("input[name=decision][value=later]").checked = true;
  };
  time.addEventListener("input", tell);
  tell();
}
