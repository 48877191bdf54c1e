"""Draws the card of a city: the names in their scripts above two strands, home and partner, that part and join.

Colours and motif are those of the site's style sheets (`tokens.css`), which a picture cannot read.
"""

from io import BytesIO
from math import cos, pi

from PIL import Image, ImageDraw, ImageFont

from partnerships.card_fonts import font_for

SIZE = (1200, 630)
PAPER, INK, SOFT, HOME, PARTNER = "#F7F8F6", "#16242B", "#56656C", "#17665F", "#8A5320"
LARGE, MIDDLE, SMALL, SMALLEST = 104, 52, 40, 48
EDGE = 80
# Drawn larger and made smaller, so that curves are smooth.
SCALE = 2


def draw(name: str, native_name: str, home_name: str, line: str) -> bytes:
    """PNG; texts are such that a font has their letters, or empty."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    bottom = 290
    _write(pen, name, LARGE, INK, (EDGE, bottom))
    _write(pen, native_name, MIDDLE, PARTNER, (EDGE, bottom - 150))
    picture.paste(_strands(), (0, 345))
    _write(pen, home_name, MIDDLE, HOME, (EDGE, 525))
    _write(pen, line, SMALL, SOFT, (EDGE, 588))
    target = BytesIO()
    picture.quantize(64).save(target, "PNG", optimize=True)
    return target.getvalue()


def _write(pen: ImageDraw.ImageDraw, text: str, size: int, colour: str, place: tuple[int, int]) -> None:
    """With its foot at `place`, as large as fits; cut off with dots where even the smallest does not."""
    written, letters = _fitting(text, size)
    if written and letters:
        pen.text(place, written, fill=colour, font=letters, anchor="ls")


def _fitting(text: str, size: int) -> tuple[str, ImageFont.FreeTypeFont | None]:
    room = SIZE[0] - 2 * EDGE
    while text and (letters := font_for(text, size)):
        if letters.getlength(text) <= room:
            return text, letters
        if size > SMALLEST:
            size -= 4
        else:
            text = text.rstrip("…")[:-2].rstrip() + "…"
    return "", None


def _strands() -> Image.Image:
    """Two lines across the whole width: together, apart in the middle, together again."""
    width, height = SIZE[0] * SCALE, 120 * SCALE
    picture = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(picture)
    middle = height / 2
    for colour, side in ((HOME, -1), (PARTNER, 1)):
        points = [(x, middle + side * (5 * SCALE + 34 * SCALE * _apart(x / width))) for x in range(0, width + 1, 4)]
        pen.line(points, fill=colour, width=5 * SCALE, joint="curve")
    return picture.resize((SIZE[0], 120), Image.Resampling.LANCZOS)


def _apart(part: float) -> float:
    """How far the strands are apart at this part of the way, from 0 to 1."""
    return max(0.0, (1 - cos(2 * pi * (part - 0.15) / 0.7)) / 2) if 0.15 < part < 0.85 else 0.0
