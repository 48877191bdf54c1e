"""What a visitor's browser is given: no cookie, no other host, the right language, nothing kept too long."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from partnerships.models import SiteProfile
from sistercities.common.languages import CONTENT_LANGUAGES
from tests import factories
from tests.people import editor, person, viewer
from tests.public.secret_words import visit
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db

LOADED = re.compile(
    r'<(?:link|script|img|source|iframe|video|audio|object|embed|form)\b[^>]*?(?:src|srcset|href|data|action)="([^"]*)"'
)
OWN = ("/", "?", "#", "data:", "http://testserver/")


def test_no_public_page_knows_of_cookies_or_loads_anything_from_another_host(client: Client) -> None:
    site = rows(1)
    factories.cite(site["city"], factories.source(url="https://elsewhere.example/article"))
    site[
        "city"
    ].profile_en = "<p><a href='https://elsewhere.example/'>A link</a><img src='https://elsewhere.example/a.png'></p>"
    site["city"].website = "https://elsewhere.example/"
    site["city"].save()
    for url, response, body in visit(client):
        assert not response.cookies, url
        assert "Cookie" not in response.headers.get("Vary", ""), url
        loaded = [address for address in LOADED.findall(body) if not address.startswith(OWN)]
        assert [address for address in loaded if address] == [], url


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh-TW", "zh-hans"),
        ("zh", "zh-hans"),
        ("en-GB,en", "en"),
        ("de-DE,de;q=0.9,zh;q=0.3", "zh-hans"),
        ("fr", "en"),
        ("", "en"),
        ("*;q=x,,,;;;", "en"),
    ],
)
def test_bare_address_leads_to_the_preferred_language(client: Client, accepted: str, language: str) -> None:
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in response.headers["Vary"]
    assert not response.cookies


def test_page_names_each_language_in_which_it_is_ready(client: Client) -> None:
    both, chinese = factories.city(published=True), factories.city(published="zh-hans")
    page = client.get(both.get_absolute_url()).content.decode()
    assert f'hreflang="zh-Hans" href="http://testserver/zh-hans/cities/{both.slug}/"' in page
    assert f'<link rel="canonical" href="http://testserver/en/cities/{both.slug}/">' in page
    page = client.get(f"/zh-hans/cities/{chinese.slug}/").content.decode()
    assert 'hreflang="en"' not in page


def test_page_ready_in_another_language_only_is_not_found_and_says_where_it_is(client: Client) -> None:
    city = factories.city(published="zh-hans", slug="bangkok", name_en="zqunapproved", name_zh_hans="曼谷")
    response = client.get(f"/en/cities/{city.slug}/")
    page = response.content.decode()
    assert response.status_code == 404
    assert f"/zh-hans/cities/{city.slug}/" in page
    assert "zqunapproved" not in page
    assert "曼谷" not in page


def test_page_of_nothing_names_no_other_language(client: Client) -> None:
    factories.city(slug="hidden")
    hidden, nothing = client.get("/en/cities/hidden/"), client.get("/en/cities/nothing/")
    assert hidden.status_code == nothing.status_code == 404
    assert hidden.content == nothing.content


@pytest.mark.parametrize("language", CONTENT_LANGUAGES)
@pytest.mark.parametrize("name", ["home", "about", "privacy"])
def test_site_pages_exist_without_any_record(client: Client, language: str, name: str) -> None:
    with override(language):
        assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", ["city_list", "agreement_list", "exchange_list", "story_list"])
def test_empty_list_says_what_to_do(client: Client, name: str) -> None:
    page = client.get(reverse(f"partnerships:{name}")).content.decode()
    assert "Records appear here as soon as the office publishes them." in page
    page = client.get(reverse(f"partnerships:{name}"), {"q": "nothing like it"}).content.decode()
    assert "Take away a filter" in page


def test_text_of_the_site_profile_is_shown_in_its_language(client: Client) -> None:
    SiteProfile.objects.create(privacy_text_en="No cookies.", privacy_text_zh_hans="不使用Cookie。")
    assert "No cookies." in client.get("/en/privacy/").content.decode()
    assert "不使用Cookie。" in client.get("/zh-hans/privacy/").content.decode()


def test_public_page_is_asked_for_again_each_time(client: Client) -> None:
    city = factories.city(published=True)
    assert client.get(city.get_absolute_url()).headers["Cache-Control"] == "public, max-age=0, must-revalidate"


@pytest.mark.parametrize("make", [editor, viewer])
def test_draft_is_previewed_by_staff_and_never_stored(client: Client, make: object) -> None:
    city = factories.city(name="Draftville")
    client.force_login(make())
    response = client.get(city.get_absolute_url())
    page = response.content.decode()
    assert response.status_code == 200
    assert "Draftville" in page
    assert "Only signed-in staff see this page." in page
    assert response.headers["Cache-Control"] == "no-store, private"


def test_draft_is_hidden_from_people_without_the_right(client: Client) -> None:
    city = factories.city(name="Draftville")
    for user in (person(), person("Editor", is_staff=False)):
        client.force_login(user)
        assert client.get(city.get_absolute_url()).status_code == 404


def test_draft_in_preview_shows_no_draft_beside_it(client: Client) -> None:
    hidden = factories.city(name="Hiddenville")
    tie = factories.partnership(partner_city=hidden, home_city=factories.home_city(name="Hiddenhome"))
    client.force_login(editor())
    for record in (
        tie,
        factories.agreement(partnership=tie, signed_in=hidden),
        factories.exchange(home_city=tie.home_city, cities=[hidden], held_in=hidden, partnership=tie),
        factories.honour(partnership=tie, recipient_city=hidden),
        factories.story(cities=[hidden]),
    ):
        response = client.get(record.get_absolute_url())
        assert response.status_code == 200
        assert b"Hidden" not in response.content


def test_published_page_seen_by_staff_has_no_banner(client: Client) -> None:
    city = factories.city(published=True)
    client.force_login(editor())
    page = client.get(city.get_absolute_url()).content.decode()
    assert "Only signed-in staff see this page." not in page


@pytest.mark.parametrize(("path", "status"), [("/robots.txt", 200), ("/favicon.ico", 302), ("/healthz", 200)])
def test_addresses_for_machines_answer(client: Client, path: str, status: int) -> None:
    assert client.get(path).status_code == status


@pytest.mark.parametrize(("language", "words"), [("en", "There is no page at this address"), ("zh-hans", "")])
def test_missing_page_answers_in_the_language_of_its_address(client: Client, language: str, words: str) -> None:
    response = client.get(f"/{language}/nothing/here/")
    assert response.status_code == 404
    assert words in response.content.decode()
    assert f'<html lang="{language.replace("hans", "Hans")}"' in response.content.decode()


def test_request_for_another_host_is_refused_in_words(client: Client) -> None:
    response = client.get("/en/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "This request could not be read" in response.content.decode()
    assert "evil.example" not in response.content.decode()
