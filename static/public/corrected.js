// What is said in a film and is no longer so: its correction is seen while it is said. Beneath the picture, and within it,
// though captions be switched off, because in full screen there is the picture alone. Without this script it is among
// the captions. The desk has it, too: a reviewer sees what readers will.
const READ = 15; // characters a second, as in videos/corrected.py
const box = document.querySelector("[data-corrected]");
const status = box.querySelector("[role=status]");
const passages = [...[...document.querySelectorAll(".transcript")].at(-1).querySelectorAll(".said")];
const starts = passages.map((passage) => secondsOf(passage.querySelector(".at")?.textContent));
const corrections = passages.flatMap(of);
let shown = null;

function secondsOf(text) {
  return text ? text.trim().split(":").reduce((all, part) => all * 60 + Number(part), 0) : NaN;
}

// The corrections of a passage that has a time: { start, end, note }.
function of(passage, number) {
  const found = [];
  const start = starts[number];
  const next = starts.slice(number + 1).find((one) => one > start) ?? Infinity;
  for (let one = passage.nextElementSibling; one?.matches(".correction") && start >= 0; one = one.nextElementSibling) {
    const note = plain(one);
    found.push({ start, end: Math.max(next, start + Math.ceil(note.textContent.length / READ)), note });
  }
  return found;
}

// Without links: whoever listens is not led away, and no place is there twice.
function plain(correction) {
  const copy = correction.cloneNode(true);
  for (const one of copy.querySelectorAll(".cite")) one.remove();
  const label = document.createElement("strong");
  label.textContent = copy.querySelector("strong").textContent;
  copy.querySelector("strong").remove();
  const note = document.createElement("p");
  note.append(label, ` ${copy.textContent.replace(/\s+/g, " ").replace(/ (?=[.,;:?!])/g, "").trim()}`);
  return note;
}

function show(time) {
  box.hidden = false;
  const now = corrections.filter(({ start, end }) => start <= time + 0.05 && time < end);
  const name = now.map(({ start, note }) => `${start} ${note.textContent}`).join();
  if (name === shown) return;
  shown = name;
  box.toggleAttribute("data-now", now.length > 0);
  status.replaceChildren(...now.map(({ note }) => note.cloneNode(true)));
}

// All of them, unseen, give the box its height: nothing beneath it moves when one is shown.
for (const { note } of corrections) {
  const unseen = document.createElement("div");
  unseen.setAttribute("aria-hidden", "true");
  unseen.append(note.cloneNode(true));
  box.append(unseen);
}

// A track of its own with the corrections alone.
function alone(video, captions) {
  const track = video.addTextTrack("captions", box.dataset.alone, captions.language);
  for (const cue of captions.cues) {
    if (!cue.id.startsWith("correction-")) continue;
    const copy = new VTTCue(cue.startTime, cue.endTime, cue.text);
    copy.line = cue.line;
    track.addCue(copy);
  }
  track.mode = "disabled";
  return track;
}

const kept = new WeakSet();

function keep(video) {
  const captions = video.textTracks?.[0];
  let track = null;
  if (!captions || kept.has(video)) return;
  kept.add(video);
  const stay = () => {
    if (!track && captions.cues?.length) track = alone(video, captions);
    if (track) track.mode = captions.mode === "showing" ? "disabled" : "showing";
  };
  video.querySelector("track").addEventListener("load", stay);
  video.textTracks.addEventListener("change", stay);
}

if (corrections.length) {
  document.querySelectorAll("video").forEach(keep);
  document.addEventListener("loadstart", ({ target }) => keep(target), true);
  for (const name of ["timeupdate", "seeked"]) document.addEventListener(name, ({ target }) => show(target.currentTime), true);
  document.addEventListener("film:time", ({ detail }) => show(detail)); // of a film that is held elsewhere
}
