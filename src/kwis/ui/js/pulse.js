/* Asks /pulse/ every few seconds, only while the page is looked at. When something happened at a key, every
   element with data-pulse-refresh="key key" that names it (or names none) gets the event "kwis:pulse", for
   hx-trigger="kwis:pulse". More keys come from meta[name=kwis-pulse-also] (signed by the server). */
const EVERY_MS = 5000;
const SLOWER_MS = 60000;
const source = document.querySelector("meta[name=kwis-pulse]")?.content;
let tag = "";
let known = null;
let wait = EVERY_MS;
let timer;

function address() {
  const url = new URL(source, location.href);
  document.querySelectorAll("meta[name=kwis-pulse-also]").forEach((meta) => url.searchParams.append("also", meta.content));
  return url;
}

function tell(now) {
  const changed = Object.keys(now).filter((key) => now[key] !== known?.[key]);
  if (known && changed.length) {
    for (const part of document.querySelectorAll("[data-pulse-refresh]")) {
      const wanted = part.dataset.pulseRefresh.split(" ").filter(Boolean);
      if (!wanted.length || wanted.some((key) => changed.includes(key))) part.dispatchEvent(new CustomEvent("kwis:pulse"));
    }
  }
  known = now;
}

async function ask() {
  clearTimeout(timer);
  if (document.visibilityState === "visible") {
    try {
      const answer = await fetch(address(), { headers: tag ? { "If-None-Match": tag } : {}, cache: "no-store" });
      if (answer.status === 200) {
        tag = answer.headers.get("ETag") ?? "";
        tell(await answer.json());
      }
      wait = answer.ok || answer.status === 304 ? EVERY_MS : SLOWER_MS;
    } catch {
      wait = Math.min(wait * 2, SLOWER_MS);
    }
  }
  timer = setTimeout(ask, wait);
}

if (source) {
  ask();
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && ask());
}
