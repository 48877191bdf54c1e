"""A PostgreSQL cluster for one test run. Standard library only: used before anything is installed."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

# Nothing that is in this cluster has to survive anything.
UNSAFE_BUT_FAST = [
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"),
    *("checkpoint_timeout=1h", "max_wal_size=4GB", "autovacuum=off", "listen_addresses="),
    "jit=off",  # compiling takes longer than any question about a few rows
]


def find_postgres() -> Path | None:
    """The folder that holds initdb, postgres and pg_isready: on the PATH, else the newest that Debian has."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    installed = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(installed, key=lambda path: int(path.parent.parent.name), default=None)
    return newest.parent if newest else None


@contextlib.contextmanager
def temporary_cluster(programs: Path) -> Iterator[str]:
    """Start a cluster that listens on a Unix socket only, give its DATABASE_URL, and leave nothing behind."""
    owner = _unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="sistercities-postgres-"))
    try:
        if owner:
            shutil.chown(folder, owner)
        _initialise(programs, folder, owner)
        with _running(programs, folder, owner):
            yield f"postgres://postgres@/{folder}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged_user() -> str | None:
    """Who runs the server: it refuses to be run by root. None means ourselves."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _initialise(programs: Path, folder: Path, owner: str | None) -> None:
    locale = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", f"--locale={locale}", "--no-sync"]
    command = [programs / "initdb", "-D", folder / "data", *options]
    finished = subprocess.run(
        command,
        user=owner,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        sys.exit(f"PostgreSQL could not make a cluster: {finished.stdout}")


@contextlib.contextmanager
def _running(programs: Path, folder: Path, owner: str | None) -> Iterator[None]:
    settings = [part for setting in UNSAFE_BUT_FAST for part in ("-c", setting)]
    log = folder / "log"
    # A group of its own: a Ctrl-C must reach the tests first, and the server only when they are done.
    with log.open("w") as file:
        command = [programs / "postgres", "-D", folder / "data", "-k", folder, *settings]
        server = subprocess.Popen(command, user=owner, cwd=folder, stdout=file, stderr=file, start_new_session=True)
    try:
        _wait_until_ready(programs, folder, server, log)
        yield
    finally:
        # The fast way to stop: it ends connections that are still open.
        server.send_signal(signal.SIGINT)
        server.wait()


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen, log: Path) -> None:
    ready = [programs / "pg_isready", "--quiet", "--host", folder]
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None:
            sys.exit(f"PostgreSQL did not start: {log.read_text()}")
        time.sleep(0.1)
