// Reads the page with the device's own voice: block by block, marking the one being read.
import { words } from "./words.js";

const BLOCKS = "h1, h2, h3, p, li, dt, dd, label, legend, summary, td, th, a.tile, .btn, .notice, .stat";
const synth = window.speechSynthesis;
let button = null;

function texts(root) {
  const blocks = [...root.querySelectorAll(BLOCKS)].filter(
    (e) => !e.querySelector(BLOCKS) && e.checkVisibility?.() !== false && e.textContent.trim(),
  );
  return blocks.map((element) => ({ element, text: element.textContent.trim().replace(/\s+/g, " ") }));
}
function mark(element) {
  document.querySelector(".reading")?.classList.remove("reading");
  element?.classList.add("reading");
  element?.scrollIntoView({ block: "nearest" });
}
function show(on) {
  button?.setAttribute("aria-pressed", String(on));
  const word = button?.querySelector(".word");
  if (word) word.textContent = on ? words.stop : words.read;
}
function stop() {
  synth.cancel();
  mark(null);
  show(false);
}
function start(root) {
  const parts = texts(root);
  parts.forEach(({ element, text }, index) => {
    const saying = new SpeechSynthesisUtterance(text);
    saying.lang = document.documentElement.lang === "en" ? "en" : "zh-CN";
    saying.rate = 0.9;
    saying.addEventListener("start", () => mark(element));
    if (index === parts.length - 1) saying.addEventListener("end", stop);
    synth.speak(saying);
  });
  show(parts.length > 0);
}

if (synth) {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("[data-read-aloud]");
    if (!pressed) return;
    button = pressed;
    const reading = pressed.getAttribute("aria-pressed") === "true";
    stop();
    if (!reading) start(document.querySelector(pressed.dataset.readAloud) || document.body);
  });
  addEventListener("pagehide", () => synth.cancel());
} else {
  document.querySelectorAll("[data-read-aloud]").forEach((e) => e.remove());
}
