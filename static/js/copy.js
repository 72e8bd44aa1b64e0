// <button data-copy="text"> or <button data-copy-from="#element">.
import { toast } from "./toast.js";
import { words } from "./words.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  const source = button.dataset.copyFrom && document.querySelector(button.dataset.copyFrom);
  const text = source ? source.value || source.textContent.trim() : button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
    toast(words.copied, "ok");
  } catch {
    toast(text, "info");
  }
});
