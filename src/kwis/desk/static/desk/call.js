/* The page of a call: answer and note are two tabs, and the conversation opens at its newest message. */
for (const pair of document.querySelectorAll("[data-tabs]")) {
  const tabs = [...pair.querySelectorAll("[role=tab]")];
  const choose = (tab, focus) => {
    for (const each of tabs) {
      const own = each === tab;
      each.setAttribute("aria-selected", String(own));
      each.tabIndex = own ? 0 : -1;
      document.getElementById(each.getAttribute("aria-controls")).hidden = !own;
    }
    if (focus) document.querySelector(`#${tab.getAttribute("aria-controls")} textarea`).focus();
  };
  tabs.forEach((tab, at) => {
    tab.tabIndex = tab.getAttribute("aria-selected") === "true" ? 0 : -1;
    tab.addEventListener("click", () => choose(tab, true));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
      event.preventDefault();
      const next = tabs[(at + 1) % tabs.length];
      choose(next);
      next.focus();
    });
  });
  // what was begun and not sent came back in the other tab: that is the one to go on with
  const field = (tab) => document.querySelector(`#${tab.getAttribute("aria-controls")} textarea`);
  const [open] = tabs.filter((tab) => tab.getAttribute("aria-selected") === "true");
  const begun = tabs.find((tab) => field(tab).value.trim());
  if (begun && open && !field(open).value.trim()) choose(begun);
}
for (const talk of document.querySelectorAll("[data-newest]")) talk.scrollTop = talk.scrollHeight;
