"""Proves that the search index is what the records say, and makes it so."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from sistercities.common.search_upkeep import index_faults, rebuild_index, stale_records, store_columns


class Command(BaseCommand):
    help = "Compare search words and index with the records; with --rebuild, make them anew where they differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="write what is wrong anew, and the whole index")

    def handle(self, *, rebuild: bool, **options: Any) -> None:
        with transaction.atomic():
            stale = self._columns(rebuild)
            if rebuild:
                rebuild_index()
            faults = index_faults()
        for label, number in faults:
            self.stdout.write(f"{label}: {number} wrong in the index")
        if faults or (stale and not rebuild):
            raise CommandError("The search index is not what the records say. Run it with --rebuild.")
        self.stdout.write("The search index is what the records say.")

    def _columns(self, rebuild: bool) -> int:
        numbers: Counter[str] = Counter()
        for model, records in stale_records():
            numbers[model._meta.label] += len(records)
            if rebuild:
                store_columns(model, records)
        for label, number in numbers.items():
            self.stdout.write(f"{label}: {number} with other words than they should have")
        return numbers.total()
