"""Titles by which records are told apart where nothing stands beside them."""

import pytest
from django.test import Client
from django.utils.translation import override

from partnerships.titles import dated_title, distinct_title
from tests import factories

pytestmark = pytest.mark.django_db
TITLE = {"title_en": "Agreement on sister-city relations", "title_zh_hans": "建立友好城市关系协议书"}


def agreement_with(name_en: str, name_zh: str, **given: str) -> object:
    partner = factories.city(True, name_en=name_en, name_zh_hans=name_zh)
    home = factories.home_city(True, name_en="Chongqing", name_zh_hans="重庆")
    tie = factories.partnership(True, home_city=home, partner_city=partner)
    return factories.agreement(True, partnership=tie, **TITLE, **given)


def test_agreement_is_told_by_its_cities_and_its_date_as_far_as_that_is_known() -> None:
    signed = agreement_with("Düsseldorf", "杜塞尔多夫", signed_on="2004-07")
    assert distinct_title(signed) == "Agreement on sister-city relations (Chongqing and Düsseldorf, July 2004)"
    with override("zh-hans"):
        assert distinct_title(signed) == "《建立友好城市关系协议书》（重庆与杜塞尔多夫，2004年7月）"
    undated = agreement_with("Sanjō", "三条", signed_on="")
    assert distinct_title(undated) == "Agreement on sister-city relations (Chongqing and Sanjō)"
    assert dated_title(undated) == "Agreement on sister-city relations"


@pytest.mark.parametrize(
    ("title", "starts_on", "told"),
    [
        ("Smart Expo", "2019-08", "Smart Expo (August 2019)"),
        ("Smart Expo 2019", "2019-08", "Smart Expo 2019"),
        ("Smart Expo", "2019~", "Smart Expo (about 2019)"),
        ("Smart Expo", "", "Smart Expo"),
    ],
)
def test_date_is_added_where_the_title_does_not_name_the_year(title: str, starts_on: str, told: str) -> None:
    assert distinct_title(factories.exchange(title=title, starts_on=starts_on)) == told


def test_pages_of_agreements_of_one_title_have_titles_of_their_own(client: Client) -> None:
    agreements = [agreement_with("Düsseldorf", "杜塞尔多夫"), agreement_with("Sanjō", "三条")]
    for code in ("en", "zh-hans"):
        pages = [
            client.get(each.get_absolute_url().replace("/en/", f"/{code}/")).content.decode() for each in agreements
        ]
        heads = {" ".join(page.partition("<title>")[2].partition("</title>")[0].split()) for page in pages}
        assert len(heads) == 2
        shared = {page.partition('property="og:title"')[2].partition(">")[0] for page in pages}
        assert len(shared) == 2


def test_suggestions_of_one_title_are_told_apart_by_their_dates(client: Client) -> None:
    for day in ("2004-07-22", "2019-06"):
        agreement_with("Bangkok" if day == "2019-06" else "Hanoi", "曼谷", signed_on=day)
    found = client.get("/zh-hans/search/suggest/", {"q": "建立友好"}).json()["suggestions"]
    assert sorted(each["kind"] for each in found) == ["协议（2004年7月22日）", "协议（2019年6月）"]
