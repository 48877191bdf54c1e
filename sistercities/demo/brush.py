"""A small set of drawing tools for the demo's illustrations: flat shapes in the colours of the site.

Lengths are pixels of the finished picture (2400 × 1600, 3:2). Everything is drawn twice as large and
reduced once, which is what smooths the edges.
"""

import math
import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 2400, 1600
SCALE = 2
LABEL = "ILLUSTRATION · 示意图"

Colour = tuple[int, int, int]
Point = tuple[float, float]

PAPER: Colour = (0xF7, 0xF8, 0xF6)
INK: Colour = (0x16, 0x24, 0x2B)
TEAL: Colour = (0x17, 0x66, 0x5F)
OCHRE: Colour = (0x8A, 0x53, 0x20)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """`first` with `share` (0 to 1) of `second` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue


def dice(seed: int) -> random.Random:
    """Chance that falls the same way on every run, so that the pictures can be drawn again."""
    return random.Random(seed)  # noqa: S311 - nothing is kept secret with it


def pale(colour: Colour, strength: float) -> Colour:
    """`colour` as a wash on paper; 1 is the full colour."""
    return mix(PAPER, colour, strength)


def curve(points: Sequence[Point], steps: int = 24) -> list[Point]:
    """A smooth line through all `points` (Catmull–Rom)."""
    padded = [points[0], *points, points[-1]]
    line: list[Point] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        line += [_between(before, start, end, after, step / steps) for step in range(steps)]
    return [*line, points[-1]]


def _between(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    def along(p: float, q: float, r: float, s: float) -> float:
        return (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3) / 2

    return (
        along(before[0], start[0], end[0], after[0]),
        along(before[1], start[1], end[1], after[1]),
    )


def turned(points: Sequence[Point], centre: Point, degrees: float) -> list[Point]:
    """`points` turned clockwise around `centre`."""
    sin, cos = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    moved = [(x - centre[0], y - centre[1]) for x, y in points]
    return [(centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos) for x, y in moved]


def box(left: float, top: float, right: float, bottom: float) -> list[Point]:
    """The four corners of an upright rectangle."""
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


class Picture:
    """One illustration; `save` prints the label into its corner, so that none is without."""

    def __init__(self, background: Colour = PAPER) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self.pen = ImageDraw.Draw(self.image)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        self.pen.polygon(_scaled(points), fill=colour)

    def line(self, points: Sequence[Point], width: float, colour: Colour) -> None:
        self.pen.line(_scaled(points), fill=colour, width=max(1, round(width * SCALE)), joint="curve")

    def disc(self, centre: Point, radius: float, colour: Colour) -> None:
        corners = [(centre[0] - radius, centre[1] - radius), (centre[0] + radius, centre[1] + radius)]
        self.pen.ellipse(_scaled(corners), fill=colour)

    def save(self, path: Path, font_file: Path) -> None:
        """Write a JPEG; progressive and lightly compressed, as flat colours stay small anyway."""
        self._print_label(font_file)
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.save(path, "JPEG", quality=66, optimize=True, progressive=True)

    def _print_label(self, font_file: Path) -> None:
        font = ImageFont.truetype(str(font_file), 34 * SCALE)
        left, top, right, bottom = self.pen.textbbox((0, 0), LABEL, font=font)
        width, height, margin = (right - left) / SCALE, (bottom - top) / SCALE, 22
        x, y = WIDTH - width - 2 * margin, HEIGHT - height - 2 * margin
        self.shape(box(x, y, WIDTH, HEIGHT), PAPER)
        self.pen.text(((x + margin) * SCALE - left, (y + margin) * SCALE - top), LABEL, font=font, fill=INK)


def ridge(picture: Picture, heights: list[float], colour: Colour) -> None:
    """A hill line through evenly spaced heights, filled down to the edge."""
    step = WIDTH / (len(heights) - 1)
    line = curve([(index * step, height) for index, height in enumerate(heights)])
    picture.shape([*line, (WIDTH, HEIGHT), (0, HEIGHT)], colour)


def _scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]
