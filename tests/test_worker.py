"""The background worker."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django_tasks import task

done: list[str] = []


@task()
def note(word: str) -> None:
    """A piece of work that leaves a trace."""
    done.append(word)


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}})
def test_worker_does_what_is_waiting() -> None:
    done.clear()
    note.enqueue("first")
    note.enqueue("second")
    assert done == []
    call_command("run_worker", batch=True, interval=0)
    assert done == ["first", "second"]


@task(queue_name="imports")
def take_in(word: str) -> None:
    """A piece of work of the other queue."""
    done.append(word)


@pytest.mark.django_db(transaction=True)
@override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "imports"]}})
def test_worker_of_one_queue_leaves_the_others_alone() -> None:
    done.clear()
    take_in.enqueue("a sheet")
    note.enqueue("a photo")
    call_command("run_worker", batch=True, interval=0, queue="default")
    assert done == ["a photo"]
    call_command("run_worker", batch=True, interval=0, queue="imports")
    assert done == ["a photo", "a sheet"]


def manage(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start `manage.py` on a database file whose lock it waits for only briefly."""
    variables = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}?timeout=0", "VAR_DIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        env={"PATH": os.environ["PATH"], "HOME": str(folder)} | variables,
        cwd=settings.BASE_DIR,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_worker_locked_database_is_waited_for(tmp_path: Path) -> None:
    with manage(tmp_path, "migrate", "django_tasks_database", "--verbosity", "0") as migration:
        assert migration.wait(60) == 0
    lock = sqlite3.connect(tmp_path / "db.sqlite3", isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with manage(tmp_path, "run_worker", "--batch", "--interval", "0.1") as worker:
        try:
            assert worker.stderr is not None
            refusals = (line for line in worker.stderr if "database is locked" in line)
            assert next(refusals)
            assert next(refusals)
            lock.execute("ROLLBACK")
            worker.communicate(timeout=30)
        finally:
            lock.close()
            worker.kill()
    assert worker.returncode == 0
