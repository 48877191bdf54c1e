"""Web server and background workers together: all that one machine needs."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from sistercities.checks import refuse_unreadable_database
from sistercities.ports import refuse_taken_port, wait_for_port

SECONDS_TO_FINISH = 10


@contextlib.contextmanager
def running(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """A Python program that lasts as long as this, in a group of its own: Ctrl-C reaches it through us."""
    command = [sys.executable, *(str(argument) for argument in arguments)]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, start_new_session=True)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(SECONDS_TO_FINISH)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        # A server that is stopped while it starts may leave its own processes behind.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def keep_workers_running(web: subprocess.Popen[bytes]) -> None:
    """Return when the web server has ended; a worker that ends before is started again.

    Each queue has a worker of its own, so that no photo waits for a long sheet.
    """
    queues = settings.TASKS["default"].get("QUEUES", ["*"])
    with contextlib.ExitStack() as all_workers:
        stacks = {queue: all_workers.enter_context(contextlib.ExitStack()) for queue in queues}
        workers: dict[str, subprocess.Popen[bytes]] = {}
        while web.poll() is None:
            for queue in queues:
                if queue not in workers or workers[queue].poll() is not None:
                    stacks[queue].close()
                    command = running("manage.py", "run_worker", "--queue", queue)
                    workers[queue] = stacks[queue].enter_context(command)
            time.sleep(0.5)


class Command(BaseCommand):
    help = "Run the web server and the background workers until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen on (default: %(default)s).")
        parser.add_argument("--port", type=int, default=8000, help="Port (default: %(default)s).")
        parser.add_argument("--workers", type=int, default=1, help="Server processes (default: %(default)s).")
        parser.add_argument("--threads", type=int, default=4, help="Threads of each (default: %(default)s).")

    def handle(self, *, host: str, port: int, workers: int, threads: int, **options: Any) -> None:
        refuse_taken_port(host, port)
        refuse_unreadable_database()
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        server: list[object] = ["-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
        # A thread keeps its database connection: one that is let go after half a minute would lose it.
        server += [
            "--workers",
            workers,
            "--blocking-threads",
            threads,
            "--blocking-threads-idle-timeout",
            600,
        ]
        with running(*server, "--host", host, "--port", port, "sistercities.wsgi:application") as web:
            if wait_for_port(host, port, lambda: web.poll() is not None):
                self.stdout.write(f"The site is at http://{host}:{port}/ (Ctrl-C stops it).")
                self.stdout.flush()
            keep_workers_running(web)
        raise CommandError("The web server has ended.")


def stop(number: int, frame: object) -> None:
    """Leave, and so stop what was started; a second signal must not interrupt that."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(0 if number == signal.SIGTERM else 130)
