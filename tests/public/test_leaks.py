"""What is not published does not exist for visitors: not on pages, not in lists, choices, counts or searches.

Each test walks over the whole site, so one walk looks for all that cannot hide each other.
"""

import pytest
from django.db import models
from django.test import Client

from sistercities.common.languages import localized
from tests import factories
from tests.public import hidden_records as hidden
from tests.public.hidden_records import RECORDS, Hide, hide
from tests.public.secret_words import crawl, fill, internal_words, search_pages, text_columns
from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db


def assert_nowhere(client: Client, *hidden_words: list[str], at: list[models.Model]) -> dict[str, str]:
    """No page tells one of the words, kind by kind, nor finds a record by one. Returns the pages looked at."""
    words = [word for each in hidden_words for word in each]
    pages = crawl(client, *(record.get_absolute_url() for record in at if hasattr(record, "get_absolute_url")))
    assert len(pages) > 20, "too little was looked at"
    found = {url: [word for word in words if word in body] for url, body in pages.items()}
    assert {url: these for url, these in found.items() if these} == {}
    for page in [page for each in hidden_words for word in each[:2] for page in search_pages(client, word)]:
        assert 'class="empty"' in page
        assert [word for word in words if word in page] == []
    return pages


@pytest.mark.parametrize(
    "hides",
    [
        [hidden.hidden_city, hidden.hidden_source, hidden.hidden_rows],
        [hidden.hidden_partnership, hidden.hidden_photo],
        [hidden.hidden_home_city, hidden.hidden_honour, hidden.hidden_story],
        [hidden.hidden_agreement, hidden.hidden_exchange],
    ],
    ids=lambda hides: "-".join(each.__name__.removeprefix("hidden_") for each in hides),
)
def test_hidden_records_on_published_ones_are_nowhere(client: Client, hides: list[Hide]) -> None:
    site = rows(1)
    kinds = [make(site) for make in hides]
    words = [[word for record in records for word in fill(record)] for records in kinds]
    assert_nowhere(client, *words, at=[record for records in kinds for record in records])


@pytest.mark.parametrize(("name", "state"), [("home", "draft"), ("partnership", "in_review")])
def test_published_records_on_a_hidden_one_are_as_hidden_as_their_rule_says(
    client: Client, name: str, state: str
) -> None:
    site = rows(1)
    hide(site[name], state)
    records = [site[each] for each in dict.fromkeys((name, "partnership", "agreement"))]
    assert_nowhere(client, [word for record in records for word in fill(record)], at=records)


def test_published_records_on_a_city_hidden_in_any_way_are_hidden_with_it(client: Client) -> None:
    """Four further cities, each with everything that can hang on one."""
    site, records, words = rows(1), [], []
    for state in ("draft", "withdrawn", "too_early", "too_late"):
        city = factories.city(published=True)
        tie = factories.partnership(published=True, home_city=site["home"], partner_city=city)
        agreement = one_more(site["home"], city, tie)["agreement"]
        hide(city, state)
        records += [city, tie, agreement]
        words.append([word for record in (city, tie, agreement) for word in fill(record)])
    assert_nowhere(client, *words, at=records)


@pytest.mark.parametrize(
    ("chinese_only", "english_only"),
    [
        ("city", "exchange"),
        ("exchange", "city"),
        ("home", "story"),
        ("story", "home"),
        ("partnership", "district"),
        ("district", "partnership"),
        ("agreement", "honour"),
        ("honour", "agreement"),
    ],
)
def test_unapproved_language_is_nowhere(client: Client, chinese_only: str, english_only: str) -> None:
    """Of each pair neither is hidden where the other is, so that the text of each could leak into both languages."""
    site, words = rows(1), []
    for name, language in ((chinese_only, "en"), (english_only, "zh-hans")):
        record = site[name]
        setattr(record, localized("state", language), "draft")
        words.append(fill(record, text_columns(record, language)) + internal_words(record))
    assert_nowhere(client, *words, at=[site[chinese_only], site[english_only]])


def test_what_published_records_keep_to_themselves_is_nowhere(client: Client) -> None:
    """Internal fields, remarks on a public source, a withheld name, and dormancy, which is told as in force; the texts
    of the same records are found by the same looking.
    """
    site = rows(1)
    internal = [internal_words(site[name]) for name in RECORDS]
    assert [len(words) for words in internal] == [3] * len(RECORDS)
    source = factories.source(internal_remarks="zqinternalremarks")
    factories.cite(site["city"], source)
    given = {"side": "partner", "name_en": "zqwithheldname", "name_zh_hans": "zqwithheldname", "office_en": "zqoffice"}
    site["agreement"].people.create(is_name_withheld=True, **given)
    site["partnership"].status = "dormant"
    site["partnership"].save()
    told = fill(site["exchange"], ["title_en", "title_zh_hans", "summary_en"])
    english_page = site["partnership"].get_absolute_url()

    kept = ["zqinternalremarks", "zqwithheldname"]
    pages = assert_nowhere(client, *internal, kept, at=[site[name] for name in RECORDS])
    assert not any("dormant" in body.lower() for body in pages.values())
    assert "In force" in pages[english_page]
    assert all(any(word in body for body in pages.values()) for word in [*told, source.title, "zqoffice"])
    assert 'class="empty"' not in search_pages(client, told[0])[2]


def test_filters_offer_nothing_that_only_hidden_records_hold(client: Client) -> None:
    site = rows(1)
    hidden = factories.city(country="IS", tier="other")
    hidden.groups.add(1)
    factories.partnership(
        published=True, home_city=site["home"], partner_city=hidden, tie_class="contact", since="1951"
    )
    given = {"home_city": site["home"], "fields": [factories.field("health")], "cities": [hidden]}
    factories.exchange(starts_on="1952", kind="aid", direction="online", **given)
    site["exchange"].cities.add(hidden)
    for path in ("cities", "exchanges", "agreements"):
        page = client.get(f"/en/{path}/").content.decode()
        for value in ("IS", "other", "asean", "contact", "1950", "health", "1952", "aid", "online", hidden.slug):
            assert f'<option value="{value}"' not in page
