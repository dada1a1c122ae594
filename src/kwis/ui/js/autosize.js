/* textarea[data-autosize] grows with its words where the browser cannot do it by style (field-sizing). */
if (!CSS.supports("field-sizing", "content")) {
  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  document.addEventListener("input", (event) => event.target.matches?.("textarea[data-autosize]") && grow(event.target));
}
/* a conversation opens at its newest message */
const toNewest = () => document.querySelectorAll("[data-newest-last]").forEach((talk) => {
  if (talk.dataset.scrolled) return;
  talk.dataset.scrolled = "1";
  talk.scrollTop = talk.scrollHeight;
});
document.addEventListener("htmx:after:swap", toNewest);
toNewest();
