// Elder mode: a form that asks several things shows one of them at a time, with a way to see all.
// Without scripts it is asked whole; forms made for it on the server come one question a page.
// <form data-whole> stays whole: what is looked over rather than answered.
import { icon, words } from "./words.js";

const QUESTION = ".other-hours .pair-row, .week-grid > fieldset, .field";

function questionsOf(form) {
  return [...form.querySelectorAll(QUESTION)].filter(
    (q) => !q.parentElement.closest(QUESTION) && !q.closest("details, table, [hidden]"),
  );
}
function button(text, css, sign) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `btn ${css}`.trim();
  if (sign === "left") made.append(icon(sign), text);
  else made.append(text, ...(sign ? [icon(sign)] : []));
  return made;
}
function head(total) {
  const line = document.createElement("p");
  const bar = document.createElement("ol");
  line.className = "mute small";
  line.setAttribute("role", "status");
  bar.className = "steps-bar";
  bar.setAttribute("aria-hidden", "true");
  for (let n = 0; n < total; n += 1) bar.append(document.createElement("li"));
  return { line, bar };
}

function oneByOne(form) {
  const questions = questionsOf(form);
  if (questions.length < 2) return;
  const last = questions.length - 1;
  // with the last question: what need not be said, and what sends
  const late = [...form.querySelectorAll("details.more, .form-foot, [type=submit], button:not([type])")];
  const { line, bar } = head(questions.length);
  const foot = document.createElement("div");
  const next = button(words.next, "btn-primary", "right");
  const back = button(words.back, "", "left");
  const all = button(words.whole, "btn-quiet");
  let now = 0;
  let whole = false;

  // hours asked for only when the centre opens differently
  const isAsked = (q) => {
    const box = q.closest(".other-hours");
    return !box || getComputedStyle(box).display !== "none";
  };
  function hide(element, hidden) {
    element.classList.toggle("not-now", hidden);
  }
  function show(number, focus) {
    now = number;
    questions.forEach((q, at) => hide(q, !whole && at !== now));
    // a frame or a heading round questions goes with them
    form.querySelectorAll("fieldset, section, .cols").forEach((frame) => {
      const inside = questions.filter((q) => q !== frame && frame.contains(q));
      if (inside.length) hide(frame, !whole && !inside.includes(questions[now]));
    });
    late.forEach((part) => hide(part, !whole && now !== last));
    [line, bar, foot].forEach((part) => hide(part, whole));
    hide(next, now === last);
    hide(back, now === 0);
    line.textContent = words.question.replace("{n}", now + 1).replace("{total}", last + 1);
    [...bar.children].forEach((mark, at) => mark.classList.toggle("done", at <= now));
    if (!focus) return;
    questions[now].querySelector("input:not([type=hidden]), select, textarea")?.focus({ preventScroll: !whole });
    if (!whole) form.scrollIntoView({ block: "start" });
  }
  function go(by) {
    let to = now + by;
    while (to > 0 && to < last && !isAsked(questions[to])) to += by;
    show(Math.min(Math.max(to, 0), last), true);
  }
  // the step an element is seen in: its question's, or the last with what comes late; -1 for neither
  function stepOf(element) {
    const at = questions.findIndex((q) => q.contains(element));
    return at < 0 && late.some((part) => part.contains(element)) ? last : at;
  }
  function answered() {
    return [...questions[now].querySelectorAll("input, select, textarea")].every((e) => e.reportValidity());
  }

  next.addEventListener("click", () => { if (answered()) go(1); });
  back.addEventListener("click", () => go(-1));
  all.addEventListener("click", () => { whole = true; show(now, true); });
  form.addEventListener("submit", (event) => {
    if (whole || now === last) return;
    event.preventDefault(); // Enter goes on to the next question
    if (answered()) go(1);
  });
  // the browser sends nothing and says nothing while a field it cannot show is wrong: an answer
  // emptied meanwhile, a file that has to be chosen once more
  form.addEventListener("invalid", (event) => {
    const at = stepOf(event.target);
    const folded = event.target.closest("details");
    if (folded) folded.open = true;
    if (!whole && at >= 0 && !questions[now].querySelector(":invalid")) show(at);
  }, true);
  form.addEventListener("reset", () => show(0));
  // a message above the form leads to its question
  form.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a");
    const at = link ? stepOf(document.getElementById(link.hash.slice(1))) : -1;
    if (at >= 0) show(at, true);
  });

  foot.className = "form-foot";
  foot.append(next, back, all);
  questions[0].before(line, bar);
  form.append(foot);
  form.classList.add("question");
  show(Math.max(stepOf(form.querySelector(":is(.field, fieldset) :is(.is-invalid, .field-error)")), 0));
}

if (document.documentElement.classList.contains("elder")) {
  document.querySelectorAll("main form[method=post]:not([data-whole], .question)").forEach(oneByOne);
}
