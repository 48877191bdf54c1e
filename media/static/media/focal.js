// A click on the preview sets the point of interest. Without it the two numbers are typed.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const picture = document.querySelector(".field-preview img");
  const across = document.getElementById("id_focal_x");
  const down = document.getElementById("id_focal_y");
  if (!picture || !across || !down) return;

  const frame = document.createElement("span");
  const mark = document.createElement("span");
  frame.className = "focal-frame";
  mark.className = "focal-mark";
  picture.replaceWith(frame);
  frame.append(picture, mark);

  function place() {
    mark.style.left = `${across.value}%`;
    mark.style.top = `${down.value}%`;
  }

  function percent(offset, whole) {
    return Math.min(100, Math.max(0, Math.round((100 * offset) / whole)));
  }

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    across.value = percent(event.clientX - box.left, box.width);
    down.value = percent(event.clientY - box.top, box.height);
    place();
  });
  across.addEventListener("input", place);
  down.addEventListener("input", place);
  place();
});
