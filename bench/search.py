"""Measures the search over many cities on both databases: `python -m bench.search --cities 100000`.

Asked are a Chinese name that one city has, two characters that a third of the cities have, a rare and a common
beginning of a Latin word. Told are the medians of the index alone, of the first page of one kind with its rows, and of
the whole page of results as a visitor asks for it, without any cache; and how long `check_search` takes.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.cluster import find_postgres, temporary_cluster

HOME = Path(__file__).resolve().parent.parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=int, default=100_000)
    parser.add_argument("--exchanges", type=int, default=100_000)
    parser.add_argument("--engines", nargs="*", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    options = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sistercities-bench-")))
        for engine in options.engines:
            print(f"\n{engine}: {options.cities:,} cities, {options.exchanges:,} exchanges", flush=True)
            url = f"sqlite:///{folder / 'search.sqlite3'}" if engine == "sqlite" else _cluster(stack)
            environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
            numbers = [str(options.cities), str(options.exchanges)]
            command = [sys.executable, "-m", "bench.search_contender", *numbers]
            subprocess.run(command, env=environment, cwd=HOME, check=True)


def _cluster(stack: ExitStack) -> str:
    programs = find_postgres()
    if programs is None:
        sys.exit("PostgreSQL is not installed here; try --engines sqlite.")
    return stack.enter_context(temporary_cluster(programs))


if __name__ == "__main__":
    main()
