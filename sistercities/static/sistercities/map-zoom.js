// Keeps the middle of the map in the middle when it is enlarged, and lets a mouse drag it. Without it the map scrolls.
"use strict";

(() => {
  const NEAR = 4; // pixels that a hand may tremble without dragging

  const middleOf = (box) => ({
    x: (box.scrollLeft + box.clientWidth / 2) / box.scrollWidth,
    y: (box.scrollTop + box.clientHeight / 2) / box.scrollHeight,
  });

  const homeOn = (box) => {
    const place = [...box.querySelectorAll(".map-place--home > svg")].find((sign) => sign.getClientRects().length);
    return place ? { x: parseFloat(place.getAttribute("x")) / 100, y: parseFloat(place.getAttribute("y")) / 100 } : null;
  };

  const show = (box, middle) => {
    box.scrollLeft = middle.x * box.scrollWidth - box.clientWidth / 2;
    box.scrollTop = middle.y * box.scrollHeight - box.clientHeight / 2;
  };

  const keepMiddle = (map, box) => {
    let middle = null;
    let isWhole = true;
    box.addEventListener("scroll", () => (middle = middleOf(box)));
    map.addEventListener("change", (event) => {
      if (event.target.name !== "map-zoom") return;
      const wanted = isWhole || !middle ? homeOn(box) || { x: 0.5, y: 0.5 } : middle;
      isWhole = event.target.value === "1";
      if (!isWhole) requestAnimationFrame(() => show(box, wanted));
    });
  };

  const drag = (box) => {
    let from = null;
    box.addEventListener("pointerdown", (event) => {
      const isScrollable = box.scrollWidth > box.clientWidth;
      if (event.pointerType !== "mouse" || event.button !== 0 || !isScrollable) return;
      from = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop, isFar: false };
    });
    addEventListener("pointermove", (event) => {
      if (!from) return;
      const [x, y] = [event.clientX - from.x, event.clientY - from.y];
      from.isFar = from.isFar || Math.hypot(x, y) > NEAR;
      box.classList.toggle("is-dragged", from.isFar);
      if (from.isFar) [box.scrollLeft, box.scrollTop] = [from.left - x, from.top - y];
    });
    addEventListener("pointerup", () => {
      const wasDragged = from && from.isFar;
      from = null;
      if (wasDragged) setTimeout(() => box.classList.remove("is-dragged"));
    });
    // The end of a drag is no click on the city that happens to lie there.
    box.addEventListener("click", (event) => box.classList.contains("is-dragged") && event.preventDefault(), true);
    box.addEventListener("dragstart", (event) => event.preventDefault());
  };

  for (const map of document.querySelectorAll(".world-map")) {
    const box = map.querySelector(".map-window");
    if (!box) continue;
    keepMiddle(map, box);
    drag(box);
  }
})();
