/* Says so when the connection is gone or an answer failed, without a dialog; the words come with the page. */
const here = document.querySelector("[data-connection]");

function show(which) {
  if (!here) return;
  for (const notice of here.children) notice.hidden = notice.dataset.connectionIs !== which;
}

if (here) {
  addEventListener("offline", () => show("offline"));
  addEventListener("online", () => show(""));
  document.addEventListener("htmx:error", () => show(navigator.onLine ? "failed" : "offline"));
  document.addEventListener("htmx:after:request", (event) => {
    const status = event.detail?.ctx?.response?.raw?.status ?? 0;
    if (status >= 500) show("failed");
    else if (status === 403) show("refused");
    else if (status === 404) show("gone");
    else if (status) show("");
  });
  here.addEventListener("click", (event) => event.target.closest("[data-dismiss]") && show(""));
  if (!navigator.onLine) show("offline");
}
