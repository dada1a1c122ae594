/* Asks /pulse/ every few seconds, only while the page is looked at; when something changed, elements with
   data-pulse-refresh get the event "kwis:pulse" (htmx: hx-trigger="kwis:pulse"). */
const EVERY_MS = 5000;
const SLOWER_MS = 60000;
const source = document.querySelector("meta[name=kwis-pulse]")?.content;
let tag = "";
let wait = EVERY_MS;

async function ask() {
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(source, { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status === 200) {
        const now = answer.headers.get("ETag") ?? "";
        if (tag && now !== tag) {
          document.querySelectorAll("[data-pulse-refresh]").forEach((part) => part.dispatchEvent(new CustomEvent("kwis:pulse")));
        }
        tag = now;
      }
      wait = answer.ok || answer.status === 304 ? EVERY_MS : SLOWER_MS;
    } catch {
      wait = Math.min(wait * 2, SLOWER_MS);
    }
  }
  setTimeout(ask, wait);
}

if (source) {
  ask();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && (wait = EVERY_MS));
}
