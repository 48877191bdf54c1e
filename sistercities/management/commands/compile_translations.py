"""Turns the translations (.po) into the form that is read at run time (.mo), without the gettext programs."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


def compile_translations(folders: list[Path]) -> list[Path]:
    """Write each catalogue that is missing or older than its source; return what was written."""
    sources = [source for folder in folders for source in sorted(folder.glob("*/LC_MESSAGES/*.po"))]
    return [_compile(source) for source in sources if _is_stale(source)]


def _is_stale(source: Path) -> bool:
    target = source.with_suffix(".mo")
    return not target.exists() or target.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> Path:
    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parent.parent.name)
    # Written beside and moved into place: another process may be reading.
    finished, unfinished = source.with_suffix(".mo"), source.with_suffix(".mo.new")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue)
    return unfinished.replace(finished)


class Command(BaseCommand):
    help = "Compile the translations that have changed."
    # Translations may be compiled before anything else works.
    requires_system_checks = ()

    def handle(self, **options: Any) -> None:
        for path in compile_translations([Path(folder) for folder in settings.LOCALE_PATHS]):
            self.stdout.write(f"Compiled {path}")
