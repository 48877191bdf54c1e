"""The style sheet of the public pages: kept as one part for each noun, handed out as one file.

A phone on a slow line waits once for each file.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

WHOLE = "sistercities/site.css"
# Later parts may rely on earlier ones.
PARTS = (
    *(f"sistercities/{name}.css" for name in ("tokens", "base", "layout", "header", "strands", "timeline", "names")),
    *(f"sistercities/{name}.css" for name in ("facts", "records", "instruments", "sources", "city", "mini-map")),
    *(f"sistercities/{name}.css" for name in ("page-tools", "topics", "pictures")),
    *("media/tints.css", "media/gallery.css"),
    *(f"sistercities/{name}.css" for name in ("lists", "tables", "home", "map", "map-zoom", "forms", "search")),
    *(f"sistercities/{name}.css" for name in ("figures", "open-data", "print", "briefing")),
)
FOR_PAPER = {"sistercities/print.css"}


def whole() -> str:
    """All parts after each other. A part's addresses of pictures are as seen from the folder of the whole."""
    return "\n".join(map(_part, PARTS))


def _part(name: str) -> str:
    text = Path(str(finders.find(name))).read_text(encoding="utf-8")
    return f"@media print {{\n{text}}}\n" if name in FOR_PAPER else text


def built() -> Path:
    """The folder in which the whole stands, as new as its parts. Several processes may build it at once."""
    folder = settings.VAR_DIR / "built"
    path, text = folder / WHOLE, whole()
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            file.write(text)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    return folder


class WholeStylesheetFinder(BaseFinder):
    """Offers the whole to the server of static files and to `collectstatic`."""

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path != WHOLE:
            return []
        found = str(built() / WHOLE)
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        yield WHOLE, FileSystemStorage(location=built())

    def check(self, **kwargs: Any) -> Any:
        return []
