/* [data-questions]: a question in it with data-shown-if="other question" and data-shown-equals='["value", …]' is only
   asked when the other one has such an answer. What is not asked is not sent. The server judges it again. */
const PREFIX = "q-";

function answersOf(part, key) {
  const fields = [...part.querySelectorAll(`[name="${CSS.escape(PREFIX + key)}"]`)];
  const isTick = (field) => field.type === "radio" || field.type === "checkbox";
  return fields.filter((field) => !field.disabled && (!isTick(field) || field.checked)).map((field) => field.value);
}

function show(part) {
  // a question behind a hidden one is hidden too, so go on until nothing changes
  let changed = true;
  for (let round = 0; changed && round < 20; round += 1) {
    changed = false;
    for (const question of part.querySelectorAll("[data-shown-if]")) {
      const wanted = JSON.parse(question.dataset.shownEquals);
      const asked = answersOf(part, question.dataset.shownIf).some((answer) => wanted.includes(answer));
      if (question.hasAttribute("data-shown") === asked && question.dataset.judged) continue;
      changed = true;
      question.dataset.judged = "1";
      question.toggleAttribute("data-shown", asked);
      for (const field of question.querySelectorAll("input, select, textarea")) field.disabled = !asked;
    }
  }
}

const showAll = () => document.querySelectorAll("[data-questions]").forEach(show);
const showAround = (event) => {
  const part = event.target.closest("[data-questions]");
  if (part) show(part);
};

document.addEventListener("input", showAround);
document.addEventListener("change", showAround);
/* questions that come later: in a dialog, or when it is known which service it is about */
document.addEventListener("htmx:after:swap", showAll);
showAll();
