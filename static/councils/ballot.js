// The running sum of a vote within a budget. Without this file a button adds it up.
const form = document.querySelector("form[data-vote]");
const shown = form?.querySelector("[data-total]");

if (form && shown) {
  const box = shown.closest(".vote-sum");
  const bar = box.querySelector("progress");
  const budget = Number(form.dataset.budget);
  const write = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
  const unit = shown.textContent.replace(/[\d.,\s]+/, "\u0000").split("\u0000");

  const addUp = () => {
    let total = 0;
    for (const box of form.querySelectorAll("input[name=choices]:checked")) {
      total += Number(box.dataset.cost);
    }
    shown.textContent = `${unit[0] ?? ""}${write.format(total)} ${unit[1] ?? ""}`.trim();
    bar.value = Math.min(total, budget);
    box.classList.toggle("over", total > budget);
  };
  form.addEventListener("change", addUp);
  addUp();
}
