"""Sheets that wait for a decision."""

import os
import time
from pathlib import Path
from typing import Any

import pytest

from sistercities.imports.previews import Preview, keep, take

MINE = Preview(owner="1", kind="partnerships.city", name="cities.csv", fingerprint="f")


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path


def test_owner_gets_the_very_bytes_once(tmp_path: Path) -> None:
    token = keep(MINE, b"slug\nx\n")
    assert take(token, "1", "partnerships.city") == (MINE, b"slug\nx\n")
    assert take(token, "1", "partnerships.city") is None
    assert not list((tmp_path / "previews").iterdir())


@pytest.mark.parametrize(("owner", "kind"), [("2", "partnerships.city"), ("1", "partnerships.story")])
def test_another_person_or_list_gets_nothing_and_takes_nothing_away(owner: str, kind: str) -> None:
    token = keep(MINE, b"x")
    assert take(token, owner, kind) is None
    assert take(token, "1", "partnerships.city") is not None


@pytest.mark.parametrize("token", ["", "../../etc/passwd", "a" * 500, "x" * 32])
def test_invented_token_gets_nothing(token: str) -> None:
    assert take(token, "1", "partnerships.city") is None


def test_file_of_yesterday_is_removed_by_the_next(tmp_path: Path) -> None:
    keep(MINE, b"old")
    yesterday = time.time() - 25 * 60 * 60
    for path in (tmp_path / "previews").iterdir():
        os.utime(path, (yesterday, yesterday))
    keep(MINE, b"new")
    assert sorted(path.read_bytes() for path in (tmp_path / "previews").glob("*.sheet")) == [b"new"]


def test_kept_file_is_for_the_site_alone(tmp_path: Path) -> None:
    keep(MINE, b"x")
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "previews").iterdir()} == {0o600}
