"""Sets imports free whose worker has died, and deletes files that nobody needs any more."""

from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from sistercities.imports.jobs import reclaim_dead
from sistercities.imports.tidying import prune


class Command(BaseCommand):
    help = "Set interrupted imports free, and delete the files and checked rows of old ones. Run it daily."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=90, help="how long files are kept (default: %(default)s)")

    def handle(self, *, days: int, **options: Any) -> None:
        freed, pruned = reclaim_dead(), prune(timedelta(days=days))
        self.stdout.write(_("%(freed)s imports set free, %(pruned)s tidied.") % {"freed": freed, "pruned": pruned})
