#!/usr/bin/env python3
"""What a developer does, with nothing but Python: `dev.py demo` shows the site, `dev.py test` proves it."""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sistercities.ports import refuse_taken_port
from tests.chromium import find_chromium
from tests.cluster import find_postgres, temporary_cluster
from tests.debian import install_packages
from tests.programs import failing, finish

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DJANGO = (PYTHON, "manage.py")
VAR = Path(os.environ.get("VAR_DIR") or ROOT / "var")
BASE_LOCK, TEST_LOCK = "requirements.txt", "requirements-test.txt"
LOCKS = {
    BASE_LOCK: [],
    "requirements-production.txt": ["--extra=production", f"--constraint={BASE_LOCK}"],
    TEST_LOCK: ["--extra=test", f"--constraint={BASE_LOCK}"],
}
APPS = ["sistercities", "partnerships", "media"]


# Programs


def call(*command: object, **variables: str) -> int:
    """Run a program to its end and return its exit code; it ends with us if we are stopped."""
    process = subprocess.Popen([str(part) for part in command], env=os.environ | variables)
    try:
        return process.wait()
    finally:
        finish(process)


def run(*command: object, **variables: str) -> None:
    """Run a program that has to succeed."""
    if call(*command, **variables):
        sys.exit(f"Stopped: {' '.join(str(part) for part in command)} failed.")


# Environment


def digest(*paths: Path) -> str:
    """What tells whether files have changed since they were last dealt with."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def is_done(stamp: Path, state: str) -> bool:
    """Whether `stamp` was written for this very state."""
    return stamp.exists() and stamp.read_text() == state


def install(lock: str) -> None:
    """Make the virtual environment if it is missing, and install a lock that has changed."""
    stamp, state = VENV / f"{lock}.installed", digest(ROOT / lock)
    if is_done(stamp, state):
        return
    if not PYTHON.exists():
        run(sys.executable, "-m", "venv", "--without-pip", VENV)
    uv = shutil.which("uv")
    # Our own pip serves the environment: Debian's Python cannot give it one. An office may have its own certificates.
    installer = [uv, "pip", "install"] if uv else [sys.executable, "-m", "pip"]
    options = [] if uv else ["install", "--no-deps"]
    print(f"Installing {lock} …", flush=True)
    run(*installer, "--python", PYTHON, *options, "--quiet", "--require-hashes", "-r", lock, UV_NATIVE_TLS="true")
    stamp.write_text(state)


def setup(options: argparse.Namespace) -> None:
    """Everything for working on the code: environment, translations, an up-to-date database."""
    install(TEST_LOCK)
    run(*DJANGO, "compile_translations")
    run(*DJANGO, "migrate", "--verbosity", "0")


def lock(options: argparse.Namespace) -> None:
    """Write the locks anew from pyproject.toml, keeping the versions they hold unless --upgrade is given."""
    install(TEST_LOCK)
    upgrade = ["--upgrade"] if options.upgrade else []
    for name, extras in LOCKS.items():
        run(
            *(VENV / "bin" / "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
            *("--generate-hashes", "--no-annotate", "--custom-compile-command", "python3 dev.py lock"),
            *("pyproject.toml", "-o", name, *extras, *upgrade),
        )


def shell(options: argparse.Namespace) -> None:
    """Django's shell."""
    install(TEST_LOCK)
    run(*DJANGO, "shell")


# Demo


def prepare() -> bool:
    """Bring translations, database and static files up to the code; return whether the database is a new one."""
    kinds = ("locale/**/*.po", "migrations/*.py", "static/**/*")
    found = (path for app in APPS for kind in kinds for path in (ROOT / app).rglob(kind))
    stamp, state = VAR / "prepared", digest(ROOT / BASE_LOCK, *sorted(path for path in found if path.is_file()))
    is_new = not (VAR / "db.sqlite3").exists()
    if is_new or not is_done(stamp, state):
        run(*DJANGO, "compile_translations")
        run(*DJANGO, "migrate", "--verbosity", "0")
        run(*DJANGO, "collectstatic", "--no-input", "--clear", "--verbosity", "0")
        stamp.write_text(state)
    return is_new


def load_demo(reload: bool) -> str:
    """Load the demo unless it has been; return what the command says about signing in."""
    told = VAR / "demo.txt"
    if reload or not told.exists():
        print("Loading the demo …", flush=True)
        finished = subprocess.run([*DJANGO, "load_demo"], stdout=subprocess.PIPE, text=True, check=False)
        if finished.returncode:
            sys.exit("Stopped: the demo could not be loaded.")
        told.write_text(finished.stdout)
    return told.read_text()


def demo(options: argparse.Namespace) -> None:
    """The site with its demo, on this machine, in a SQLite database of its own."""
    refuse_taken_port("127.0.0.1", options.port)
    os.environ["DEBUG"] = "no"
    os.environ.pop("DATABASE_URL", None)
    install(BASE_LOCK)
    print(load_demo(prepare() or options.reload), flush=True)
    # In our place, so that Ctrl-C and other signals go straight to it.
    os.execv(PYTHON, [str(PYTHON), "manage.py", "run_site", "--port", str(options.port)])


# Checks and tests


def code_checks() -> dict[str, Sequence[object]]:
    """Style, templates, types and migrations, and the settings as production would have them."""
    tools = VENV / "bin"
    production = [f"SECRET_KEY={secrets.token_urlsafe(64)}", "SISTERCITIES_ENV=production", "DEBUG=no"]
    return {
        "code style": (tools / "ruff", "check", "--quiet", "."),
        "code layout": (tools / "ruff", "format", "--quiet", "--check", "."),
        "migrations": (*DJANGO, "makemigrations", "--check", "--dry-run"),
        "production settings": (
            *("env", *production, "ALLOWED_HOSTS=sister-cities.example"),
            *(*DJANGO, "check", "--deploy", "--fail-level", "WARNING"),
        ),
        # Their layout is left to people: a formatter puts spaces between words and commas that readers see.
        "templates": (tools / "djlint", "--quiet", "--lint", *APPS),
        "types": (tools / "mypy",),
    }


def database_checks() -> dict[str, Sequence[object]]:
    """What each kind of database has to pass."""
    return {"database": (*DJANGO, "check", "--database", "default")}


def stop(failed: list[str]) -> None:
    """Exit, naming what failed."""
    sys.exit(f"Failed: {', '.join(failed)}." if failed else 0)


def check(options: argparse.Namespace) -> None:
    """Everything that `test` checks, short of the tests."""
    install(TEST_LOCK)
    with scratch(is_postgres=False):
        stop(failing(code_checks() | database_checks()))


def format_code(options: argparse.Namespace) -> None:
    """Put code into its one layout."""
    install(TEST_LOCK)
    tools = VENV / "bin"
    run(tools / "ruff", "check", "--fix", "--quiet", ".")
    run(tools / "ruff", "format", "--quiet", ".")


@contextlib.contextmanager
def scratch(is_postgres: bool) -> Iterator[None]:
    """A folder and a database of this run's own: SQLite's, or a PostgreSQL cluster that lives as long."""
    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory(prefix="sistercities-") as folder, contextlib.ExitStack() as stack:
        os.environ["VAR_DIR"] = folder
        if is_postgres:
            os.environ["DATABASE_URL"] = stack.enter_context(temporary_cluster(provide_postgres()))
        yield


def provide_postgres() -> Path:
    """The folder of PostgreSQL's programs."""
    found = find_postgres() or (install_packages("postgresql") and find_postgres())
    return found or sys.exit("PostgreSQL is not installed: install it, or put initdb on the PATH.")


def provide_chromium() -> None:
    """Make sure there is a browser for the tests."""
    found = find_chromium() or (install_packages("chromium", "fonts-noto-cjk") and find_chromium())
    if found:
        os.environ["CHROMIUM"] = found
    else:
        run(PYTHON, "-m", "playwright", "install", "chromium")


def test(options: argparse.Namespace) -> None:
    """Checks, then tests, on all cores: all of them, or what reaches PostgreSQL. Further arguments go to pytest."""
    install(TEST_LOCK)
    run(*DJANGO, "compile_translations")
    provide_chromium()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    # What does not reach a database need not be looked at on each kind of them.
    checks, chosen = ({}, ["-m", "database"]) if options.postgres else (code_checks(), [])
    with scratch(options.postgres):
        failed = failing(checks | database_checks())
        if call(PYTHON, "-m", "pytest", "-n", cores, *chosen, *options.pytest_arguments):
            failed.append("tests")
    stop(failed)


# Commands


def parse(arguments: list[str]) -> argparse.Namespace:
    """The command to run, as `options.run`, with its options."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    added = {}
    for action in (setup, demo, test, check, format_code, lock, shell):
        name = action.__name__.removesuffix("_code")
        added[name] = commands.add_parser(name, help=action.__doc__)
        added[name].set_defaults(run=action)
    added["demo"].add_argument("--port", type=int, default=8000, help="where to listen (default: %(default)s)")
    added["demo"].add_argument("--reload", action="store_true", help="load the demo again")
    added["test"].add_argument(
        "--postgres", action="store_true", help="those that reach a database, on a PostgreSQL cluster"
    )
    added["lock"].add_argument("--upgrade", action="store_true", help="take the newest versions allowed")
    options, rest = parser.parse_known_args(arguments)
    if rest and options.run is not test:
        parser.error(f"unknown arguments: {' '.join(rest)}")
    options.pytest_arguments = rest
    return options


def main() -> None:
    """Run the command; a SIGTERM unwinds it, so that whatever it started is stopped."""
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed.")
    os.chdir(ROOT)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = parse(sys.argv[1:])
    try:
        options.run(options)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
