// Lists that change in place: what htmx leaves to the page. Without this file every link and form works as usual.

const results = () => document.getElementById("list-results");

// Empty fields would only lengthen the address.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  for (const [name, value] of Object.entries(detail.parameters)) {
    if (value === "") delete detail.parameters[name];
  }
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const list = results();
  if (!list || detail.target.id !== "list-results") return;
  const told = list.querySelector(".list-count, .empty-title");
  document.getElementById("list-status").textContent = told ? told.firstChild.textContent.trim() : "";
  document.querySelector("link[rel=canonical]")?.setAttribute("href", list.dataset.canonical);
  // The link that was followed is gone: the reader goes on where its answer begins.
  if (document.activeElement === document.body) list.focus({ preventScroll: true });
  // Who presses the button asks for the list, which on a phone lies far below the choices.
  if (detail.requestConfig?.triggeringEvent?.type === "submit") list.focus();
  if (list.getBoundingClientRect().top < 0) list.scrollIntoView();
});

// An answer that is no list, or none at all, is for the browser to show.
for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:swapError"]) {
  document.addEventListener(failure, ({ detail }) => {
    window.location.assign(detail.pathInfo?.finalRequestPath ?? window.location.href);
  });
}
