/* The error summary takes the focus when the page comes back with mistakes. */
const focus = () => document.querySelector("[data-focus-now]")?.focus();
document.addEventListener("htmx:after:swap", focus);
focus();
