"""Fonts for pictures with names in them: for each text one that has every character of it, or none at all.

What no font has would be drawn as empty boxes; such a text is left out instead.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from PIL import ImageFont, features

# Where systems keep fonts that have the letters of many languages, the most usual first.
USUAL = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/noto",
    "/usr/share/fonts/noto",
    "/usr/share/fonts/google-noto",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "/usr/share/fonts/dejavu-sans-fonts/DejaVuSans.ttf",
    "/System/Library/Fonts/PingFang.ttc",
    "/Library/Fonts/Arial Unicode.ttf",
    "C:/Windows/Fonts/msyh.ttc",
)
ENDINGS = (".ttf", ".ttc", ".otf")
MOST_FILES = 400
# Scripts whose letters change shape or place beside others, which only this engine arranges.
SHAPED = ((0x0590, 0x08FF), (0x0900, 0x109F), (0x1780, 0x17FF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFF))
# No font has a picture of its own for this one: it shows what stands for characters that are missing.
MISSING = "\U0010fffd"


@cache
def files() -> tuple[Path, ...]:
    """The operator's own fonts if there are any, else those of the system."""
    found: list[Path] = []
    for place in map(Path, settings.CARD_FONTS or USUAL):
        if place.is_dir():
            named = "*" if settings.CARD_FONTS else "NotoSans*-Regular.*"
            found += sorted(path for path in place.glob(named) if path.suffix.lower() in ENDINGS)
        elif place.is_file():
            found.append(place)
    return tuple(found[:MOST_FILES])


@lru_cache(maxsize=128)
def font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, index=_simplified(path))


@cache
def _simplified(path: Path) -> int:
    """Which face of a collection has the Chinese forms of characters; the first where there is no such."""
    for index in range(8) if path.suffix.lower() == ".ttc" else ():
        try:
            family = ImageFont.truetype(str(path), 16, index=index).getname()[0] or ""
        except OSError:
            break
        if family.endswith(" SC"):
            return index
    return 0


def font_for(text: str, size: int) -> ImageFont.FreeTypeFont | None:
    """The first font that has all of `text`; None if there is none, or if its letters cannot be arranged here."""
    if not text.strip() or (_is_shaped(text) and not features.check("raqm")):
        return None
    path = next(_covering(frozenset(text) - {" "}), None)
    return font(path, size) if path else None


def _covering(characters: frozenset[str]) -> Iterator[Path]:
    for path in files():
        if all(_has(path, character) for character in characters):
            yield path


@lru_cache(maxsize=100_000)
def _has(path: Path, character: str) -> bool:
    drawn = _drawn(path, character)
    # Nothing at all is drawn for marks without an outline, which are harmless, and for what is missing in some fonts.
    return drawn is not None and drawn != _drawn(path, MISSING) and (any(drawn) or not character.isprintable())


def _drawn(path: Path, character: str) -> bytes | None:
    try:
        return bytes(font(path, 24).getmask(character))
    except (OSError, ValueError):
        return None


def _is_shaped(text: str) -> bool:
    return any(first <= ord(character) <= last for character in text for first, last in SHAPED)
