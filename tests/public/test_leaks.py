"""What is not published does not exist for visitors: not on pages, not in lists, choices, counts or searches."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone

from sistercities.common.languages import CONTENT_LANGUAGES, localized
from tests import factories
from tests.public.secret_words import crawl, fill, internal_words, search_pages, secret_word, text_columns
from tests.public.site_of_everything import pictured, rows

pytestmark = pytest.mark.django_db

Site = dict[str, Any]
OTHER = {"en": "zh-hans", "zh-hans": "en"}
RECORDS = ["city", "home", "partnership", "agreement", "exchange", "honour", "story", "district"]


def hidden_city(site: Site) -> list[models.Model]:
    city = factories.city(parent=site["home"], tier="district")
    factories.agreement(
        published=True, partnership=factories.partnership(True, home_city=site["home"], partner_city=city)
    )
    site["exchange"].cities.add(city)
    site["story"].cities.add(city)
    site["honour"].recipient_city = city
    site["agreement"].signed_in = city
    site["exchange"].held_in = city
    site["district"].parent = city
    for name in ("honour", "agreement", "exchange", "district"):
        site[name].save()
    factories.honour(published=True, recipient_city=city)
    return [city]


def hidden_partnership(site: Site) -> list[models.Model]:
    tie = factories.partnership(
        home_city=site["home"], partner_city=site["district"], since="1987", tie_class="contact"
    )
    tie.events.create(status="suspended", is_public=True)
    site["exchange"].partnership = tie
    site["exchange"].save()
    agreement = factories.agreement(published=True, partnership=tie)
    site["agreement"].predecessor = agreement
    site["agreement"].save()
    return [tie, agreement, factories.honour(published=True, partnership=tie, recipient_city=site["city"])]


def hidden_home_city(site: Site) -> list[models.Model]:
    home = factories.home_city()
    tie = factories.partnership(published=True, home_city=home, partner_city=site["city"])
    exchange = factories.exchange(
        published=True, home_city=home, cities=[site["city"]], partnership=site["partnership"]
    )
    return [home, tie, exchange, factories.agreement(published=True, partnership=tie)]


def hidden_agreement(site: Site) -> list[models.Model]:
    agreement = factories.agreement(partnership=site["partnership"], wording="hidden", predecessor=site["agreement"])
    site["exchange"].agreement = agreement
    site["exchange"].save()
    return [agreement]


def hidden_exchange(site: Site) -> list[models.Model]:
    given = {"cities": [site["city"]], "partnership": site["partnership"], "agreement": site["agreement"]}
    planned = factories.exchange(home_city=site["home"], plan_status="planned", starts_on="2999-01", **given)
    return [planned, factories.exchange(home_city=site["home"], starts_on="2998", held_in=site["city"], **given)]


def hidden_honour(site: Site) -> list[models.Model]:
    return [factories.honour(partnership=site["partnership"], recipient_city=site["city"])]


def hidden_story(site: Site) -> list[models.Model]:
    return [factories.story(cities=[site["city"], site["home"]], published_on="2998")]


def hidden_photo(site: Site) -> list[models.Model]:
    photo = pictured()
    photo.state_en = photo.state_zh_hans = "draft"
    for name in RECORDS:
        factories.attach(site[name], photo, caption_en=secret_word())
    site["story"].lead_photo = photo
    site["story"].save()
    return [photo, *(site[name].attachments.last() for name in RECORDS)]


def hidden_source(site: Site) -> list[models.Model]:
    source = factories.source(is_public=False)
    cited = [factories.cite(site[name], source, supports="name, title") for name in RECORDS]
    site["agreement"].wordings.update(source=source)
    return [source, *cited]


def hidden_rows(site: Site) -> list[models.Model]:
    """What is never public, on a partnership and an agreement that are."""
    tie, agreement = site["partnership"], site["agreement"]
    return [
        tie.counterparts.create(name="Somebody"),
        tie.promises.create(text="Something"),
        tie.events.create(status="dormant"),
        tie.events.create(status="under_approval", happened_on="2001-02-03"),
        agreement.approvals.create(body="A body"),
    ]


HIDDEN: list[Callable[[Site], list[models.Model]]] = [
    hidden_city,
    hidden_partnership,
    hidden_home_city,
    hidden_agreement,
    hidden_exchange,
    hidden_honour,
    hidden_story,
    hidden_photo,
    hidden_source,
    hidden_rows,
]


def assert_nowhere(client: Client, words: list[str], *urls: str) -> None:
    pages = crawl(client, *urls)
    assert len(pages) > 20, "too little was looked at"
    found = {url: [word for word in words if word in body] for url, body in pages.items()}
    assert {url: these for url, these in found.items() if these} == {}
    for page in [page for word in words[:2] for page in search_pages(client, word)]:
        assert 'class="empty"' in page
        assert [word for word in words if word in page] == []


def addresses(records: list[models.Model]) -> list[str]:
    return [record.get_absolute_url() for record in records if hasattr(record, "get_absolute_url")]


@pytest.mark.parametrize("hide", HIDDEN)
def test_hidden_record_on_published_ones_is_nowhere(client: Client, hide: Callable[[Site], list[models.Model]]) -> None:
    records = hide(rows(1))
    words = [word for record in records for word in fill(record)]
    assert_nowhere(client, words, *addresses(records))


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("city", "draft"),
        ("city", "withdrawn"),
        ("city", "too_early"),
        ("city", "too_late"),
        ("home", "draft"),
        ("partnership", "in_review"),
    ],
)
def test_published_records_on_a_hidden_one_are_as_hidden_as_their_rule_says(
    client: Client, name: str, state: str
) -> None:
    site = rows(1)
    hide(site[name], state)
    words = fill(site[name])
    if name != "partnership":
        words += fill(site["partnership"])
    words += fill(site["agreement"])
    assert_nowhere(client, words, *addresses([site[name], site["partnership"], site["agreement"]]))


def hide(record: Any, state: str) -> None:
    hour = timedelta(hours=1)
    if state == "too_early":
        record.publish_at = timezone.now() + hour
    elif state == "too_late":
        record.withdraw_at = timezone.now() - hour
    else:
        for code in CONTENT_LANGUAGES:
            setattr(record, localized("state", code), state)
    record.save()


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_unapproved_language_is_nowhere(client: Client, name: str, language: str) -> None:
    site = rows(1)
    record = site[name]
    setattr(record, localized("state", language), "draft")
    words = fill(record, text_columns(record, language))
    words += internal_words(record)
    assert_nowhere(client, words, record.get_absolute_url())


def test_internal_fields_of_published_records_are_nowhere(client: Client) -> None:
    site = rows(1)
    words = [word for name in RECORDS for word in internal_words(site[name])]
    assert len(words) == 3 * len(RECORDS)
    assert_nowhere(client, words, *addresses([site[name] for name in RECORDS]))


def test_internal_remarks_of_a_public_source_are_nowhere(client: Client) -> None:
    site = rows(1)
    source = factories.source(internal_remarks="zqinternalremarks")
    factories.cite(site["city"], source)
    pages = crawl(client)
    assert any(source.title in body for body in pages.values())
    assert not any("zqinternalremarks" in body for body in pages.values())


def test_withheld_name_is_nowhere_while_the_office_stays(client: Client) -> None:
    site = rows(1)
    given = {"side": "partner", "name_en": "zqwithheldname", "name_zh_hans": "zqwithheldname", "office_en": "zqoffice"}
    site["agreement"].people.create(is_name_withheld=True, **given)
    pages = crawl(client)
    assert any("zqoffice" in body for body in pages.values())
    assert not any("zqwithheldname" in body for body in pages.values())


def test_text_of_a_published_record_is_found_by_this_looking(client: Client) -> None:
    site = rows(1)
    words = fill(site["exchange"], ["title_en", "title_zh_hans", "summary_en"])
    pages = crawl(client)
    assert all(any(word in body for body in pages.values()) for word in words)
    assert 'class="empty"' not in search_pages(client, words[0])[2]


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


def test_dormancy_is_told_as_in_force(client: Client) -> None:
    site = rows(1)
    site["partnership"].status = "dormant"
    site["partnership"].save()
    url = site["partnership"].get_absolute_url()
    pages = crawl(client)
    assert not any("dormant" in body.lower() for body in pages.values())
    assert "In force" in pages[url]
