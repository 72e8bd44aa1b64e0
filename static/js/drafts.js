// <form data-draft="key">: what was typed stays on this device until the form is accepted.
import { words } from "./words.js";

const PREFIX = "draft:";
const KEEP = 7 * 24 * 3600 * 1000;
const SKIP = new Set(["hidden", "password", "file", "submit", "button"]);

function inputs(form) {
  return [...form.elements].filter((e) => e.name && !SKIP.has(e.type) && !("noDraft" in e.dataset));
}
function read(form) {
  const kept = {};
  for (const e of inputs(form)) {
    if (e.type === "checkbox" || e.type === "radio") {
      if (e.checked) (kept[e.name] ??= []).push(e.value);
    } else if (e.value) {
      kept[e.name] = e.value;
    }
  }
  return kept;
}
function fill(form, kept) {
  for (const e of inputs(form)) {
    const value = kept[e.name];
    if (value === undefined) continue;
    if (e.type === "checkbox" || e.type === "radio") e.checked = value.includes(e.value);
    else e.value = value;
  }
}
function say(form, key) {
  const note = document.createElement("div");
  const clear = document.createElement("button");
  note.className = "draft-note";
  note.setAttribute("role", "status");
  note.append(words.draft);
  clear.type = "button";
  clear.className = "btn btn-sm btn-quiet";
  clear.textContent = words.draftClear;
  clear.addEventListener("click", () => {
    localStorage.removeItem(key);
    form.reset();
    note.remove();
  });
  note.append(clear);
  form.prepend(note);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const key = PREFIX + form.dataset.draft;
  const answered = form.querySelector(".error-summary");
  try {
    const kept = JSON.parse(localStorage.getItem(key) || "null");
    if (kept && !answered && Date.now() - kept.at < KEEP) {
      fill(form, kept.values);
      say(form, key);
    }
  } catch {
    localStorage.removeItem(key);
  }
  let later;
  form.addEventListener("input", () => {
    clearTimeout(later);
    later = setTimeout(() => {
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: read(form) }));
    }, 400);
  });
}
// The page that follows an accepted form names the draft it ends.
for (const done of document.querySelectorAll("[data-draft-done]")) {
  localStorage.removeItem(PREFIX + done.dataset.draftDone);
}
// Whoever signs out on a shared computer leaves nothing behind.
document.addEventListener("submit", (event) => {
  if (!event.target.action.includes("logout")) return;
  Object.keys(localStorage).filter((k) => k.startsWith(PREFIX)).forEach((k) => localStorage.removeItem(k));
});
