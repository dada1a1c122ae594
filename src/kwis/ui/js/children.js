/* [data-children]: rows of a formset; "add" copies the template, with the next number in its names. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-child-add]");
  if (!button) return;
  const box = button.closest("[data-children]");
  const total = box.querySelector(`[name="${box.dataset.children}-TOTAL_FORMS"]`);
  const holder = document.createElement("div");
  holder.innerHTML = box.querySelector("template").innerHTML.replaceAll("__prefix__", total.value);
  total.value = String(Number(total.value) + 1);
  const row = holder.firstElementChild;
  box.querySelector("[data-child-list]").append(row);
  document.dispatchEvent(new CustomEvent("kwis:added"));
  row.querySelector("input:not([type=hidden]), select, textarea")?.focus();
});

/* form[data-submits]: a changed choice above a list asks the list anew at once */
document.addEventListener("change", (event) => {
  if (event.target.matches("form[data-submits] select")) event.target.form.requestSubmit();
});
