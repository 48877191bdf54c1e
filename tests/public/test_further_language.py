"""A language of the interface alone, added by a catalogue: every word comes from it, and no sentence is glued together.

The catalogue is made up: each text stands between brackets. Arabic, so that the pages run from right to left as well.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client, override_settings

from tests.page_words import PROPER, WORD, said_on, short_names
from tests.public.secret_words import LINK
from tests.public.site_of_everything import rows
from tests.test_page_languages import write_texts

pytestmark = pytest.mark.django_db

CODE = "ar"
OPEN, CLOSE = "⟦", "⟧"
INNERMOST = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
OURS = Path(settings.BASE_DIR) / "sistercities" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
TEXT = "■"
GLUED = re.compile(rf"{TEXT}\s*{TEXT}")


def bracketed(text: Any) -> Any:
    if isinstance(text, tuple | list):
        return tuple(bracketed(part) for part in text)
    return f"{OPEN}{text}{CLOSE}"


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of catalogues with one for CODE."""
    folder = tmp_path_factory.mktemp("locale")
    made = Catalog(CODE)
    with OURS.open("rb") as file:
        for message in read_po(file):
            if message.id:
                number = made.num_plurals
                texts = (bracketed(message.id[1]),) * number if message.pluralizable else bracketed(message.id)
                made.add(message.id, texts, context=message.context)
    target = folder / CODE / "LC_MESSAGES"
    target.mkdir(parents=True)
    with (target / "django.mo").open("wb") as file:
        write_mo(file, made)
    return folder


@pytest.fixture
def pages(catalogues: Path, client: Client) -> Iterator[dict[str, str]]:
    languages = [*settings.LANGUAGES, (CODE, "العربية")]
    rows(1)
    write_texts("en", "汉字", everywhere=True)
    with override_settings(LANGUAGES=languages, LOCALE_PATHS=[catalogues, *settings.LOCALE_PATHS]):
        yield crawl(client)


def crawl(client: Client) -> dict[str, str]:
    """Every page of that language that is reached by links."""
    waiting, seen, paths = [f"/{CODE}/"], {}, set()
    while waiting:
        url = waiting.pop().replace("&amp;", "&")
        path, _mark, query = url.partition("?")
        if not path.startswith(f"/{CODE}/") or url in seen or (query and path in paths):
            continue
        response = client.get(url)
        if not response.headers["Content-Type"].startswith("text/html"):
            continue
        assert response.status_code == 200, url
        seen[url] = response.text
        paths.add(path)
        waiting += [link.removeprefix("http://testserver").partition("#")[0] for link in LINK.findall(seen[url])]
    return seen


def with_texts_marked(html: str) -> list[str]:
    """What a page says, each text of the catalogue as one sign."""
    said, before = "\x1f".join(said_on(html)), ""
    while said != before:
        before, said = said, INNERMOST.sub(TEXT, said)
    return said.split("\x1f")


def test_further_language_needs_no_more_than_a_catalogue(pages: dict[str, str]) -> None:
    """One test for all: the walk through the site is what takes time."""
    said = {url: with_texts_marked(html) for url, html in pages.items()}
    assert len(pages) > 15
    assert {text: url for url, texts in said.items() for text in texts if is_not_of_the_catalogue(text)} == {}
    assert {text: url for url, texts in said.items() for text in texts if GLUED.search(text)} == {}
    assert {url for url, html in pages.items() if f'<html lang="{CODE}" dir="rtl"' not in html} == set()


def is_not_of_the_catalogue(text: str) -> bool:
    return bool(set(WORD.findall(text)) - PROPER) and text not in short_names()
