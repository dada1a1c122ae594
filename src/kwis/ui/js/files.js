/* [data-attach]: files can be dropped or chosen; each is named with its size. One that is too large stands in the list with
   the reason, and the form is not sent until it is taken out: nobody thinks that it was sent along. */
const words = (bytes) => (bytes > 1048576 ? `${(bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`);

function wire(box) {
  if (box.dataset.wired) return;
  box.dataset.wired = "1";
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-attach-list]");
  const pattern = box.querySelector("template");
  const most = Number(box.dataset.most || 0);
  if (!input || !list || !pattern) return;
  const refused = box.querySelector("[data-refused]");
  let held = [];

  const fits = (file) => !most || file.size <= most;
  const put = () => {
    const transfer = new DataTransfer();
    held.filter(fits).forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    const tooLarge = held.filter((file) => !fits(file));
    if (refused) {
      refused.hidden = tooLarge.length === 0;
      const names = refused.querySelector("[data-names]");
      if (names) names.textContent = tooLarge.map((file) => file.name).join(", ");
    }
    list.replaceChildren(
      ...held.map((file) => {
        const row = pattern.content.firstElementChild.cloneNode(true);
        row.classList.toggle("attach-refused", !fits(file));
        row.querySelector("[data-name]").textContent = file.name;
        row.querySelector("[data-size]").textContent = words(file.size);
        row.querySelector("[data-remove]").addEventListener("click", () => {
          held = held.filter((other) => other !== file);
          put();
          input.focus();
        });
        return row;
      }),
    );
  };
  input.addEventListener("change", () => {
    held = [...held, ...[...input.files].filter((file) => !held.includes(file))];
    put();
  });
  input.form?.addEventListener(
    "submit",
    (event) => {
      const first = list.querySelector(".attach-refused [data-remove]");
      if (!refused || !first) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      first.focus();
    },
    true,
  );
  box.addEventListener("dragover", () => box.classList.add("attach-over"));
  box.addEventListener("dragleave", () => box.classList.remove("attach-over"));
  box.addEventListener("drop", () => box.classList.remove("attach-over"));
}

const wireAll = () => document.querySelectorAll("[data-attach]").forEach(wire);
document.addEventListener("htmx:after:swap", wireAll);
wireAll();
