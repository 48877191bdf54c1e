"""Commands say in one sentence that the database is not there, as the servers do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOBODY_LISTENS = "postgres://office:secret@127.0.0.1:9/register"


def run(database: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *arguments]
    environment = {**os.environ, "DATABASE_URL": database}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("database", [NOBODY_LISTENS, "sqlite:////no/such/folder/register.sqlite3"])
def test_command_without_its_database_ends_with_one_sentence(database: str) -> None:
    ended = run(database, "migrate")
    assert ended.returncode == 1
    assert ended.stderr.startswith("The database cannot be read: ")
    assert ended.stderr.count("\n") == 1
    assert "Traceback" not in ended.stdout + ended.stderr
    assert "secret" not in ended.stderr


def test_check_of_a_database_that_is_not_there_fails() -> None:
    ended = run(NOBODY_LISTENS, "check", "--database", "default")
    assert ended.returncode == 1
    assert "The database cannot be read: " in ended.stderr
    assert "Traceback" not in ended.stderr
