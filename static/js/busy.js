// The line at the top while HTMX waits; a form sent once is not sent twice.
let waiting = 0;
const show = () => document.documentElement.classList.toggle("is-busy", waiting > 0);

document.addEventListener("htmx:beforeRequest", () => { waiting += 1; show(); });
document.addEventListener("htmx:afterRequest", () => { waiting = Math.max(0, waiting - 1); show(); });

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  form.setAttribute("aria-busy", "true");
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
});
document.querySelector("[data-focus]")?.focus();
