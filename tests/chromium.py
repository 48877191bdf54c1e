"""Finds the browser that the tests drive. Standard library only: used before anything is installed."""

from __future__ import annotations

import os
import shutil
import subprocess

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of a browser that starts: the one that CHROMIUM names, else one on the PATH."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [path for path in map(shutil.which, NAMES) if path]
    return next((path for path in candidates if _starts(path)), None)


def _starts(path: str) -> bool:
    """Whether this is more than a stub that offers to install a browser."""
    try:
        return subprocess.run([path, "--version"], capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
