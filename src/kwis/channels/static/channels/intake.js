/* The intake page: after the caller the words, one answer that is shown as it will be read, keys that leave a field. */
const form = document.querySelector("[data-intake]");
const words = form.querySelector("#words");
const caller = form.querySelector("#caller");
const told = form.querySelector("[data-told]");
const preview = form.querySelector("[data-preview]");
const said = preview.textContent;

const show = () => (preview.textContent = told.value.trim() || told.placeholder || said);
told.addEventListener("input", show);

/* the caller is known: on to the words; an unknown caller needs no fields any more */
form.elements.customer.addEventListener("change", () => {
  if (!form.elements.customer.value) return;
  form.querySelector(".intake-new").open = false;
  words.focus();
});
/* the name was wiped or changed: then nobody was chosen */
caller.addEventListener("input", () => {
  if (!form.elements.customer.value) form.dispatchEvent(new Event("change"));
});
/* Enter never sends a half call from a one-line field */
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && event.target.matches("input")) {
    event.preventDefault();
    if (event.target.matches("[data-answers]")) event.target.dispatchEvent(new Event("change", { bubbles: true }));
  }
  if (event.key === "Escape" && event.target === words) words.blur();
});
form.addEventListener("click", (event) => {
  const fill = event.target.closest("[data-fill]");
  if (fill) {
    told.value = fill.dataset.fill;
    told.dispatchEvent(new Event("input", { bubbles: true }));
    told.focus();
  }
  const clears = event.target.closest("[data-clears]");
  if (clears) {
    form.elements[clears.dataset.clears].value = "";
    form.dispatchEvent(new Event("change"));
  }
});
/* what came back from a crash is heard again by the page's own first question; here only the preview */
window.addEventListener("load", show);
