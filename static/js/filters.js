// Filter bars submit themselves when a choice is made; empty fields stay out of the address.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-autosubmit]");
  if (form && event.target.type !== "search" && event.target.type !== "text") form.requestSubmit();
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-autosubmit]")) return;
  const unused = [...form.elements].filter((e) => e.name && !e.value);
  unused.forEach((e) => { e.disabled = true; });
  setTimeout(() => unused.forEach((e) => { e.disabled = false; }));
});
