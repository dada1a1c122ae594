/* form[data-draft="key"]: what is typed is kept in this browser every 2 seconds and comes back after a reload,
   until the form is sent. Passwords and files are never kept. A form with data-draft-url also has a server
   that keeps it (htmx saves it there); then this copy is only for when the connection fails. */
const EVERY_MS = 2000;
const PREFIX = "kwis:draft:";

const kept = (form) => [...form.elements].filter((field) => field.name && !["password", "file", "hidden", "submit", "button"].includes(field.type));
const isSwitch = (field) => field.type === "checkbox" || field.type === "radio";

function restore(form) {
  const words = localStorage.getItem(PREFIX + form.dataset.draft);
  if (!words) return;
  let values;
  try {
    values = JSON.parse(words);
  } catch {
    return;
  }
  for (const field of kept(form)) {
    const known = values[field.name];
    if (known === undefined) continue;
    if (isSwitch(field)) field.checked = known.includes(field.value);
    else if (!field.value) field.value = known[0] ?? "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function keep(form) {
  const values = {};
  for (const field of kept(form)) {
    values[field.name] ??= [];
    if (!isSwitch(field) || field.checked) values[field.name].push(field.value);
  }
  const filled = kept(form).some((field) => !isSwitch(field) && field.value !== field.defaultValue);
  if (filled) localStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(values));
  else localStorage.removeItem(PREFIX + form.dataset.draft);
}

function wire(form) {
  if (form.dataset.draftWired) return;
  form.dataset.draftWired = "1";
  restore(form);
  let timer = 0;
  form.addEventListener("input", () => {
    timer ||= setTimeout(() => {
      timer = 0;
      keep(form);
    }, EVERY_MS);
  });
  const drop = () => {
    clearTimeout(timer);
    timer = 0;
    localStorage.removeItem(PREFIX + form.dataset.draft);
  };
  if (form.matches("[hx-post], [data-hx-post]")) {
    form.addEventListener("htmx:after:request", (event) => event.detail?.ctx?.response?.raw?.ok && drop());
  } else {
    form.addEventListener("submit", drop);
  }
}

const wireAll = () => document.querySelectorAll("form[data-draft]").forEach(wire);
document.addEventListener("htmx:after:swap", wireAll);
wireAll();
