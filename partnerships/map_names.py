"""Which names there is room for on the map, and on which side of their dots they stand.

Names keep their size while the map grows with the window. So a name that has room at one width is tried at every wider
one too, before it is said to have room from there on.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, takewhile
from math import inf

from partnerships.map_projection import HEIGHT, WIDTH, Point

LETTER = 12.5  # pixels of the type size in map.css
LINE = 1.2  # ems of a line
GAP = 3.5  # pixels between a dot and its name

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Wish:
    """A name that would like to stand beside a spot, or needs to at any price; `""` for a dot without one."""

    spot: Point
    text: str
    dot: float = 4.0  # pixels from the spot that the dot itself takes up
    toward: str = "end"  # the side to try first
    is_needed: bool = False

    @property
    def sides(self) -> tuple[str, ...]:
        return ("start", "end", "below", "above") if self.toward == "start" else ("end", "start", "below", "above")


@dataclass(frozen=True)
class Room:
    """Where a name stands, and from which of the tried widths on; None if it has room at none of them."""

    side: str
    from_pixels: int | None


@lru_cache(maxsize=4096)
def ems(text: str) -> float:
    """How wide a text runs, a little more than it will be in most fonts."""
    return sum(_letter_ems(letter) for letter in text)


def _letter_ems(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return 0.7 if letter.isupper() or letter in "mw" else 0.55


def shortened(text: str, most_ems: float) -> str:
    """The text if it is no wider than `most_ems`, else its beginning with an ellipsis."""
    if ems(text) <= most_ems:
        return text
    widths = accumulate(map(_letter_ems, text), initial=1.0)
    kept = sum(1 for width in takewhile(lambda width: width <= most_ems, widths)) - 1
    return f"{text[: max(kept, 0)].rstrip()}…"


@lru_cache(maxsize=64)
def placed(wishes: tuple[Wish, ...], widths: tuple[int, ...]) -> tuple[Room, ...]:
    """A place for each name, those at the front first. `widths` are ascending. Kept, since cities do not move."""
    taken = {pixels: [_around(wish, pixels) for wish in wishes] for pixels in widths}
    rooms = []
    for number, wish in enumerate(wishes):
        room = _room(number, wish, widths, taken) if wish.text else Room("end", None)
        if room.from_pixels is not None:
            for pixels in widths:
                if pixels >= room.from_pixels:
                    taken[pixels].append(_box(wish, room.side, pixels))
        rooms.append(room)
    return tuple(rooms)


def _room(number: int, wish: Wish, widths: Sequence[int], taken: dict[int, list[Box]]) -> Room:
    for start, pixels in enumerate(widths):
        for side in wish.sides:
            if all(_is_free(_box(wish, side, wider), number, taken[wider], wider) for wider in widths[start:]):
                return Room(side, pixels)
    if wish.is_needed:
        hidden = {
            side: sum(_covered(_box(wish, side, pixels), number, taken[pixels], pixels) for pixels in widths)
            for side in wish.sides
        }
        return Room(min(hidden, key=hidden.__getitem__), widths[0])
    return Room("end" if wish.spot.x < WIDTH / 2 else "start", None)


def _is_free(box: Box, own_dot: int, taken: list[Box], pixels: int) -> bool:
    if _leaves(box, pixels):
        return False
    left, top, right, bottom = box
    for number, (other_left, other_top, other_right, other_bottom) in enumerate(taken):
        is_apart = right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top
        if not is_apart and number != own_dot:
            return False
    return True


def _leaves(box: Box, pixels: int) -> bool:
    left, top, right, bottom = box
    return left < 0 or top < 0 or right > pixels or bottom > HEIGHT * pixels / WIDTH


def _covered(box: Box, own_dot: int, taken: list[Box], pixels: int) -> float:
    """How much a name would hide; endlessly much where it would leave the map."""
    if _leaves(box, pixels):
        return inf
    return sum(_common(box, other) for number, other in enumerate(taken) if number != own_dot)


def _common(a: Box, b: Box) -> float:
    """The area that two boxes share."""
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def _around(wish: Wish, pixels: int) -> Box:
    x, y = _scaled(wish.spot, pixels)
    return x - wish.dot, y - wish.dot, x + wish.dot, y + wish.dot


def _box(wish: Wish, side: str, pixels: int) -> Box:
    x, y = _scaled(wish.spot, pixels)
    wide, high, gap = ems(wish.text) * LETTER, LINE * LETTER, wish.dot + GAP
    if side in ("above", "below"):
        top = y - gap - high if side == "above" else y + gap
        return x - wide / 2, top, x + wide / 2, top + high
    left = x + gap if side == "end" else x - gap - wide
    return left, y - high / 2, left + wide, y + high / 2


def _scaled(spot: Point, pixels: int) -> Iterator[float]:
    return (part * pixels / WIDTH for part in spot)
