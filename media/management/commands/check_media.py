"""Tells which records lack their file and which files lack their record."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from media.stocktaking import take_stock


class Command(BaseCommand):
    help = "List items without their file and files without their record. Changes nothing."

    def handle(self, **options: Any) -> None:
        stock = take_stock()
        found = {
            "Original missing": stock.without_original,
            "Smaller versions missing or damaged (make_renditions --missing)": stock.without_versions,
            "File without a record (prune_media)": stock.without_record,
        }
        for words, names in found.items():
            for name in names:
                self.stdout.write(f"{words}: {name}")
        if any(found.values()):
            raise CommandError("Records and files do not agree.")
        self.stdout.write("Records and files agree.")
