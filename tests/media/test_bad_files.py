"""Bad files and sudden ends, against a real process: little memory, little time, no error, nothing left over."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.media.bad_files import Offer, corpus
from tests.media.files import jpeg
from tests.media.office import MOMENTS

MEGABYTES, SECONDS = 512, 30


def environment(folder: Path) -> dict[str, str]:
    own = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "VAR_DIR": str(folder)}
    return {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(settings.BASE_DIR)} | own


@pytest.fixture(scope="module")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    command = [sys.executable, "manage.py", "migrate", "--verbosity", "0", "--settings", "tests.settings"]
    subprocess.run(command, check=True, env=environment(folder), cwd=settings.BASE_DIR)
    return folder / "db.sqlite3"


@pytest.fixture
def folder(empty_database: Path, tmp_path: Path) -> Path:
    shutil.copy(empty_database, tmp_path / "db.sqlite3")
    return tmp_path


def office(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.media.office", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(folder), cwd=settings.BASE_DIR)


def kept(folder: Path) -> list[str]:
    """The originals that records name."""
    with sqlite3.connect(folder / "db.sqlite3") as database:
        rows = database.execute("SELECT file FROM media_mediaitem").fetchall()
    database.close()
    return sorted(Path(path).name for (path,) in rows)


def write(offers: list[Offer], folder: Path) -> None:
    listed = []
    for number, offer in enumerate(offers):
        (folder / f"offer-{number}").write_bytes(offer.content)
        listed.append({"name": offer.name, "kind": offer.kind, "stored_as": f"offer-{number}"})
    (folder / "offers.json").write_text(json.dumps(listed), encoding="utf-8")


def test_each_file_is_taken_or_refused_in_little_memory_and_time_and_refused_ones_leave_nothing(folder: Path) -> None:
    offers = list(corpus())
    write(offers, folder)
    with office(folder, "offer", str(folder)) as process:
        assert process.stdout is not None
        answers = [json.loads(line) for line in process.stdout]
    assert process.returncode == 0
    # Whoever is taken is led on, whoever is refused sees the form again with a sentence.
    assert [(answer["name"], answer["status"] == 302) for answer in answers] == [(o.name, o.is_taken) for o in offers]
    assert {answer["status"] for answer in answers} == {200, 302}
    assert {answer["name"]: answer["megabytes"] for answer in answers if answer["megabytes"] > MEGABYTES} == {}
    assert {answer["name"]: answer["seconds"] for answer in answers if answer["seconds"] > SECONDS} == {}
    numbers = [len(answer["originals"]) for answer in answers]
    assert numbers == [sum(offer.is_taken for offer in offers[: at + 1]) for at in range(len(offers))]
    assert kept(folder) == answers[-1]["originals"]
    assert not [path for path in (folder / "uploads").rglob("*") if "passwd" in path.name]


@pytest.mark.parametrize("moment", MOMENTS)
def test_upload_killed_at_any_moment_leaves_no_record_without_its_file(folder: Path, moment: str) -> None:
    (folder / "photo.jpg").write_bytes(jpeg())
    with office(folder, "stop", str(folder), moment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "halted\n"
        process.kill()
    originals = {path.name for path in (folder / "uploads").glob("originals/*/*")}
    assert set(kept(folder)) <= originals
    is_committed = moment in {"everything is committed", "a smaller version is stored"}
    assert len(kept(folder)) == is_committed
