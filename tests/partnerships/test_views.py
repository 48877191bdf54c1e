"""Pages of records as visitors read them."""

import pytest
from django.test import Client
from django.utils.translation import override

from tests import factories

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return " ".join(response.content.decode().split())


def test_month_is_said_as_a_month_in_both_languages(client: Client) -> None:
    city = factories.city(published=True)
    exchange = factories.exchange(published=True, cities=[city], starts_on="2026-03")
    for path in (f"cities/{city.slug}/", "exchanges/", f"exchanges/{exchange.slug}/", ""):
        assert '<time datetime="2026-03">March 2026</time>' in page(client, f"/en/{path}")
        assert '<time datetime="2026-03">2026年3月</time>' in page(client, f"/zh-hans/{path}")


def test_city_page_stacks_its_names_with_their_languages(client: Client) -> None:
    names = {"name_en": "Bangkok", "name_zh_hans": "曼谷", "native_name": "กรุงเทพมหานคร", "native_language": "th"}
    body = page(client, f"/en/cities/{factories.city(published=True, **names).slug}/")
    assert '<h1 class="names-main">Bangkok' in body
    assert '<span lang="zh-Hans">曼谷</span>' in body
    assert '<span lang="th">กรุงเทพมหานคร</span>' in body


def test_city_page_leaves_out_the_name_in_a_language_that_is_not_public(client: Client) -> None:
    city = factories.city(published="en", name_en="Bangkok", name_zh_hans="曼谷")
    assert "曼谷" not in page(client, f"/en/cities/{city.slug}/")


def test_city_page_numbers_its_sources_beside_the_facts(client: Client) -> None:
    city = factories.city(published=True, population=5104476)
    factories.cite(city, factories.source(title="First"), supports="name")
    factories.cite(city, factories.source(title="Census"), supports="population", quote="As counted")
    body = page(client, f"/en/cities/{city.slug}/")
    assert '<a href="#source-2" aria-label="Source 2">2</a>' in body
    assert body.index('id="source-1"') < body.index("First") < body.index('id="source-2"') < body.index("Census")
    assert "As counted" in body


def test_city_page_tells_two_sources_that_disagree(client: Client) -> None:
    tie = factories.partnership(published=True, since="2011")
    for title in ("One says so", "Another says otherwise"):
        factories.cite(tie, factories.source(title=title), supports="since")
    body = page(client, f"/en/partnerships/{tie.slug}/")
    assert "One says so" in body
    assert "Another says otherwise" in body


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"validity": "unknown"}, "End date not known"),
        ({"validity": "no_end"}, "No end date"),
        ({"validity": "dated", "valid_until": "2031-09"}, "September 2031"),
    ],
)
def test_agreement_tells_an_unknown_end_from_none(client: Client, given: dict[str, str], words: str) -> None:
    agreement = factories.agreement(published=True, **given)
    assert words in page(client, f"/en/agreements/{agreement.slug}/")


def test_agreement_names_signatories_in_protocol_order_on_their_sides(client: Client) -> None:
    agreement = factories.agreement(published=True)
    for order, (side, name) in enumerate(
        [("partner", "Zed"), ("home", "Second"), ("home", "Third"), ("home", "First")]
    ):
        agreement.people.create(side=side, name_en=name, order=0 if name == "First" else order)
    body = page(client, f"/en/agreements/{agreement.slug}/")
    assert body.index("First") < body.index("Second") < body.index("Third") < body.index("Zed")


def test_exchange_tells_an_unknown_number_of_persons_from_none(client: Client) -> None:
    unknown, none = factories.exchange(published=True), factories.exchange(published=True, persons=0)
    assert "Person-visits" not in page(client, f"/en/exchanges/{unknown.slug}/")
    assert "<dt>Person-visits</dt> <dd>0" in page(client, f"/en/exchanges/{none.slug}/")


def test_list_keeps_the_query_on_its_other_pages(client: Client) -> None:
    home = factories.home_city(published=True)
    for number in range(41):
        factories.exchange(published=True, home_city=home, title=f"Meeting {number}")
    body = page(client, "/en/exchanges/?q=meeting&kind=visit")
    assert 'href="?q=meeting&amp;kind=visit&amp;page=2"' in body
    assert "41 exchanges recorded here" in body
    assert '<link rel="canonical" href="http://testserver/en/exchanges/?q=meeting&amp;kind=visit">' in body


@pytest.mark.parametrize(("asked", "shown"), [("2", 2), ("999999", 2), ("0", 1), ("-1", 1), ("abc", 1), ("", 1)])
def test_list_answers_with_the_nearest_page(client: Client, asked: str, shown: int) -> None:
    home = factories.home_city(published=True)
    for _turn in range(41):
        factories.exchange(published=True, home_city=home)
    assert client.get("/en/exchanges/", {"page": asked}).context["page_obj"].number == shown


def test_list_pages_hold_each_record_once(client: Client) -> None:
    home = factories.home_city(published=True)
    made = {factories.exchange(published=True, home_city=home, starts_on="2018").pk for _turn in range(41)}
    pages = [client.get("/en/exchanges/", {"page": number}).context["object_list"] for number in (1, 2)]
    shown = [exchange.pk for found in pages for exchange in found]
    assert len(shown) == len(made)
    assert set(shown) == made


def test_home_page_counts_lead_to_as_many_rows(client: Client) -> None:
    for tie_class in ("sister_city", "sister_city", "friendly_exchange"):
        factories.partnership(published=True, tie_class=tie_class)
    assert '<a href="/en/figures/partnerships/?tie=sister_city">Sister city: 2</a>' in page(client, "/en/")
    assert '<span class="figure-count">2</span> partnerships' in page(
        client, "/en/figures/partnerships/?tie=sister_city"
    )


def test_city_with_two_home_cities_is_counted_once_and_its_partnerships_twice(client: Client) -> None:
    tie = factories.partnership(published=True)
    factories.partnership(published=True, partner_city=tie.partner_city)
    assert "1 city recorded here, in 2 partnerships" in page(client, "/en/cities/")


def test_home_city_page_lists_its_partners_and_stands_apart_in_the_list(client: Client) -> None:
    tie = factories.partnership(published=True)
    body = page(client, f"/en/cities/{tie.home_city.slug}/")
    assert "Partners recorded here" in body
    assert tie.partner_city.name_en in body
    body = page(client, "/en/cities/")
    places = [
        f'href="{tie.partner_city.get_absolute_url()}"',
        "Our own cities",
        f'href="{tie.home_city.get_absolute_url()}"',
    ]
    assert sorted(places, key=body.index) == places


def test_published_change_of_status_is_told(client: Client) -> None:
    tie = factories.partnership(published=True, status="terminated")
    path = f"/en/partnerships/{tie.slug}/"
    assert "Terminated" not in page(client, path)
    tie.events.create(status="terminated", happened_on="2020", reason_en="Both agreed", is_public=True)
    assert "Terminated: Both agreed" in page(client, path)


def test_country_is_named_in_the_language_of_the_page(client: Client) -> None:
    city = factories.city(published=True, country="TH")
    assert "泰国" in page(client, f"/zh-hans/cities/{city.slug}/")


def test_address_of_a_record_is_in_the_active_language() -> None:
    city = factories.city(slug="bangkok")
    with override("zh-hans"):
        assert city.get_absolute_url() == "/zh-hans/cities/bangkok/"


@pytest.mark.parametrize(
    ("title", "shown"), [("合作协议", "《合作协议》"), ("关于《合作协议》的备忘录", "关于《合作协议》的备忘录")]
)
def test_chinese_page_names_a_document_between_its_marks(client: Client, title: str, shown: str) -> None:
    agreement = factories.agreement(published=True, title_en="Cooperation agreement", title_zh_hans=title)
    assert f"<h1>{shown}" in client.get(f"/zh-hans/agreements/{agreement.slug}/").content.decode()
    assert "<h1>Cooperation agreement" in client.get(f"/en/agreements/{agreement.slug}/").content.decode()
