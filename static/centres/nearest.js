// "Nearest to me": asks the browser where it is, sends it once in the body of a POST, keeps nothing.
const form = document.querySelector("form[data-nearest]");
const near = document.getElementById("near");

function refused() {
  near.textContent = form.dataset.refused;
  form.querySelector("button").disabled = false;
}

function send(position) {
  form.elements.lon.value = position.coords.longitude.toFixed(5);
  form.elements.lat.value = position.coords.latitude.toFixed(5);
  form.requestSubmit();
  form.querySelector("button").disabled = false;
}

if (form && navigator.geolocation) {
  form.querySelector("button").addEventListener("click", (event) => {
    event.currentTarget.disabled = true;
    navigator.geolocation.getCurrentPosition(send, refused, { timeout: 10000, maximumAge: 60000 });
  });
}
