/* [data-attach]: files can be dropped or chosen; each is named with its size, too large ones are refused with a reason. */
const words = (bytes) => (bytes > 1048576 ? `${(bytes / 1048576).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB` : `${Math.max(1, Math.round(bytes / 1024))} kB`);

function wire(box) {
  if (box.dataset.wired) return;
  box.dataset.wired = "1";
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-attach-list]");
  const pattern = box.querySelector("template");
  const most = Number(box.dataset.most || 0);
  if (!input || !list || !pattern) return;
  let held = [];

  const put = () => {
    const transfer = new DataTransfer();
    held.forEach((file) => transfer.items.add(file));
    input.files = transfer.files;
    list.replaceChildren(
      ...held.map((file) => {
        const row = pattern.content.firstElementChild.cloneNode(true);
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
    const refused = box.querySelector("[data-refused]");
    const added = [...input.files].filter((file) => !held.includes(file));
    const tooLarge = added.filter((file) => most && file.size > most);
    if (refused) {
      refused.hidden = tooLarge.length === 0;
      const names = refused.querySelector("[data-names]");
      if (names) names.textContent = tooLarge.map((file) => file.name).join(", ");
    }
    held = [...held, ...added.filter((file) => !tooLarge.includes(file))];
    put();
  });
  box.addEventListener("dragover", () => box.classList.add("attach-over"));
  box.addEventListener("dragleave", () => box.classList.remove("attach-over"));
  box.addEventListener("drop", () => box.classList.remove("attach-over"));
}

const wireAll = () => document.querySelectorAll("[data-attach]").forEach(wire);
document.addEventListener("htmx:after:swap", wireAll);
wireAll();
