"""Takes a sheet in as staff do, by a job and a real worker: `python -m bench.import_jobs --help`.

Told are the seconds until the first wrong row can be seen on the job's page, counted from the moment somebody presses
“check” and from that at which the worker takes it up; how long check and taking in last; and the most memory that the
worker and the process that reads the upload have held.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from bench.imports import HOME, Databases, databases_of


def main() -> None:
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sistercities-bench-")))
        for engine in options.engines:
            databases = databases_of(engine, folder, stack)
            for rows in options.rows:
                _tell(engine, rows, options.ending, _run(databases, rows, options))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="*", default=[10_000, 50_000, 200_000])
    parser.add_argument("--ending", choices=("csv", "xlsx"), default="xlsx")
    parser.add_argument("--engines", nargs="*", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    return parser.parse_args()


def _run(databases: Databases, rows: int, options: argparse.Namespace) -> dict[str, Any]:
    sheet = databases.folder / f"exchanges-{rows}.{options.ending}"
    url = databases.fresh()
    own = {"DATABASE_URL": url, "VAR_DIR": str(databases.folder / f"var-{databases.made}"), "SECRET_KEY": "x" * 60}
    environment = os.environ | own | {"DJANGO_SETTINGS_MODULE": "sistercities.settings", "LOG_LEVEL": "WARNING"}
    made = _contend(environment, "sheet", str(sheet), str(rows))
    made |= _contend(environment, "upload", str(sheet))
    worker = [sys.executable, "manage.py", "run_worker", "--queue", "imports"]
    process = subprocess.Popen(worker, env=environment, cwd=HOME)
    try:
        # It is up before anybody presses a button.
        time.sleep(4)
        made |= _contend(environment, "follow", made["job"])
        made["worker"] = _most_memory(process.pid)
    finally:
        process.terminate()
        process.wait()
        databases.drop()
    return made


def _contend(environment: dict[str, str], *arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.import_jobs_contender", *arguments]
    finished = subprocess.run(command, env=environment, cwd=HOME, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(finished.stdout.splitlines()[-1])


def _most_memory(process: int) -> float:
    """In megabytes; Linux tells."""
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024


def _tell(engine: str, rows: int, ending: str, run: dict[str, Any]) -> None:
    per_row = (run["check"] + run["apply"]) / rows * 1_000_000
    print(
        f"{engine} {rows:7} rows, {ending}: uploaded in {run['upload']:.1f} s ({run['uploader']:.0f} MB); "
        f"first wrong row after {run['first']:.2f} s, {run['first_of_check']:.2f} s after the check began; "
        f"checked in {run['check']:.1f} s, taken in in {run['apply']:.1f} s, {per_row:.0f} µs a row; "
        f"worker at most {run['worker']:.0f} MB; pages of the preview {run['pages'] * 1000:.0f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
