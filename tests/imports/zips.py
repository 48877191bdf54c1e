"""Archives made for tests: a sheet with the files that it names."""

import io
import zipfile
from collections.abc import Iterable

from tests.imports.files import csv_bytes

PHOTOS = ("file", "credit_en", "alt_en", "licence")


def zip_bytes(*files: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return target.getvalue()


def photo_sheet(*names: str, headers: Iterable[str] = PHOTOS) -> bytes:
    """A csv with a row for each photo."""
    return csv_bytes(tuple(headers), *([name, "Own", f"About {name}", "own"] for name in names))


def gbk_named(content: bytes, names: Iterable[str]) -> bytes:
    """The archive as Chinese Windows writes it: names in GBK, without saying so."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    # As long as the names in bytes, and free of what would have the library say UTF-8.
    places = {name: f"{number:0{len(name.encode('gbk'))}d}" for number, name in enumerate(names)}
    with zipfile.ZipFile(target, "w") as archive:
        for name, place in places.items():
            archive.writestr(place, source.read(name))
    written = target.getvalue()
    for name, place in places.items():
        written = written.replace(place.encode(), name.encode("gbk"))
    return written
