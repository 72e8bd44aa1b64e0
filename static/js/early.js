// Runs before the first paint: style sheets may rely on .js for what needs scripts.
document.documentElement.classList.add("js");
