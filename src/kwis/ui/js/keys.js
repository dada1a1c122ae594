/* Keyboard shortcuts, declared on the element they work:
     data-key="r"            one key; the element is clicked, or focused when it is a field
     data-key="Ctrl+Enter"   works inside fields too, for the form or region around the cursor
     data-go="g w"           a sequence on a link
   Single letters never fire inside a field and can be switched off (body.no-letter-keys). "?" opens the help. */
const SEQUENCE_MS = 1500;
let begun = "";
let begunAt = 0;

const FIELDS = "input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable=''], [contenteditable=true]";
const inField = (target) => Boolean(target?.closest?.(FIELDS));
const shown = (element) => element.getClientRects().length > 0 && !element.closest("[inert]");
const lettersOff = () => document.body.classList.contains("no-letter-keys");

/* the elements that may react now: inside the open dialog when there is one */
function scope() {
  return [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
}

function find(attribute, value) {
  return [...scope().querySelectorAll(`[${attribute}="${CSS.escape(value)}"]`)].find(shown);
}

function use(element) {
  if (element.matches(FIELDS)) {
    element.focus();
    element.select?.();
  } else if (element.matches("input[type=radio], input[type=checkbox]")) {
    element.focus();
    element.click();
  } else {
    element.click();
  }
}

function chord(event) {
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}${event.key}`;
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const typing = inField(event.target);
  const name = chord(event);

  if (event.ctrlKey || event.metaKey) {
    const around = event.target.closest?.(`form, [data-keys]`);
    const element = around?.querySelector(`[data-key="${CSS.escape(name)}"]`) ?? find("data-key", name);
    if (element && shown(element)) {
      event.preventDefault();
      use(element);
    }
    return;
  }
  if (typing || event.altKey) return;

  if (event.key === "?") {
    const help = document.getElementById("key-help");
    if (help && !help.open) {
      event.preventDefault();
      help.showModal();
    }
    return;
  }
  const isLetter = event.key.length === 1;
  if (isLetter && lettersOff()) return;

  if (begun && performance.now() - begunAt < SEQUENCE_MS) {
    const link = find("data-go", `${begun} ${event.key}`);
    begun = "";
    if (link) {
      event.preventDefault();
      link.click();
      return;
    }
  }
  begun = "";
  if (document.querySelector(`[data-go^="${CSS.escape(event.key)} "]`)) {
    begun = event.key;
    begunAt = performance.now();
    return;
  }
  const element = find("data-key", name);
  if (element) {
    event.preventDefault();
    use(element);
  }
});
