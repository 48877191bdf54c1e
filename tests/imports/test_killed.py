"""A worker that dies while it takes a job in leaves nothing or everything."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

ROWS, KILLS = 5_000, 20
PHOTOS, KILLS_WITH_PHOTOS = 40, 10


def told_by(program: str, folder: Path, *arguments: int) -> Any:
    """What a program of its own says, on a database and in a folder of its own."""
    own = {
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    finished = subprocess.run(
        [sys.executable, "-m", program, *map(str, arguments)],
        env={"PATH": os.environ["PATH"], "HOME": str(folder)} | own,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(finished.stdout.splitlines()[-1])


def test_jobs_of_two_workers_at_once_and_of_killed_ones_are_taken_in_whole_or_not_at_all(tmp_path: Path) -> None:
    at_once, whole, *after_kills = told_by("tests.imports.killed", tmp_path, ROWS, KILLS)
    nothing = dict.fromkeys(whole, 0)
    assert at_once == {**whole, "refused": 1}
    assert whole == {"records": ROWS, "ties": ROWS, "entries": ROWS, "acts": 1}
    assert len(after_kills) == KILLS
    assert [held for held in after_kills if held not in (nothing, whole)] == []
    assert nothing in after_kills


def test_worker_killed_while_it_takes_photos_in_leaves_neither_records_nor_files_or_all_of_both(tmp_path: Path) -> None:
    told = told_by("tests.imports.killed_with_photos", tmp_path, PHOTOS, KILLS_WITH_PHOTOS)
    whole, *after_kills = told["held"]
    nothing = dict.fromkeys(whole, 0)
    assert whole == {"records": PHOTOS, "originals": PHOTOS, "entries": PHOTOS}
    assert len(after_kills) == KILLS_WITH_PHOTOS
    assert [held for held in after_kills if held not in (nothing, whole)] == []
    # Some died with a part of their files in place.
    assert any(0 < left < PHOTOS for left in told["left"])
