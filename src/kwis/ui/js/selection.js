/* A list that is walked with the keyboard: [data-rows] with rows [data-row] that hold one link [data-open-row].
     j k next and previous, Enter opens, x selects, Shift x selects from the last one, Esc lets go.
   The bulk bar [data-bulk] shows only with a selection; [data-bulk-count] tells how many. Selected boxes
   [data-select] belong to the form named by their form attribute. */
const list = () => document.querySelector("[data-rows]");
const rows = () => [...(list()?.querySelectorAll("[data-row]") ?? [])].filter((row) => row.getClientRects().length);
const boxes = () => [...(list()?.querySelectorAll("[data-select]") ?? [])];
const lettersOff = () => document.body.classList.contains("no-letter-keys");
let last = null;

const cursor = () => rows().find((row) => row.classList.contains("row-cursor")) ?? null;

function go(row) {
  cursor()?.classList.remove("row-cursor");
  if (!row) return;
  row.classList.add("row-cursor");
  row.querySelector("[data-open-row]")?.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function tell() {
  const chosen = boxes().filter((box) => box.checked);
  for (const box of boxes()) box.closest("[data-row]")?.classList.toggle("row-selected", box.checked);
  const bar = document.querySelector("[data-bulk]");
  if (bar) bar.hidden = chosen.length === 0;
  document.querySelectorAll("[data-bulk-count]").forEach((count) => (count.textContent = String(chosen.length)));
  const all = document.querySelector("[data-select-all]");
  if (all) {
    all.checked = chosen.length > 0 && chosen.length === boxes().length;
    all.indeterminate = chosen.length > 0 && !all.checked;
  }
}

function choose(row, through) {
  const box = row.querySelector("[data-select]");
  if (!box) return;
  const all = rows();
  const from = through && last ? all.indexOf(last) : all.indexOf(row);
  const to = all.indexOf(row);
  const on = through ? true : !box.checked;
  all.slice(Math.min(from, to), Math.max(from, to) + 1).forEach((each) => {
    const own = each.querySelector("[data-select]");
    if (own) own.checked = on;
  });
  last = row;
  tell();
}

function letGo() {
  boxes().forEach((box) => (box.checked = false));
  tell();
}

document.addEventListener("keydown", (event) => {
  if (!list() || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const field = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
  if (field) return;
  const key = event.key.toLowerCase();
  if (event.key === "Escape" && boxes().some((box) => box.checked)) return letGo();
  if (lettersOff()) return;
  const all = rows();
  const at = all.indexOf(cursor());
  if (key === "j" || key === "k") {
    event.preventDefault();
    go(all[key === "j" ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0)]);
  } else if (key === "x" && cursor()) {
    event.preventDefault();
    choose(cursor(), event.shiftKey);
  }
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-select]")) {
    last = event.target.closest("[data-row]");
    tell();
  } else if (event.target.matches("[data-select-all]")) {
    boxes().forEach((box) => (box.checked = event.target.checked));
    tell();
  }
});
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-let-go]")) return letGo();
  const row = event.target.closest("[data-row]");
  if (!row || event.target.closest("a, button, input, label, select, summary") || getSelection().toString()) return;
  row.querySelector("[data-open-row]")?.click();
});
document.addEventListener("focusin", (event) => {
  const row = event.target.closest?.("[data-row]");
  if (row && event.target.matches("[data-open-row]")) {
    cursor()?.classList.remove("row-cursor");
    row.classList.add("row-cursor");
  }
});
document.addEventListener("htmx:after:swap", tell);
tell();
