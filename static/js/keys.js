// Staff pages: / search, j k rows, Enter opens, g + letter goes, ? shows all of it.
const list = document.getElementById("keys");
const typing = (e) => e.closest("input, textarea, select, [contenteditable]");
let going = 0;

function move(step) {
  const rows = [...document.querySelectorAll("[data-row], tbody tr:has(a.row-link), .due:has(a)")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.classList.contains("at"));
  const next = rows[Math.min(rows.length - 1, Math.max(0, now + step))];
  rows[now]?.classList.remove("at");
  next.classList.add("at");
  (next.querySelector("a.row-link") || next.querySelector("a, button"))?.focus();
}
function describe() {
  const keys = list.querySelector(".keys");
  if (keys.dataset.full) return;
  keys.dataset.full = "1";
  for (const link of document.querySelectorAll("[data-go]")) {
    const dt = document.createElement("dt");
    const dd = document.createElement("dd");
    for (const key of ["g", link.dataset.go]) {
      const kbd = document.createElement("kbd");
      kbd.textContent = key;
      dt.append(kbd, " ");
    }
    dd.textContent = link.textContent.trim();
    keys.append(dt, dd);
  }
}
function help() {
  describe();
  if (!list.open) list.showModal();
}
if (list) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    const link = Date.now() - going < 1500 && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    going = 0;
    if (link) link.click();
    else if (event.key === "/") {
      const field = document.querySelector('main [type="search"]');
      if (!field) return;
      field.focus();
    } else if (event.key === "j") move(1);
    else if (event.key === "k") move(-1);
    else if (event.key === "g") going = Date.now();
    else if (event.key === "?") help();
    else return;
    event.preventDefault();
  });
  document.querySelector("[data-keys]")?.addEventListener("click", () => {
    document.getElementById("rail")?.matches(":popover-open") && document.getElementById("rail").hidePopover();
    help();
  });
}
