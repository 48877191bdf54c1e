"""Random words in every text of a record, and the whole public site to look for them in."""

import random
import re
import string
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape

from django.db import models
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from sistercities.common.derived import DerivedTextField
from sistercities.common.languages import CONTENT_LANGUAGES, localized, suffix

# Codes that other code reads; a word would be no text in them.
CODES = {"native_language", "language", "time_zone", "wikidata_id", "country", "file", "content_hash", "code"}
INTERNAL = ("internal_remarks", "archive_number", "responsible_officer")
STAMP = re.compile(r'(?<=name="stamp" value=")[^"]+')
LINK = re.compile(r'(?:href|src|action)="([^"]*)"')
LISTS = [
    "partnerships:city_list",
    "partnerships:agreement_list",
    "partnerships:exchange_list",
    "partnerships:story_list",
]


def secret_word() -> str:
    return "zq" + "".join(random.choices(string.ascii_lowercase, k=12))  # noqa: S311 (no key, only a rare word)


def text_columns(record: models.Model, language: str | None = None) -> list[str]:
    """Columns that hold free text: all of them, or those of one language."""
    fields = [field for field in record._meta.concrete_fields if _is_text(field)]
    names = {field.name for field in fields}
    own = [name for name in names if localized(name, CONTENT_LANGUAGES[0]) not in names]
    return sorted(name for name in own if language is None or name.endswith(f"_{suffix(language)}"))


def _is_text(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, DerivedTextField)
    return is_text and not field.choices and not field.generated and field.name not in CODES and not field.primary_key


def fill(record: models.Model, columns: list[str] | None = None) -> list[str]:
    """Write a new word into each column, store the record, and return the words."""
    words = []
    for name in text_columns(record) if columns is None else columns:
        word = secret_word()
        is_url = isinstance(record._meta.get_field(name), models.URLField)
        setattr(record, name, f"https://{word}.example/" if is_url else word)
        words.append(word)
    record.save()
    return words


def internal_words(record: models.Model) -> list[str]:
    return fill(record, [name for name in INTERNAL if hasattr(record, name)])


def crawl(client: Client, *more: str, without: str = "") -> dict[str, str]:
    """What is said at every address that a visitor can reach, by address; see `visit`. It takes seconds: a test that
    looks for several things had better look for them in one walk.
    """
    return {url: text for url, _answer, text in visit(client, *more, without=without)}


def visit(
    client: Client, *more: str, without: str = "", languages: Iterable[str] = CONTENT_LANGUAGES
) -> Iterator[tuple[str, HttpResponseBase, str]]:
    """Every address that a visitor can reach by links from the home pages, and these further ones in all languages:
    the address, the answer and what it says. Left out are addresses that hold one of the characters in `without`: a
    dot leaves out files, a question mark what is narrowed.
    """
    beginnings = tuple(f"/{code}/" for code in languages)
    waiting, seen = deque([*beginnings, *in_both_languages(*more)]), set()
    while waiting:
        url = waiting.popleft()
        if url in seen or not url.startswith(beginnings) or not is_public_page(url) or set(without) & set(url):
            continue
        seen.add(url)
        response = client.get(url)
        assert response.status_code in (200, 404), url
        text = text_of(response)
        yield url, response, text
        waiting.extend(unescape(link).removeprefix("http://testserver") for link in LINK.findall(text))


def read_by_people(pages: dict[str, str]) -> dict[str, str]:
    """Without files, feeds and calendars, which are for programs."""
    return {url: page for url, page in pages.items() if page.lstrip().startswith("<!DOCTYPE html>")}


def text_of(response: HttpResponseBase) -> str:
    """What an answer says, be it a page or a file that is written while it goes out.

    Without the stamps of forms, of which no two are alike.
    """
    return STAMP.sub("", response.getvalue().decode(errors="replace"))


def in_both_languages(*urls: str) -> list[str]:
    bare = [re.sub(r"^/(en|zh-hans)/", "", url) for url in urls]
    return [f"/{code}/{path}" for code in CONTENT_LANGUAGES for path in bare]


def is_public_page(url: str) -> bool:
    """Files of the whole register and feeds are looked at by themselves, from `machine_doors`."""
    is_for_machines = "/open-data/" in url or url.endswith(".atom")
    return url.startswith(tuple(f"/{code}/" for code in CONTENT_LANGUAGES)) and "#" not in url and not is_for_machines


def search_pages(client: Client, word: str) -> list[str]:
    """The lists searched for a word, with its echo taken out."""
    pages = []
    for code in CONTENT_LANGUAGES:
        for name in LISTS:
            path = re.sub(r"^/(en|zh-hans)/", f"/{code}/", reverse(name))
            pages.append(client.get(path, {"q": word}).content.decode().replace(word, "…"))
    return pages
