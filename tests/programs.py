"""Programs that run beside each other. Standard library only: used before anything is installed."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path


def finish(process: subprocess.Popen) -> None:
    """End a process of ours by its id: politely, after ten seconds not."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def started(*command: object) -> Iterator[tuple[subprocess.Popen, Path]]:
    """A program that runs beside us, and the file that takes what it says; it ends with us if we are stopped."""
    with tempfile.NamedTemporaryFile(prefix="sistercities-") as said:
        process = subprocess.Popen([str(part) for part in command], stdout=said, stderr=subprocess.STDOUT)
        try:
            yield process, Path(said.name)
        finally:
            finish(process)


def failing(steps: Mapping[str, Sequence[object]]) -> list[str]:
    """Run checks side by side, telling what each said and when it was done, and return the names of those that fail."""
    began, failed = time.monotonic(), []
    with contextlib.ExitStack() as stack:
        running = {name: stack.enter_context(started(*command)) for name, command in steps.items()}
        for name, (process, said) in running.items():
            if process.wait():
                failed.append(name)
            verdict = "FAILED" if name in failed else "passed"
            print(f"{said.read_text()}{name}: {verdict} after {time.monotonic() - began:.1f} s", flush=True)
    return failed
