/* [data-theme-switch]: a form with a button for each theme; switches at once and lets the server remember it. */
const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);

function show() {
  for (const button of document.querySelectorAll("[data-theme-switch] [data-when]")) {
    button.hidden = button.dataset.when === (isDark() ? "light" : "dark");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-switch]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  const body = new FormData(form);
  body.set("theme", theme);
  root.dataset.theme = theme;
  show();
  form.querySelector("[data-when]:not([hidden])")?.focus();
  document.dispatchEvent(new CustomEvent("kwis:theme"));
  fetch(form.action, { method: "POST", body, headers: { "X-Quiet": "1" } });
});
system.addEventListener("change", () => {
  show();
  document.dispatchEvent(new CustomEvent("kwis:theme"));
});
show();
