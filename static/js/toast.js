// Short answers. Good news leaves by itself; errors, and everything in elder mode, stay.
import { icon, words } from "./words.js";

const SIGNS = { ok: "check", warn: "hourglass", red: "alert", info: "info" };
const STAY = 7000;
const calm = document.documentElement.classList.contains("elder");

function leave(note) {
  if (!calm && (note.dataset.tone === "ok" || note.dataset.tone === "info")) {
    setTimeout(() => note.matches(":hover, :focus-within") || note.remove(), STAY);
  }
}

export function toast(text, tone = "info") {
  const box = document.getElementById("toasts");
  if (!box) return;
  const note = document.createElement("div");
  note.className = `notice ${tone}`;
  note.dataset.tone = tone;
  const body = document.createElement("div");
  body.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", words.close);
  close.append(icon("close"));
  note.append(icon(SIGNS[tone] || "info"), body, close);
  box.append(note);
  leave(note);
}

document.querySelectorAll(".toasts .notice").forEach(leave);
document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest(".notice").remove();
});
document.addEventListener("toast", (event) => {
  const { text, value, tone } = event.detail || {};
  toast(text || value || "", tone);
});
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  toast(status === 429 ? words.slow : words.failed, "red");
});
document.addEventListener("htmx:sendError", () => toast(words.offline, "red"));
