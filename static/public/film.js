// A film, and what is said in it. Nothing is asked of anybody before a reader presses play; then the film is made from
// what the page says of it. A click on a time goes there, and the line being spoken is marked. Without this script there
// are the browser's own player, or a link, and the transcript.
const figure = document.querySelector("[data-film]");
const stage = figure.querySelector(".film-stage");
const poster = stage.querySelector(".film-poster");
const said = figure.querySelector(".film-said");
const REMEMBERED = "stage4-films-from";

function kept() {
  try { return (localStorage.getItem(REMEMBERED) ?? "").split(" ").filter(Boolean); } catch { return []; }
}

function keep(holders) {
  try { holders.length ? localStorage.setItem(REMEMBERED, holders.join(" ")) : localStorage.removeItem(REMEMBERED); } catch { /* it is asked again */ }
}

// Lines and their times ------------------------------------------------------------------------------

function secondsOf(text) {
  return text.trim().split(":").reduce((all, part) => all * 60 + Number(part), 0);
}

const lines = [...document.querySelectorAll(".transcript .said")].map((line) => ({ line, link: line.querySelector(".at") })).filter(({ link }) => link);
for (const one of lines) one.at = secondsOf(one.link.textContent);
let follow = true;
let current = null;

function mark(time) {
  const spoken = lines.findLast(({ at }) => at <= time + 0.05)?.line ?? null;
  if (spoken === current) return;
  current?.removeAttribute("aria-current");
  current = spoken;
  current?.setAttribute("aria-current", "true");
  if (current && follow && playing() && isReading()) current.scrollIntoView({ block: "nearest" });
}

// The page moves with the speech only while the reader looks at the transcript, not while they watch.
function isReading() {
  const box = document.querySelector(".transcript").getBoundingClientRect();
  return box.top < innerHeight / 2 && box.bottom > 0 && stage.getBoundingClientRect().bottom < 0;
}

// Players --------------------------------------------------------------------------------------------

let player = null; // { go(seconds), playing }
const playing = () => player?.playing ?? false;

function fail() {
  said.textContent = said.dataset.failed;
}

// The element that the page has for those without scripts, made alive.
function ours(start) {
  const video = new DOMParser().parseFromString(stage.querySelector("noscript").textContent, "text/html").querySelector("video");
  const element = document.importNode(video, true);
  element.currentTime = start;
  element.addEventListener("loadedmetadata", () => {
    for (const track of element.textTracks) track.mode = "showing";
  });
  element.addEventListener("timeupdate", () => mark(element.currentTime));
  element.addEventListener("seeked", () => mark(element.currentTime));
  element.querySelector("source").addEventListener("error", fail);
  element.addEventListener("error", fail);
  stage.replaceChildren(element);
  element.play().catch(() => { /* the controls are there */ });
  element.focus();
  return {
    get playing() { return !element.paused; },
    go(seconds) { element.currentTime = seconds; element.play().catch(() => {}); },
  };
}

// What each holder's player is told and tells, by messages to and from its frame.
const HOLDERS = {
  youtube: {
    start: (address, seconds) => `${address}&start=${seconds}`,
    hello: (send) => send({ event: "listening" }),
    go: (send, seconds) => { send({ event: "command", func: "seekTo", args: [seconds, true] }); send({ event: "command", func: "playVideo", args: [] }); },
    timeIn: (message) => message.info?.currentTime,
  },
  vimeo: {
    start: (address, seconds) => `${address}#t=${seconds}s`,
    hello: (send) => send({ method: "addEventListener", value: "timeupdate" }),
    go: (send, seconds) => { send({ method: "setCurrentTime", value: seconds }); send({ method: "play" }); },
    timeIn: (message) => message.event === "timeupdate" || message.event === "playProgress" ? message.data?.seconds : undefined,
  },
};

function held(start) {
  const holder = HOLDERS[figure.dataset.holder];
  const frame = document.createElement("iframe");
  const site = new URL(figure.dataset.embed).origin;
  const send = (message) => frame.contentWindow?.postMessage(JSON.stringify(message), site);
  frame.title = document.querySelector("h1").textContent;
  frame.allow = "autoplay; fullscreen; encrypted-media; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.src = start ? holder.start(figure.dataset.embed, start) : figure.dataset.embed;
  frame.addEventListener("load", () => holder.hello(send));
  addEventListener("message", ({ origin, source, data }) => {
    if (origin !== site || source !== frame.contentWindow) return;
    let message = data;
    try { message = typeof data === "string" ? JSON.parse(data) : data; } catch { return; }
    if (message?.event === "ready") holder.hello(send);
    const time = holder.timeIn(message ?? {});
    if (typeof time !== "number") return;
    mark(time);
    document.dispatchEvent(new CustomEvent("film:time", { detail: time }));
  });
  stage.replaceChildren(frame);
  frame.focus();
  return { playing: true, go: (seconds) => holder.go(send, seconds) };
}

// Pressing play --------------------------------------------------------------------------------------

const consent = figure.querySelector("[data-consent]");
const asked = [...figure.querySelectorAll("[data-ask]")];
const agreed = consent?.querySelector("[data-agreed]");
const isRemembered = () => kept().includes(figure.dataset.holder);
let wanted = 0;

function show() {
  said.textContent = "";
  player = consent ? held(wanted) : ours(wanted);
  const offer = figure.querySelector("[data-follow]");
  if (lines.length && offer) {
    document.querySelector("#transcript").after(offer.content.cloneNode(true));
    offer.remove();
    document.querySelector(".film-follow input").addEventListener("change", (event) => { follow = event.target.checked; });
  }
}

function ask(open) {
  for (const one of asked) one.hidden = !open;
  if (open) consent.querySelector("[data-agree]").focus();
}

// From the poster, or from a line of the transcript (seconds).
function play(seconds = 0) {
  wanted = seconds;
  if (player) player.go(seconds);
  else if (consent && !isRemembered()) ask(true);
  else show();
}

function isPlain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

poster.addEventListener("click", (event) => {
  if (!isPlain(event)) return;
  event.preventDefault();
  play();
});
poster.setAttribute("role", "button");
poster.addEventListener("keydown", (event) => {
  if (event.key !== " ") return;
  event.preventDefault();
  play();
});

if (consent) {
  agreed.hidden = !isRemembered();
  consent.querySelector("[data-agree]").addEventListener("click", () => {
    if (consent.querySelector("[data-remember]").checked) keep([...new Set([...kept(), figure.dataset.holder])]);
    agreed.hidden = !isRemembered();
    ask(false);
    show();
  });
  consent.querySelector("[data-decline]").addEventListener("click", () => { ask(false); poster.focus(); });
  consent.querySelector("[data-forget]").addEventListener("click", () => {
    keep(kept().filter((one) => one !== figure.dataset.holder));
    agreed.hidden = true;
    said.textContent = said.dataset.forgotten;
  });
}

// The address of the place changes as with any link; the film is in sight afterwards, and plays from there.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".transcript a.at, .chapters a");
  if (!link || !isPlain(event)) return;
  play(secondsOf((link.querySelector(".at") ?? link).textContent));
  if (link.matches(".at") && player) event.preventDefault();
});
