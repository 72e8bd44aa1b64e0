// Leaflet without tiles: places in true position on plain ground; tiles if an address is set.
import { library } from "./library.js";
import { icon, words } from "./words.js";

function sheet(href) {
  return new Promise((ready) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = href;
    link.onload = ready;
    link.onerror = ready;
    document.head.append(link);
  });
}
function pin(place) {
  const element = document.createElement("span");
  element.className = `map-pin ${place.tone || ""}`;
  element.append(icon("building"));
  return window.L.divIcon({ html: element, className: "", iconSize: [32, 32], iconAnchor: [16, 36], popupAnchor: [0, -34] });
}
function popup(place) {
  const box = document.createElement("div");
  const title = document.createElement(place.href ? "a" : "b");
  if (place.href) title.href = place.href;
  title.textContent = place.title;
  box.append(title);
  if (place.text) {
    box.append(document.createElement("br"), place.text);
  }
  return box;
}

export async function draw(figure) {
  await Promise.all([sheet(figure.dataset.css), library(figure.dataset.src)]);
  const L = window.L;
  const places = JSON.parse(document.getElementById(figure.dataset.map).textContent);
  const map = L.map(figure.querySelector(".map-box"), { scrollWheelZoom: false, zoomControl: false, zoomSnap: 0.5, maxZoom: 18 });
  map.attributionControl.setPrefix(false);
  if (figure.dataset.tiles) {
    L.tileLayer(figure.dataset.tiles, { attribution: figure.dataset.attribution }).addTo(map);
  }
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  const drawn = document.getElementById(`${figure.dataset.map}-outlines`);
  const outlines = (drawn ? JSON.parse(drawn.textContent) : []).map(({ title, shape }) =>
    L.geoJSON(shape, { interactive: places.length > 1, style: { className: "map-outline" } })
      .bindTooltip(title, { sticky: true })
      .addTo(map));
  const points = places.map((place) => {
    const at = [Number(place.lat), Number(place.lon)];
    L.marker(at, { icon: pin(place), title: place.title, alt: place.title, riseOnHover: true })
      .bindPopup(popup(place))
      .bindTooltip(place.title, { direction: "bottom", permanent: places.length < 12 && map.getSize().x > 480 })
      .addTo(map);
    return at;
  });
  map.on("popupopen", ({ popup: opened }) => {
    const close = opened.getElement().querySelector(".leaflet-popup-close-button");
    if (close) close.setAttribute("aria-label", words.close);
  });
  if (outlines.length || points.length > 1) {
    const seen = outlines.reduce((all, one) => all.extend(one.getBounds()), L.latLngBounds(points));
    map.fitBounds(seen, { padding: [64, 56], maxZoom: 16 });
  } else map.setView(points[0] || [22.5, 114.05], 15);
}
