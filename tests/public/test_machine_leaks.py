"""What is not published does not exist for machines either."""

from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.test.utils import override_settings

from sistercities.common.languages import CONTENT_LANGUAGES, localized
from tests import factories
from tests.public.hidden_records import HIDDEN, RECORDS, hide
from tests.public.machine_doors import LISTS, walk
from tests.public.secret_words import fill, internal_words, text_columns
from tests.public.site_of_everything import rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unthrottled")]
NAMES = {"City": "cities", "MediaItem": "photos", "Story": "stories"}


@pytest.fixture
def unthrottled() -> Any:
    with override_settings(API_REQUESTS_PER_MINUTE=0):
        yield


def addresses(records: list[models.Model]) -> list[str]:
    """Where the API would have these records."""
    found = []
    for record in records:
        name = NAMES.get(type(record).__name__, f"{type(record).__name__.lower()}s")
        if name in LISTS:
            found += [f"/api/v1/{code}/{name}/{record.slug}/" for code in CONTENT_LANGUAGES]  # type: ignore[attr-defined]
    return found


def assert_nowhere(client: Client, words: list[str], *urls: str) -> dict[str, str]:
    answers = walk(client, *urls)
    assert len(answers) > 60, "too little was looked at"
    found = {url: [word for word in words if word in body] for url, body in answers.items()}
    assert {url: these for url, these in found.items() if these} == {}
    return answers


def test_hidden_records_and_internal_fields_on_published_ones_are_nowhere(client: Client) -> None:
    """One of every kind at once; what is published beside them is found by the same looking."""
    site = rows(1)
    records = [record for make_hidden in HIDDEN for record in make_hidden(site)]
    words = [word for record in records for word in fill(record)]
    words += [word for name in RECORDS for word in internal_words(site[name])]
    given = {"side": "partner", "name_en": "zqwithheld", "name_zh_hans": "zqwithheld", "office_en": "zqoffice"}
    site["agreement"].people.create(is_name_withheld=True, **given)
    factories.cite(site["city"], factories.source(internal_remarks="zqremarks"))
    told = fill(site["exchange"], ["title_en", "title_zh_hans", "summary_en"])
    answers = assert_nowhere(client, [*words, "zqwithheld", "zqremarks"], *addresses(records))
    assert all(any(word in body for body in answers.values()) for word in [*told, "zqoffice"])


@pytest.mark.parametrize(("name", "state"), [("city", "too_early"), ("partnership", "in_review")])
def test_records_on_a_hidden_one_are_hidden_with_it(client: Client, name: str, state: str) -> None:
    site = rows(1)
    hide(site[name], state)
    records = [site[name], site["partnership"], site["agreement"]]
    words = [word for record in {id(record): record for record in records}.values() for word in fill(record)]
    assert_nowhere(client, words, *addresses(records))


@pytest.mark.parametrize("names", [["city", "partnership"], ["agreement", "exchange", "honour", "story", "district"]])
def test_unapproved_language_is_nowhere(client: Client, names: list[str]) -> None:
    site, words = rows(1), []
    for name in names:
        setattr(site[name], localized("state", "en"), "draft")
        words += fill(site[name], text_columns(site[name], "en")) + internal_words(site[name])
    assert_nowhere(client, words, *addresses([site[name] for name in names]))
