"""Reads public pages while sheets are checked and taken in beside them: `python -m bench.import_readers --help`.

The site runs as on a small machine: web server and worker by `run_site`. Readers ask at a steady pace, each of a few
pages in turn, whether the answers before were quick or not. Told are the 95th percentiles of the waiting while nothing
else happens, while a sheet is checked and while one is taken in; and how many answers were errors.
"""

import argparse
import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import Any

from bench.imports import HOME, Databases, databases_of

PAGES = (
    "/en/",
    "/zh-hans/",
    "/en/cities/",
    "/en/cities/town-7/",
    "/en/exchanges/",
    "/en/search/?q=town",
    "/en/figures/",
)
GOAL = 2.0
SECONDS_IDLE = 10
OK = 200


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sistercities-bench-")))
        for engine in options.engines:
            _tell(engine, options, _measured(databases_of(engine, folder, stack), options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--sheets", type=int, default=3, help="as many are checked and taken in one after the other")
    parser.add_argument("--readers", type=int, default=4)
    parser.add_argument("--pace", type=float, default=10.0, help="requests a second of each reader")
    parser.add_argument("--port", type=int, default=8123)
    parser.add_argument("--engines", nargs="*", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    return parser.parse_args()


@dataclass
class Readers:
    """Some people who read on, each by a connection of their own. `answers` are moment, seconds, and status."""

    port: int
    number: int
    pace: float
    answers: list[tuple[float, float, int]] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Readers":
        self._threads = [threading.Thread(target=self._read, args=(place,)) for place in range(self.number)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.is_over.set()
        for thread in self._threads:
            thread.join()

    def _read(self, place: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        pages = cycle((*PAGES[place % len(PAGES) :], *PAGES[: place % len(PAGES)]))
        due = time.monotonic() + place / self.number / self.pace
        while not self.is_over.wait(max(0.0, due - time.monotonic())):
            asked = time.monotonic()
            status = _status(connection, next(pages))
            self.answers.append((time.time(), time.monotonic() - asked, status))
            due = max(due + 1 / self.pace, time.monotonic())

    def between(self, began: float, ended: float) -> list[tuple[float, int]]:
        """The answers that were asked for or given then."""
        return [(took, status) for at, took, status in self.answers if at >= began and at - took <= ended]


def _status(connection: http.client.HTTPConnection, page: str) -> int:
    try:
        connection.request("GET", page)
        response = connection.getresponse()
        response.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 0
    return response.status


def _measured(databases: Databases, options: argparse.Namespace) -> dict[str, list[tuple[float, int]]]:
    url = databases.fresh()
    own = {"DATABASE_URL": url, "VAR_DIR": str(databases.folder / f"var-readers-{databases.made}"), "DEBUG": "no"}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "sistercities.settings", "LOG_LEVEL": "ERROR"}
    made = _contend(environment, "prepare", str(options.rows), str(options.sheets), str(databases.folder))
    site = [sys.executable, "manage.py", "run_site", "--port", str(options.port)]
    process = subprocess.Popen(site, env=environment, cwd=HOME)
    try:
        _wait_for(options.port)
        return _read_on(environment, made["jobs"], options)
    finally:
        process.terminate()
        process.wait()
        databases.drop()


def _read_on(environment: dict[str, str], jobs: list[str], options: argparse.Namespace) -> dict[str, Any]:
    with Readers(options.port, options.readers, options.pace) as readers:
        # The first answers make what later ones find ready.
        time.sleep(SECONDS_IDLE)
        windows = [_idle_and_at_work(environment, job) for job in jobs]
    return {
        act: [each for window in windows for each in readers.between(*window[act])]
        for act in ("idle", "checking", "applying")
    }


def _idle_and_at_work(environment: dict[str, str], job: str) -> dict[str, tuple[float, float]]:
    """Idle before each job: on a machine that others use too, both meet the same weather."""
    began = time.time()
    time.sleep(SECONDS_IDLE)
    return {"idle": (began, time.time()), **_contend(environment, "work", job)}


def _contend(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.import_readers_contender", *arguments]
    finished = subprocess.run(command, env=environment, cwd=HOME, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(finished.stdout.splitlines()[-1])


def _wait_for(port: int) -> None:
    for _attempt in range(600):
        if _status(http.client.HTTPConnection("127.0.0.1", port, timeout=5), "/en/") == OK:
            return
        time.sleep(0.1)
    sys.exit("The site did not start.")


def _tell(engine: str, options: argparse.Namespace, answers: dict[str, list[tuple[float, int]]]) -> None:
    pace = f"{options.readers} readers, {options.readers * options.pace:.0f} requests a second"
    print(f"\n{engine}: {options.sheets} times {options.rows} rows, {pace}")
    usual = _late(answers["idle"])
    for name, given in answers.items():
        ratio, errors = _late(given) / usual, sum(1 for _took, status in given if status != OK)
        goal = ""
        if name == "applying":
            goal = f"goal {GOAL:g} and no error: {'met' if ratio <= GOAL and not errors else 'MISSED'}"
        middle = statistics.median(took for took, _status in given)
        print(
            f"  {name:9} {len(given):5} answers, {errors} errors, p50 {middle * 1000:6.1f} ms, "
            f"p95 {_late(given) * 1000:6.1f} ms, {ratio:5.2f} times idle  {goal}",
            flush=True,
        )


def _late(given: list[tuple[float, int]]) -> float:
    return statistics.quantiles((took for took, _status in given), n=20)[-1]


if __name__ == "__main__":
    main()
