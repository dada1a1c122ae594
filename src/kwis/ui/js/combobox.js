/* The combobox pattern (a field with a list it controls), for search suggestions and for picking from a list.
     <div data-combobox>
       <input role="combobox" aria-expanded="false" aria-controls="list" aria-autocomplete="list">
       <div id="list" role="listbox" hidden> ... [role=option] ... </div>
     </div>
   Suggestions: options are links, filled by the page or by htmx; Enter follows the marked one.
   Picking: add <input type="hidden" data-chosen>; an option carries data-value, and its words go into the field.
   data-first marks the first option by itself; Enter takes it, also when it was pressed before the options came.
   data-combobox="from" with data-url fetches the options itself as the field changes (?q=words). */
const WAIT_MS = 150;
let count = 0;

function wire(box) {
  if (box.dataset.wired) return;
  box.dataset.wired = "1";
  const field = box.querySelector("[role=combobox]");
  const list = box.querySelector("[role=listbox]");
  const chosen = box.querySelector("[data-chosen]");
  const status = box.querySelector("[role=status]");
  if (!field || !list) return;
  let marked = null;
  let timer;
  let asked = 0;
  let busy = false;
  let hurried = false;
  const takesFirst = "first" in box.dataset;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const mark = (option) => {
    marked?.setAttribute("aria-selected", "false");
    marked = option ?? null;
    if (!marked) return field.removeAttribute("aria-activedescendant");
    marked.id ||= `option-${(count += 1)}`;
    marked.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", marked.id);
    marked.scrollIntoView({ block: "nearest" });
  };
  const open = (yes) => {
    const show = yes && list.childElementCount > 0;
    list.hidden = !show;
    field.setAttribute("aria-expanded", String(show));
    if (!show) mark(null);
  };
  const pick = (option) => {
    if (!chosen) return option.click();
    chosen.value = option.dataset.value;
    field.value = option.dataset.words ?? option.textContent.trim();
    field.dataset.picked = field.value;
    open(false);
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const fetchOptions = async () => {
    const mine = (asked += 1);
    const url = new URL(box.dataset.url, location.href);
    url.searchParams.set("q", field.value.trim());
    list.setAttribute("aria-busy", "true");
    const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
    if (mine !== asked) return;
    busy = false;
    list.removeAttribute("aria-busy");
    if (!answer?.ok) return;
    const words = await answer.text();
    if (mine !== asked) return;
    list.replaceChildren(...new DOMParser().parseFromString(words, "text/html").body.childNodes);
    if (status) status.textContent = list.dataset.found?.replace("0", String(options().length)) ?? "";
    open(document.activeElement === field);
    if (takesFirst && !list.hidden) mark(options()[0]);
    if (hurried && marked) pick(marked);
    hurried = false;
  };

  field.addEventListener("input", (event) => {
    if (chosen?.value && !event.isTrusted && !field.dataset.picked) {
      // a draft came back with both the choice and its words
      field.dataset.picked = field.value;
      return;
    }
    if (chosen && field.value !== field.dataset.picked) chosen.value = "";
    mark(null);
    hurried = false;
    if (!box.dataset.url) return;
    busy = true;
    clearTimeout(timer);
    timer = setTimeout(fetchOptions, WAIT_MS);
  });
  field.addEventListener("focus", () => {
    if (box.dataset.url && chosen && list.childElementCount === 0) fetchOptions();
    else if (field.value.trim()) open(true);
  });
  field.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "Escape" && !list.hidden) {
      event.stopPropagation();
      open(false);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) open(true);
      if (!all.length) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      const at = all.indexOf(marked);
      mark(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]);
    } else if (event.key === "Enter" && marked && !list.hidden) {
      event.preventDefault();
      pick(marked);
    } else if (event.key === "Enter" && takesFirst) {
      event.preventDefault();
      hurried = busy;
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && chosen) pick(option);
  });
  field.addEventListener("blur", () => setTimeout(() => box.contains(document.activeElement) || open(false), 100));
  box.addEventListener("htmx:after:swap", () => open(document.activeElement === field));
}

const wireAll = () => document.querySelectorAll("[data-combobox]").forEach(wire);
document.addEventListener("htmx:after:swap", wireAll);
document.addEventListener("kwis:added", wireAll);
wireAll();
