// Arrow keys go to the photo before and behind, Escape to all of them. Without it the links do.
"use strict";

(() => {
  const links = { ArrowLeft: "a[rel=prev]", ArrowRight: "a[rel=next]", Escape: "a[data-up]" };

  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, select, textarea");
    const isOther = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (isTyping || isOther || !(event.key in links)) return;
    const link = document.querySelector(`.photo-way ${links[event.key]}`);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
