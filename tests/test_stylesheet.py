"""The parts of the style sheet and the one file that pages fetch."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from sistercities.stylesheet import PARTS, WHOLE, whole

FOLDERS = ("sistercities/static/sistercities", "media/static/media")
OF_THE_ADMIN = {"sistercities/admin.css", "sistercities/admin-forms.css", "media/library.css"}


def test_every_part_is_in_the_whole_once() -> None:
    paths = [path for folder in FOLDERS for path in (Path(settings.BASE_DIR) / folder).glob("*.css")]
    assert {f"{path.parent.name}/{path.name}" for path in paths} - OF_THE_ADMIN == set(PARTS)
    assert len(PARTS) == len(set(PARTS))


def test_whole_is_found_and_as_new_as_its_parts(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path
    found = Path(finders.find(WHOLE))
    assert found.read_text(encoding="utf-8") == whole()
    found.write_text("old", encoding="utf-8")
    assert Path(finders.find(WHOLE)).read_text(encoding="utf-8") == whole()


def test_pictures_of_the_style_sheet_are_found_from_the_whole() -> None:
    named = set(re.findall(r'url\("([^"]+)"\)', whole()))
    assert named
    assert {name for name in named if not finders.find(f"sistercities/{name}")} == set()


@pytest.mark.django_db
def test_page_fetches_one_style_sheet(client: Client) -> None:
    assert re.findall(r'rel="stylesheet"\s+href="([^"]+)"', client.get("/en/").text) == [
        "/static/sistercities/site.css"
    ]
