"use strict";
// Pictures by drop, paste or choice. An error stands beside the field, and leaves the text as it was.
(() => {
  const W = window.Writing;
  if (!W) return;
  const KINDS = ["image/png", "image/jpeg", "image/webp"];
  const MOST = 5 * 1024 * 1024;
  const chooser = document.getElementById("writing-file");

  /** What became of the last picture, above its field. */
  function state(field, text, wrong = false) {
    let place = field.parentElement.querySelector(".writing-upload");
    if (!place) {
      place = document.createElement("p");
      field.before(place);
    }
    place.className = `writing-upload${wrong ? " errornote" : ""}`;
    place.setAttribute("role", wrong ? "alert" : "status");
    place.textContent = text;
    place.hidden = !text;
  }

  async function send(field, file) {
    if (!KINDS.includes(file.type)) return state(field, W.texts.notAPicture, true);
    if (file.size > MOST) return state(field, W.texts.tooBig, true);
    state(field, W.texts.uploading);
    const data = new FormData();
    data.set("image", file);
    try {
      const answer = await W.post(W.root.dataset.upload, data);
      const picture = await answer.json();
      state(field, "");
      W.edit(field, field.selectionStart, field.selectionEnd, picture.image_code);
      await describe(field, picture);
    } catch (error) {
      state(field, error.message, true);
    }
  }

  /** One after the other: each asks for its words. */
  async function sendAll(field, files) {
    for (const file of files) await send(field, file);
  }

  /** Asks what the picture shows, and why we may show it; ends when the dialog is closed. */
  function describe(field, picture) {
    const dialog = document.getElementById("writing-picture");
    const form = dialog.querySelector("form");
    const { alt, licence, credit } = form.elements;
    const wrong = form.querySelector(".writing-wrong");
    const after = field.selectionEnd; // a dialog takes the cursor's place away
    form.reset();
    wrong.textContent = "";
    dialog.returnValue = "";
    licence.value = picture.licence;
    credit.value = picture.credit;
    form.querySelector("img").src = picture.address;
    form.querySelector(".writing-size").textContent = `${picture.width} × ${picture.height}, ${Math.ceil(picture.size / 1024)} kB`;
    W.onEnter(form, async () => {
      try {
        if (licence.value.trim()) await note(picture.url, licence.value, credit.value);
        dialog.close("done"); // nothing behind an open dialog can be typed into
        writeWords(field, picture, alt.value, after);
      } catch (error) {
        wrong.textContent = error.message;
      }
    });
    dialog.showModal();
    return new Promise((closed) => {
      dialog.onclose = () => {
        field.focus();
        if (dialog.returnValue !== "done") field.setSelectionRange(after, after);
        document.dispatchEvent(new Event("writing:refresh"));
        closed();
      };
    });
  }

  /** The picture's words, in the place of those that stood for them. */
  function writeWords(field, picture, words, after) {
    const alt = W.inBrackets(words);
    const at = field.value.lastIndexOf(picture.image_code, after);
    field.focus();
    field.setSelectionRange(after, after);
    if (alt && at >= 0) W.edit(field, at, at + picture.image_code.length, `![${alt}](${picture.address})`);
  }

  function note(address, licence, credit) {
    const data = new FormData();
    data.set("licence", licence);
    data.set("credit", credit);
    return W.post(address, data);
  }

  /** Before the Markdown editor's script, which writes its errors into the text and takes dropped words away. */
  function take(event, transfer) {
    if (!event.target.matches(".markdownx-editor")) return;
    event.stopImmediatePropagation();
    if (!transfer || !transfer.files.length) return;
    event.preventDefault();
    sendAll(event.target, [...transfer.files]);
  }

  document.addEventListener("drop", (event) => take(event, event.dataTransfer), true);
  document.addEventListener("paste", (event) => take(event, event.clipboardData), true);

  W.choosePicture = (field) => {
    chooser.onchange = async () => {
      await sendAll(field, [...chooser.files]);
      chooser.value = "";
    };
    chooser.click();
  };

  // The list of pictures beside the words.
  W.root.addEventListener("submit", async (event) => {
    if (!event.target.matches("[data-picture]")) return;
    event.preventDefault();
    const said = event.target.querySelector("[role=status]");
    try {
      const answer = await W.post(event.target.action, new FormData(event.target));
      said.textContent = await answer.text();
      event.target.querySelector(".writing-missing")?.remove();
      document.dispatchEvent(new Event("writing:refresh"));
    } catch (error) {
      said.textContent = error.message;
    }
  });
})();
