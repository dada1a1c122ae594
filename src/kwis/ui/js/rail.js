/* The rail lies below on a small screen and may be wider than it: the entry of this page comes into sight,
   and data-more says on which sides ("before", "after") there is more. */
const rail = document.querySelector(".rail");

function tellMore() {
  const room = rail.scrollWidth - rail.clientWidth;
  const sides = [];
  if (rail.scrollLeft > 1) sides.push("before");
  if (rail.scrollLeft < room - 1) sides.push("after");
  rail.dataset.more = sides.join(" ");
}

function showHere() {
  const here = rail.querySelector("[aria-current]");
  if (here) rail.scrollLeft = here.offsetLeft - (rail.clientWidth - here.offsetWidth) / 2;
  tellMore();
}

if (rail) {
  rail.addEventListener("scroll", tellMore, { passive: true });
  new ResizeObserver(showHere).observe(rail);
}
