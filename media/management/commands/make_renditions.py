"""Makes the smaller versions of photos, all of them or those that are missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from media.models import MediaItem
from media.renditions import add_formats, is_complete, is_current, lacks_formats, make_renditions


class Command(BaseCommand):
    help = "Make the smaller versions of photos that pages show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        missing = "Only those that do not exist, or do not fit the photo any longer."
        parser.add_argument("--missing", action="store_true", help=missing)

    def handle(self, *, missing: bool, **options: Any) -> None:
        made, failed = 0, []
        for item in MediaItem.objects.photos().with_file().order_by("pk").iterator(chunk_size=100):
            if missing and _is_whole(item):
                continue
            if _made(item, everything=not missing):
                made += 1
            else:
                failed.append(item.slug)
        self.stdout.write(f"Photos whose smaller versions were made: {made}.")
        if failed:
            self.stderr.write(f"Not made, because the file is missing or damaged: {', '.join(failed)}.")


def _is_whole(item: MediaItem) -> bool:
    return is_current(item) and is_complete(item) and not lacks_formats(item)


def _made(item: MediaItem, everything: bool) -> bool:
    """Make what is missing, or everything; whether that was possible."""
    is_whole = is_current(item) and is_complete(item)
    return (is_whole and not everything or make_renditions(item)) and add_formats(item)
