"""What pages say of themselves to those who pass them on and to machines: true, whole, and only what is public."""

import json
import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.test.utils import override_settings
from PIL import Image

from partnerships import card_fonts
from partnerships.models import City, SiteProfile
from tests import factories, people
from tests.common.test_former_slugs import rename
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta property="([^"]+)" content="([^"]*)">')
TYPES = {
    "city": "City",
    "partnership": "WebPage",
    "agreement": "CreativeWork",
    "exchange": "Event",
    "honour": "WebPage",
    "story": "Article",
}


@pytest.fixture(autouse=True)
def _own_fonts() -> Any:
    """Each test finds the fonts that its settings name."""
    card_fonts.files.cache_clear()
    yield
    card_fonts.files.cache_clear()


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


def facts_on(page: str) -> dict[str, Any]:
    found = [json.loads(text) for text in DATA.findall(page)]
    assert all(facts["@context"] == "https://schema.org" for facts in found)
    return {facts["@type"]: facts for facts in found}


def said_on(page: str) -> dict[str, str]:
    return {name: unescape(content) for name, content in META.findall(page)}


@pytest.mark.parametrize("name", TYPES)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_page_of_a_record_tells_machines_what_it_is_and_where(client: Client, name: str, language: str) -> None:
    record = rows(1)[name]
    address = record.get_absolute_url().replace("/en/", f"/{language}/")
    page = page_of(client, address)
    facts = facts_on(page)
    assert facts[TYPES[name]]["url"] == f"http://testserver{address}"
    trail = facts["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in trail] == list(range(1, len(trail) + 1))
    assert trail[-1]["item"] == f"http://testserver{address}"
    assert said_on(page)["og:url"] == f"http://testserver{address}"
    assert said_on(page)["og:title"]
    assert f'<link rel="canonical" href="http://testserver{address}">' in page


@pytest.mark.parametrize(
    ("edtf", "told"),
    [("2011", "2011"), ("2011-09", "2011-09"), ("2011-09-26", "2011-09-26"), ("1998~", None), ("", None)],
)
def test_date_is_told_as_precisely_as_it_is_known_and_never_about(client: Client, edtf: str, told: str | None) -> None:
    exchange = factories.exchange(published=True, starts_on=edtf)
    story = factories.story(published=True, published_on=edtf)
    assert facts_on(page_of(client, exchange.get_absolute_url()))["Event"].get("startDate") == told
    assert facts_on(page_of(client, story.get_absolute_url()))["Article"].get("datePublished") == told


def test_nothing_is_told_that_is_not_known(client: Client) -> None:
    city = factories.city(published=True, name="Bangkok", slug="bangkok")
    facts = facts_on(page_of(client, city.get_absolute_url()))["City"]
    url = "http://testserver/en/cities/bangkok/"
    country = {"@type": "Country", "name": "Thailand"}
    wanted = {"@context": "https://schema.org", "@type": "City", "name": "Bangkok", "url": url}
    assert facts == {**wanted, "containedInPlace": country}


def test_office_is_told_on_the_home_page_once_it_has_a_name(client: Client) -> None:
    assert "Organization" not in facts_on(page_of(client, "/en/"))
    SiteProfile.objects.create(office_en="The office", email="office@example.org")
    wanted = {
        "@type": "Organization",
        "name": "The office",
        "url": "http://testserver/en/",
        "email": "office@example.org",
    }
    assert facts_on(page_of(client, "/en/"))["Organization"] == {"@context": "https://schema.org", **wanted}


def test_text_that_would_end_the_data_does_not(client: Client) -> None:
    text = "</script><script>alert(1)</script><!--"
    exchange = factories.exchange(published=True, title=text, summary_en=text)
    page = page_of(client, exchange.get_absolute_url())
    assert "<script>alert" not in page
    assert facts_on(page)["Event"]["name"] == text


def test_draft_in_preview_tells_machines_nothing(client: Client) -> None:
    city = factories.city(name="Draftville")
    client.force_login(people.editor())
    page = page_of(client, city.get_absolute_url())
    assert facts_on(page) == {}
    assert "og:image" not in page


def test_pages_name_the_feeds_of_the_site_and_of_their_subject(client: Client) -> None:
    rows(1)
    feeds = re.compile(r'type="application/atom\+xml"[^>]*href="([^"]+)"', re.DOTALL)
    assert feeds.findall(page_of(client, "/en/")) == ["/en/feed.atom"]
    assert feeds.findall(page_of(client, "/en/cities/bangkok/")) == ["/en/cities/bangkok/feed.atom", "/en/feed.atom"]
    assert feeds.findall(page_of(client, "/en/fields/culture/")) == ["/en/fields/culture/feed.atom", "/en/feed.atom"]


@pytest.mark.parametrize("address", ["", "cities/", "exchanges/", "stories/", "photos/", "about/", "open-data/"])
def test_page_without_a_record_has_a_title_to_pass_on(client: Client, address: str) -> None:
    said = said_on(page_of(client, f"/en/{address}"))
    assert said["og:title"]
    assert said["og:url"] == f"http://testserver/en/{address}"


def card_address(page: str) -> str:
    return said_on(page)["og:image"].removeprefix("http://testserver")


def test_city_has_a_card_with_its_names(client: Client) -> None:
    rows(1)
    address = card_address(page_of(client, "/en/cities/bangkok/"))
    response = client.get(address)
    assert response.headers["Content-Type"] == "image/png"
    with Image.open(BytesIO(response.content)) as picture:
        assert picture.size == (1200, 630)
        assert len(picture.convert("RGB").getcolors(1 << 20) or ()) > 3
    assert not response.cookies


def test_former_card_leads_to_the_present_one(client: Client) -> None:
    site = rows(1)
    old = card_address(page_of(client, "/en/cities/bangkok/"))
    site["city"].name_en = "Krung Thep"
    site["city"].save()
    new = card_address(page_of(client, "/en/cities/bangkok/"))
    assert new != old
    assert client.get(old).headers["Location"] == new


def test_card_of_a_city_that_was_renamed_leads_to_the_present_one(client: Client) -> None:
    city = rows(1)["city"]
    old = card_address(page_of(client, "/en/cities/bangkok/"))
    rename(city, "krung-thep")
    assert client.get(old).headers["Location"] == card_address(page_of(client, "/en/cities/krung-thep/"))
    City.objects.update(state_en="draft")
    assert client.get(old).status_code == 404


def test_hidden_city_has_no_card_and_a_hidden_partner_is_on_none(client: Client) -> None:
    site = rows(1)
    shown = card_address(page_of(client, "/en/cities/bangkok/"))
    site["partnership"].state_en = "draft"
    site["partnership"].save()
    alone = card_address(page_of(client, "/en/cities/bangkok/"))
    assert alone != shown
    site["city"].state_en = "draft"
    site["city"].save()
    assert client.get(alone).status_code == 404


@pytest.mark.parametrize("name", ["exchange", "story"])
def test_photo_that_is_passed_on_is_told_with_its_words_and_its_size(client: Client, name: str) -> None:
    record = rows(1)[name]
    said = said_on(page_of(client, record.get_absolute_url()))
    photo = record.lead_photo if name == "story" else record.attachments.get().item
    assert said["og:image"].startswith(f"http://testserver/files/{photo.slug}/")
    assert said["og:image:alt"] == photo.alt_en
    assert (said["og:image:width"], said["og:image:height"]) == ("960", "640")


def test_page_of_a_photo_tells_the_size_of_what_it_passes_on(client: Client) -> None:
    photo = rows(1)["story"].lead_photo
    said = said_on(page_of(client, photo.get_absolute_url()))
    assert (said["og:image:width"], said["og:image:height"]) == ("960", "720")
    assert said["og:image:alt"] == photo.alt_en


def test_name_that_no_font_can_write_has_no_card(client: Client) -> None:
    factories.city(published=True, name="\ue000\ue001", slug="unwritten")
    assert "og:image" not in said_on(page_of(client, "/en/cities/unwritten/"))
    assert client.get("/en/cities/unwritten/card-x.png").status_code == 404


def test_site_without_fonts_has_no_cards_and_does_without(client: Client) -> None:
    factories.city(published=True, slug="bangkok")
    with override_settings(CARD_FONTS=["/nowhere"]):
        assert "og:image" not in said_on(page_of(client, "/en/cities/bangkok/"))
        assert client.get("/en/cities/bangkok/card-x.png").status_code == 404


@pytest.mark.parametrize("name", ["city", "agreement", "exchange", "story", "honour"])
def test_page_of_a_record_without_a_summary_describes_itself_all_the_same(client: Client, name: str) -> None:
    record = rows(1)[name]
    type(record).objects.filter(pk=record.pk).update(summary_en="")
    found = re.search(r'<meta name="description"\s+content="([^"]*)">', page_of(client, record.get_absolute_url()))
    assert found
    assert len(found[1].strip()) > 20


def test_city_without_a_summary_is_described_by_what_it_is_to_us(client: Client) -> None:
    city = rows(1)["city"]
    type(city).objects.filter(pk=city.pk).update(summary_en="")
    page = page_of(client, city.get_absolute_url())
    assert re.search(r'name="description"\s+content="Bangkok: [^"]* of Chongqing', page)
