"""Makes the smaller versions of photos, all of them or those that are missing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from media.models import MediaItem
from media.renditions import is_complete, is_current, make_renditions


class Command(BaseCommand):
    help = "Make the smaller versions of photos that pages show."

    def add_arguments(self, parser: ArgumentParser) -> None:
        missing = "Only those that do not exist, or do not fit the photo any longer."
        parser.add_argument("--missing", action="store_true", help=missing)

    def handle(self, *, missing: bool, **options: Any) -> None:
        made, failed = 0, []
        for item in MediaItem.objects.photos().with_file().order_by("pk").iterator(chunk_size=100):
            if missing and is_current(item) and is_complete(item):
                continue
            if make_renditions(item):
                made += 1
            else:
                failed.append(item.slug)
        self.stdout.write(f"Photos whose smaller versions were made: {made}.")
        if failed:
            self.stderr.write(f"Not made, because the file is missing or damaged: {', '.join(failed)}.")
