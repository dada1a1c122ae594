/* [data-open="#id"] opens a dialog, [data-close] closes it; a click beside a drawer closes it too.
   A dialog that comes in with a fragment and carries data-open-now opens by itself and leaves the page when closed.
   The focus goes to the first field of its form; without one to its heading, never to the cross.
   details[data-closes] folds when the reader goes elsewhere. */
const FIELDS = "input:not([type=hidden]), select, textarea";

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) show(document.querySelector(opener.dataset.open));
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
  if (event.target.matches("dialog[open]") && isBeside(event.target, event)) event.target.close();
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const open of document.querySelectorAll("details[data-closes][open]")) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

function show(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  const target = dialog.querySelector("[autofocus]") ?? firstField(dialog) ?? dialog.querySelector("h2");
  if (target?.matches("h2")) target.tabIndex = -1;
  target?.focus();
}

function firstField(dialog) {
  const fields = [...dialog.querySelectorAll(FIELDS)].filter((field) => !field.disabled && field.checkVisibility());
  const [first] = fields;
  if (first?.type !== "radio") return first;
  return fields.find((field) => field.name === first.name && field.checked) ?? first;
}

function isBeside(dialog, event) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

function openNew(root) {
  for (const dialog of root.querySelectorAll("dialog[data-open-now]")) {
    dialog.removeAttribute("data-open-now");
    dialog.addEventListener("close", () => dialog.remove());
    show(dialog);
  }
}

document.addEventListener("htmx:after:swap", () => openNew(document));
openNew(document);
