"""The whole site by keyboard alone: everything is reached, seen where it is, and marked while it has the focus."""

import pytest
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from tests.public.site_of_everything import rows

PATHS = ["", "cities/", "cities/?view=map", "cities/?view=table", "cities/bangkok/", "exchanges/", "figures/"]
PATHS += ["search/?q=bangkok", "contact/", "photos/", "open-data/", "cities/bangkok/briefing/"]

# Radio buttons of one name are one stop.
STOPS = """
() => {
  const kinds = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const all = document.querySelectorAll(kinds);
  const seen = [...all].filter(each => each.tabIndex >= 0 && each.checkVisibility({ visibilityProperty: true }));
  return seen.filter(each => each.type !== "radio" || each.checked).length;
}
"""
FOCUSED = """
() => {
  const focused = document.activeElement;
  if (focused === document.body || focused.dataset.wasHere) return null;
  focused.dataset.wasHere = "yes";
  const within = (value, most) => Math.min(Math.max(value, 1), most - 1);
  const isOnTop = [...focused.getClientRects()].some(box => {
    if (box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth) return false;
    const [x, y] = [within(box.left + box.width / 2, innerWidth), within(box.top + box.height / 2, innerHeight)];
    const top = document.elementFromPoint(x, y);
    return top && top !== document.body && (focused.contains(top) || top.contains(focused));
  });
  const parts = [focused, ...focused.children, focused.nextElementSibling, focused.labels?.[0]].filter(Boolean);
  const isRinged = parts.some(part => getComputedStyle(part).outlineStyle !== "none");
  const ring = focused.querySelector(".map-reach");
  const isMarked = isRinged || (ring && getComputedStyle(ring).stroke !== "none");
  return (isOnTop ? "" : "covered ") + (isMarked ? "" : "unmarked ") + focused.outerHTML.slice(0, 80);
}
"""


@pytest.mark.parametrize(("width", "height", "paths"), [(1280, 800, PATHS), (320, 256, PATHS[2:6])])
def test_everything_is_reached_by_keyboard_seen_and_marked(
    browser: Browser,
    live_server: LiveServer,
    django_db_serialized_rollback: None,
    width: int,
    height: int,
    paths: list[str],
) -> None:
    rows(1)
    # Pages that glide are not yet where they go when we look.
    context = browser.new_context(
        base_url=live_server.url, viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    page = context.new_page()
    wrong = {}
    for path in paths:
        page.goto(f"/en/{path}")
        stops = page.evaluate(STOPS)
        met: list[str] = []
        page.keyboard.press("Tab")
        while len(met) <= stops and (told := page.evaluate(FOCUSED)):
            met.append(told)
            page.keyboard.press("Tab")
        faulty = [told for told in met if told.startswith(("covered", "unmarked"))]
        if faulty or len(met) != stops:
            wrong[path] = (len(met), stops, faulty)
    context.close()
    assert wrong == {}
