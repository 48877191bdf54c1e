"""What has to be done once a day. The background worker does it: no office has to keep a timetable for it."""

import logging
import threading
from datetime import timedelta

from django.core.management import call_command
from django.db import close_old_connections

logger = logging.getLogger(__name__)

CHORES = ("tidy_messages", "tidy_imports", "clearsessions", "prune_db_task_results")
DAY = timedelta(days=1)


def do_chores() -> None:
    """One that fails is logged and keeps none of the others waiting; tomorrow it is tried again."""
    for chore in CHORES:
        try:
            call_command(chore)
        except Exception:
            logger.exception("The daily chore %s failed.", chore)


def do_chores_daily() -> threading.Event:
    """At once and then daily, beside whatever else the process does, until it ends or the event is set."""
    stopped = threading.Event()

    def repeat() -> None:
        while True:
            do_chores()
            close_old_connections()
            if stopped.wait(DAY.total_seconds()):
                return

    threading.Thread(target=repeat, name="daily chores", daemon=True).start()
    return stopped
