"use strict";

// The editor stands in place of a text area and has no name of its own for those who cannot see it.
document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  editor.view.dom.setAttribute("aria-label", textarea.getAttribute("aria-label"));
});
