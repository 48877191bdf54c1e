"""A worker that dies while it takes a job in leaves nothing or everything."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

ROWS, KILLS = 5_000, 20


def test_job_whose_worker_is_killed_at_any_moment_is_taken_in_whole_or_not_at_all(tmp_path: Path) -> None:
    own = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "VAR_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    finished = subprocess.run(
        [sys.executable, "-m", "tests.imports.killed", str(ROWS), str(KILLS)],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path)} | own,
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    whole, *after_kills = json.loads(finished.stdout.splitlines()[-1])
    nothing = dict.fromkeys(whole, 0)
    assert whole == {"records": ROWS, "ties": ROWS, "entries": ROWS, "acts": 1}
    assert len(after_kills) == KILLS
    assert [held for held in after_kills if held not in (nothing, whole)] == []
    assert nothing in after_kills
