"""Measures the import of exchanges against its peers, side by side in one run: `python -m bench.imports --help`.

Each contender runs in a process of its own on a fresh copy of the same database, so that no one warms another's caches.
Times are medians of `--runs`, from the bytes of the file to the committed records. The peers:

- `library`: the same resources through django-import-export's own preview and confirm (a dry run, then the real one);
- `strict`: a plain ModelResource that validates models, with preview and confirm;
- `bare`: a plain ModelResource as it comes, one run without preview: no validation, no history, foreign keys and ties
  looked up by slug;
- `by_hand`: csv, `full_clean` of each record and `bulk_create`: no preview, no ties, no history, no error report.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.cluster import find_postgres, temporary_cluster

HOME = Path(__file__).resolve().parent.parent
PEERS = ("library", "strict", "bare", "by_hand")
GOALS = {"library": 25.0, "bare": 5.0, "by_hand": 0.25}


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sistercities-bench-")))
        for engine in options.engines:
            urls = databases_of(engine, folder, stack)
            print(f"\n{engine}: {options.rows} exchanges, medians of {options.runs}")
            _side_by_side(urls, options)
            _growth(urls, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3, help="runs of the engine; slow peers run once")
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=list(PEERS))
    parser.add_argument("--engines", nargs="*", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    parser.add_argument("--growth", nargs="*", type=int, default=[], help="also measure the engine at these sizes")
    parser.add_argument("--xlsx", action="store_true", help="the sizes of --growth as workbooks")
    return parser.parse_args()


class Databases:
    """Gives the address of a fresh copy of a filled database."""

    def __init__(self, engine: str, folder: Path, address: str) -> None:
        self.engine, self.folder, self.address = engine, folder, address
        self.made = 0
        self.template = self._named("template")
        if engine == "postgresql":
            self._administrate('CREATE DATABASE "template_of_bench"')
        contend(self.template, "prepare")

    def fresh(self) -> str:
        self.made += 1
        if self.engine == "sqlite":
            copy = self.folder / f"run-{self.made}.sqlite3"
            shutil.copy(self.folder / "template.sqlite3", copy)
        else:
            self._administrate(f'CREATE DATABASE "run_{self.made}" TEMPLATE "template_of_bench"')
        return self._named(f"run-{self.made}")

    def drop(self) -> None:
        if self.engine == "sqlite":
            for path in self.folder.glob(f"run-{self.made}.sqlite3*"):
                path.unlink()
        else:
            self._administrate(f'DROP DATABASE "run_{self.made}"')

    def _named(self, name: str) -> str:
        if self.engine == "sqlite":
            return f"sqlite:///{self.folder / name}.sqlite3"
        wanted = "template_of_bench" if name == "template" else name.replace("-", "_")
        return self.address.removesuffix("/postgres") + f"/{wanted}"

    def _administrate(self, statement: str) -> None:
        host = self.address.split("@/")[1].removesuffix("/postgres")
        programs = find_postgres()
        assert programs is not None  # noqa: S101 (a cluster is running)
        command = [programs / "psql", "-h", f"/{host}", "-U", "postgres", "-q", "-c", statement]
        subprocess.run(command, check=True)


def databases_of(engine: str, folder: Path, stack: ExitStack) -> Databases:
    if engine == "sqlite":
        return Databases(engine, folder, "")
    programs = find_postgres()
    if programs is None:
        sys.exit("PostgreSQL is not installed here; try --engines sqlite.")
    return Databases(engine, folder, stack.enter_context(temporary_cluster(programs)))


def contend(url: str, *arguments: str) -> dict[str, Any]:
    """Run one contender in its own process; what it measured."""
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-m", "bench.imports_contender", *arguments]
    finished = subprocess.run(command, env=environment, cwd=HOME, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(finished.stdout.splitlines()[-1])


def _measured(databases: Databases, contender: str, rows: int, ending: str) -> dict[str, Any]:
    sheet = databases.folder / f"exchanges-{rows}.{ending}"
    if not sheet.exists():
        contend(databases.template, "sheet", str(sheet), str(rows))
    try:
        return contend(databases.fresh(), contender, str(sheet), str(rows))
    finally:
        databases.drop()


def _side_by_side(databases: Databases, options: argparse.Namespace) -> None:
    """The engine runs before and after each peer: on a machine that others use too, both meet the same weather."""
    ours = [_measured(databases, "engine", options.rows, "csv") for _run in range(options.runs)]
    told: list[str] = []
    for peer in options.peers:
        times = options.runs if peer == "by_hand" else 1
        theirs = [_measured(databases, peer, options.rows, "csv") for _run in range(times)]
        after = [_measured(databases, "engine", options.rows, "csv") for _run in range(options.runs)]
        told.append(_compared(peer, ours[-options.runs :] + after, theirs))
        ours += after
    steps = {step: _median(ours, step) for step in ours[0]}
    shown = ", ".join(f"{step} {steps[step]:.2f} s" for step in ("check", "apply", "locked", "processor"))
    print(f"  {'engine':10} {steps['seconds']:8.2f} s  ({shown})", *told, sep="\n", flush=True)


def _compared(peer: str, ours: list[dict[str, Any]], theirs: list[dict[str, Any]]) -> str:
    seconds, processor = (_median(theirs, each) for each in ("seconds", "processor"))
    ratio, of_processor = seconds / _median(ours, "seconds"), processor / _median(ours, "processor")
    goal = f"goal {GOALS[peer]:g}: {'met' if ratio >= GOALS[peer] else 'MISSED'}" if peer in GOALS else ""
    return f"  {peer:10} {seconds:8.2f} s  {ratio:6.1f} times ours, {of_processor:6.1f} of processor  {goal}"


def _median(runs: list[dict[str, Any]], name: str) -> float:
    return statistics.median(run[name] for run in runs)


def _growth(databases: Databases, options: argparse.Namespace) -> None:
    for rows in options.growth:
        run = _measured(databases, "engine", rows, "xlsx" if options.xlsx else "csv")
        per_row, processor = (run[each] / rows * 1_000_000 for each in ("seconds", "processor"))
        print(
            f"  {rows:7} rows: {run['seconds']:7.2f} s, {per_row:5.0f} µs a row ({processor:.0f} of processor), "
            f"write lock {run['locked']:.2f} s ({run['locked_processor']:.2f} of processor), "
            f"first rows after {run['first']:.2f} s, "
            f"at most {run['megabytes']:.0f} MB",
            flush=True,
        )


if __name__ == "__main__":
    main()
