/* Toasts in [data-toasts] go away after their seconds, wait while looked at, and are at most three.
   A script shows one with document.dispatchEvent(new CustomEvent("kwis:say", { detail: words })). */
const MOST = 3;
const stack = document.querySelector("[data-toasts]");

function start(toast) {
  let left = Number(toast.dataset.toast || 8) * 1000;
  let since = performance.now();
  let timer;
  const run = () => {
    since = performance.now();
    timer = setTimeout(() => toast.remove(), left);
  };
  const wait = () => {
    clearTimeout(timer);
    left = Math.max(1500, left - (performance.now() - since));
  };
  toast.addEventListener("pointerenter", wait);
  toast.addEventListener("focusin", wait);
  toast.addEventListener("pointerleave", run);
  toast.addEventListener("focusout", run);
  toast.querySelector("form")?.addEventListener("submit", () => setTimeout(() => toast.remove(), 0));
  run();
}

function admit() {
  const toasts = [...stack.querySelectorAll("[data-toast]")];
  toasts.slice(0, -MOST).forEach((old) => old.remove());
  for (const toast of toasts) {
    if (toast.dataset.started) continue;
    toast.dataset.started = "1";
    start(toast);
  }
}

function say(words) {
  const toast = document.createElement("div");
  toast.className = "toast-undo";
  toast.dataset.toast = "8";
  toast.append(Object.assign(document.createElement("span"), { textContent: words }));
  stack.append(toast);
}

if (stack) {
  document.addEventListener("kwis:say", (event) => say(event.detail));
  new MutationObserver(admit).observe(stack, { childList: true });
  admit();
}
