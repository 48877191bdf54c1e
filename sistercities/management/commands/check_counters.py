"""Proves that stored counters are what counting gives, and makes them so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partnerships.counted import MEASURES
from sistercities.common.counters import Fault, are_stored, faults, forget, store

NOTHING = "nothing"


class Command(BaseCommand):
    help = "Compare the stored counters with what counting gives; with --rebuild, count all of them anew."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="count everything anew and store it")

    def handle(self, *, rebuild: bool, **options: Any) -> None:
        if rebuild:
            forget(MEASURES)
            store(MEASURES)
        found = list(faults(MEASURES))
        for fault in found:
            self.stdout.write(sentence(fault))
        if found:
            raise CommandError("Stored counters are not what counting gives. Run it with --rebuild.")
        self.stdout.write("What is stored of counters is what counting gives.")
        if not are_stored(MEASURES):
            self.stdout.write("Some are not counted yet since the last change: pages count these for themselves.")


def sentence(fault: Fault) -> str:
    place = f", {fault.place}" if fault.place else ""
    stored, counted = (NOTHING if value is None else value for value in (fault.stored, fault.counted))
    return f"{fault.counter}{place}: stored is {stored}, counted {counted}."
