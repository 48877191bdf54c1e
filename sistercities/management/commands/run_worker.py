"""The background worker: does what pages and commands have left for later, such as large imports."""

import logging
import os
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import OperationalError, close_old_connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from sistercities.checks import refuse_unreadable_database
from sistercities.counting import keep_counted
from sistercities.daily import do_chores_daily

logger = logging.getLogger(__name__)
MODESTY = 5


class PatientWorker(Worker):
    """A worker that outlives moments when the database is locked or away.

    The library's own ends there: it asks for the lock before the part that expects to be refused.
    """

    def run(self) -> None:
        """Work until told to stop, or in a batch until nothing is left."""
        while self.running:
            try:
                return super().run()
            except OperationalError as error:
                logger.warning("The database is not available, trying again: %s", error)
                close_old_connections()
                time.sleep(self.interval)
        return None


class Command(BaseCommand):
    help = "Do background work until stopped."
    # The web server makes them: they load every page, which takes 40 MB that no background work needs.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--batch", action="store_true", help="Do what is waiting, then end.")
        parser.add_argument(
            "--interval",
            type=float,
            default=1.0,
            help="Seconds between two looks for work (default: %(default)s).",
        )

        parser.add_argument("--queue", default="*", help="Do the work of this queue only (default: of all).")

    def handle(self, *, batch: bool, interval: float, queue: str = "*", **options: Any) -> None:
        refuse_unreadable_database()
        if hasattr(os, "nice") and not batch:
            # Visitors go first where both want the processor.
            os.nice(MODESTY)
        worker = PatientWorker(
            queue_names=[queue],
            excluded_queue_names=[],
            interval=interval,
            batch=batch,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        # One of them is enough: whoever does the queue of photos, or all.
        if not batch and queue in {"*", "default"}:
            do_chores_daily()
            keep_counted()
        worker.run()
