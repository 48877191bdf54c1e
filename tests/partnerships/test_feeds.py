"""Atom feeds: RFC 4287, ids that stay, and nothing but what is public."""

import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnerships import newest
from partnerships.models import SiteProfile
from sistercities.common.history import Act, change
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.publishing_actions import take_step
from tests import factories
from tests.common.test_former_slugs import rename
from tests.public.site_of_everything import one_more, rows

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def publish(*records: Any) -> None:
    take_step(Act.PUBLISH, records, CONTENT_LANGUAGES, None)


def site(number: int = 1) -> dict[str, Any]:
    found = rows(number)
    for name in ("agreement", "exchange", "story"):
        record = found[name]
        record.state_en = record.state_zh_hans = "draft"
        record.save()
        publish(record)
    return found


def read(client: Client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert not response.cookies
    return ElementTree.fromstring(response.content)  # noqa: S314 (our own text)


def titles(feed: ElementTree.Element) -> set[str]:
    return {entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")}


@pytest.mark.parametrize("address", ["feed.atom", "cities/bangkok/feed.atom", "fields/culture/feed.atom"])
@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
def test_feed_has_what_the_standard_demands(client: Client, language: str, address: str) -> None:
    found = site()
    SiteProfile.objects.create(office_en="The office", office_zh_hans="外事办")
    feed = read(client, f"/{language}/{address}")
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") in ("The office", "外事办")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"] == f"http://testserver/{language}/{address}"
    entries = list(feed.iter(f"{ATOM}entry"))
    assert found["exchange"].title in titles(feed)
    for element in (feed, *entries):
        assert (element.findtext(f"{ATOM}id") or "").startswith("tag:testserver,20")
        assert element.findtext(f"{ATOM}title")
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").tzinfo
        assert element.find(f"{ATOM}link") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids)) == (2 if "fields" in address else 3)


def test_entry_keeps_its_id_when_its_address_and_title_change(client: Client) -> None:
    found = site()

    def ids() -> list[str | None]:
        return [entry.findtext(f"{ATOM}id") for entry in read(client, "/en/feed.atom").iter(f"{ATOM}entry")]

    before = ids()
    found["exchange"].title_en = "Another title"
    rename(found["exchange"], "another-name")
    assert sorted(map(str, ids())) == sorted(map(str, before))


def test_feed_keeps_its_id_when_its_city_is_renamed(client: Client) -> None:
    found = site()
    before = read(client, "/en/cities/bangkok/feed.atom").findtext(f"{ATOM}id")
    rename(found["city"], "krung-thep")
    assert read(client, "/en/cities/krung-thep/feed.atom").findtext(f"{ATOM}id") == before
    others = ("/en/feed.atom", "/zh-hans/cities/krung-thep/feed.atom", "/en/fields/culture/feed.atom")
    ids = {read(client, address).findtext(f"{ATOM}id") for address in others}
    assert len({*ids, before}) == 4


def test_ids_name_the_host_without_its_port(client: Client) -> None:
    """RFC 4151 has none in it."""
    site()
    feed = ElementTree.fromstring(client.get("/en/feed.atom", headers={"host": "testserver:8443"}).content)  # noqa: S314
    assert str(feed.find(f"{ATOM}link[@rel='self']").get("href")).startswith("http://testserver:8443/")  # type: ignore[union-attr]
    for each in feed.iter(f"{ATOM}id"):
        assert re.match(r"tag:testserver,20\d\d(-\d\d-\d\d)?:", each.text or "")


def test_feed_tells_nothing_of_work_on_what_is_hidden(client: Client) -> None:
    found = site()
    before = client.get("/en/feed.atom").content
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=1)), change(None, Act.EDIT) as changes:
        changes.added(factories.exchange(home_city=found["home"]))
    assert client.get("/en/feed.atom").content == before


def test_summary_is_read_as_it_was_written(client: Client) -> None:
    """The library says of summaries that they are HTML."""
    record = factories.exchange(summary_en="Below 5 <b>R&D</b>")
    for place in (record.home_city, record):
        publish(place)
    summary = read(client, "/en/feed.atom").find(f"{ATOM}entry/{ATOM}summary")
    assert summary is not None
    assert summary.get("type") == "html"
    assert unescape(summary.text or "") == "Below 5 <b>R&D</b>"


def test_feed_tells_the_latest_published_first_and_only_what_is_public_now(client: Client) -> None:
    home = factories.home_city(published=True)
    given = [
        factories.exchange(home_city=home, starts_on="2018", title=title) for title in ("First", "Second", "Later")
    ]
    for record in given:
        publish(record)
    given[2].publish_at = timezone.now() + timedelta(hours=1)
    given[2].save()
    entries = read(client, "/en/feed.atom").iter(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == ["Second", "First"]


def test_feed_of_a_city_tells_nothing_of_others_and_follows_its_new_name(client: Client) -> None:
    found = site()
    publish(factories.exchange(title="Elsewhere", home_city=found["home"], cities=[factories.city(published=True)]))
    assert "Elsewhere" in titles(read(client, "/en/feed.atom"))
    assert "Elsewhere" not in titles(read(client, "/en/cities/bangkok/feed.atom"))
    assert "Elsewhere" in titles(read(client, "/en/cities/chongqing/feed.atom"))
    rename(found["city"], "krung-thep")
    moved = client.get("/en/cities/bangkok/feed.atom")
    assert (moved.status_code, moved.headers["Location"]) == (301, "/en/cities/krung-thep/feed.atom")


@pytest.mark.parametrize("address", ["cities/hidden/feed.atom", "cities/none/feed.atom", "fields/health/feed.atom"])
def test_feed_of_what_is_not_public_is_not_found(client: Client, address: str) -> None:
    factories.city(slug="hidden")
    factories.exchange(fields=[factories.field("health")])
    assert client.get(f"/en/{address}").status_code == 404


def test_feed_with_a_character_that_xml_cannot_write_can_be_read(client: Client) -> None:
    record = factories.exchange(title_en="A\x0bvisit <b>&", summary_en="\x1b")
    for place in (record.home_city, record):
        publish(place)
    assert titles(read(client, "/en/feed.atom")) == {"Avisit <b>&"}


def test_empty_feed_is_whole_too(client: Client) -> None:
    feed = read(client, "/en/feed.atom")
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated") or "") <= datetime.now(UTC)


@pytest.mark.parametrize("address", ["feed.atom", "cities/bangkok/feed.atom", "fields/culture/feed.atom"])
def test_feed_asks_as_often_for_three_rows_as_for_one(client: Client, address: str) -> None:
    found = site()

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(client, f"/en/{address}")
        return len(captured)

    once = queries()
    for _turn in range(2):
        more = one_more(found["home"], found["city"], found["partnership"])
        for record in (more["agreement"], more["exchange"], more["story"]):
            record.state_en = record.state_zh_hans = "draft"
            record.save()
            publish(record)
    assert queries() == once <= 12


def test_records_of_one_title_are_told_apart_by_their_dates(client: Client) -> None:
    home = factories.home_city(True)
    for day in ("2018", "2019-08"):
        publish(factories.exchange(home_city=home, title_en="Smart Expo", starts_on=day))
    assert titles(read(client, "/en/feed.atom")) == {"Smart Expo (2018)", "Smart Expo (August 2019)"}


@pytest.mark.parametrize("given", [{"held_in": True}, {"cities": True}, {"partnership": True}])
def test_feed_of_a_city_with_more_records_than_are_sorted_tells_the_newest(
    given: dict[str, bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest, "MOST_SORTED", 2)
    tie = factories.partnership(True)
    of_city = {"held_in": tie.partner_city, "cities": [tie.partner_city], "partnership": tie}
    for number in range(4):
        chosen = {name: of_city[name] for name in given}
        exchange = factories.exchange(True, home_city=tie.home_city, **chosen)
        type(exchange).objects.filter(pk=exchange.pk).update(published_at_en=timezone.now() + timedelta(hours=number))
    assert newest.of_city(tie.partner_city, "en")[0] == exchange


def test_feed_of_a_city_with_more_agreements_than_are_sorted_tells_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newest, "MOST_SORTED", 2)
    tie = factories.partnership(True)
    for number in range(4):
        agreement = factories.agreement(True, partnership=tie, signed_on=f"201{number}")
        type(agreement).objects.filter(pk=agreement.pk).update(published_at_en=timezone.now())
    assert newest.of_city(tie.partner_city, "en")[0] == agreement
