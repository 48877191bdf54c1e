"""Marks that change with the code and the settings: what was made by other code is kept under another mark."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

# What changes a page besides its records; an older process beside a newer one must not share with it.
SOURCES = ("*.py", "*.html", "*.mo", "*.css", "*.js", "*.svg")
SHOWN_SETTINGS = ("LANGUAGES", "TIME_ZONE", "COUNTRIES_OVERRIDE", "DEBUG", "MEDIA_URL", "CONTENT_SECURITY_POLICY")
COUNTED_SETTINGS = ("TIME_ZONE", "COUNTRIES_OVERRIDE")


@cache
def code_mark() -> str:
    """Changes with the code, the templates and the settings that pages are made of."""
    mark = _of_settings(SHOWN_SETTINGS)
    for path in _files(SOURCES):
        mark.update(f"{path.relative_to(settings.BASE_DIR)} {path.stat().st_mtime_ns}".encode())
    return mark.hexdigest()


@cache
def counting_mark() -> str:
    """Changes with what is counted and how: the same for a worker and a web server that were installed apart."""
    mark = _of_settings(COUNTED_SETTINGS)
    for path in _files(["*.py"]):
        mark.update(str(path.relative_to(settings.BASE_DIR)).encode())
        mark.update(path.read_bytes())
    return mark.hexdigest()


def _of_settings(names: Iterable[str]) -> "hashlib.blake2b":
    mark = hashlib.blake2b(digest_size=12)
    for name in names:
        mark.update(repr(getattr(settings, name, None)).encode())
    return mark


def _files(patterns: Iterable[str]) -> Iterator[Path]:
    """Those of our own apps, in one order."""
    for folder in sorted(Path(config.path) for config in apps.get_app_configs()):
        if settings.BASE_DIR in folder.parents and ".venv" not in folder.parts:
            for pattern in patterns:
                yield from sorted(folder.rglob(pattern))
