"""Deletes files that no record has and no history shows."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from media.stocktaking import prune, take_stock


class Command(BaseCommand):
    help = "Delete files that no record has and no history shows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        older = "Leave files alone that are younger than this: one is stored before its record (default: %(default)s)."
        parser.add_argument("--hours", type=float, default=24, help=older)
        parser.add_argument("--dry-run", action="store_true", help="Only list them.")

    def handle(self, *, hours: float, dry_run: bool, **options: Any) -> None:
        before = timezone.now() - timedelta(hours=hours)
        paths = take_stock(before).without_record if dry_run else prune(before)
        for path in paths:
            self.stdout.write(path)
        self.stdout.write(f"{'To be deleted' if dry_run else 'Deleted'}: {len(paths)}.")
