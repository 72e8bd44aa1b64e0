// Charts and maps: their libraries are fetched only by a page that has one, when it comes into view.
// Definitions (口径) close when one looks elsewhere; map markers can be reached by keyboard.
const modules = { chart: () => import("./chart.js"), map: () => import("./map.js") };

function draw(element) {
  const kind = "chart" in element.dataset ? "chart" : "map";
  modules[kind]().then((module) => module.draw(element));
}
const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    seen.unobserve(entry.target);
    draw(entry.target);
  }
}, { rootMargin: "200px" });

function find(root) {
  root.querySelectorAll("[data-chart]:not([data-found]), [data-map]:not([data-found])").forEach((e) => {
    e.dataset.found = "";
    seen.observe(e);
  });
}
find(document);
document.addEventListener("htmx:load", (event) => find(event.detail.elt.parentElement || document));

document.addEventListener("click", (event) => {
  document.querySelectorAll("details.define[open]").forEach((e) => {
    if (!e.contains(event.target)) e.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.define[open]").forEach((e) => {
    e.open = false;
    if (e.contains(document.activeElement)) e.querySelector("summary").focus();
  });
});
