"""Sixty queries and what they find, the same on both databases; what relevance means; what is never found."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override

from partnerships.search import Query, find
from partnerships.search_kinds import BY_NAME
from partnerships.search_results import group_of, hits_of, overview
from partnerships.search_suggestions import suggestions
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def register() -> dict[str, Any]:
    """One home city, three partners, and what hangs on them; all of it public in both languages but for two texts."""
    home = factories.home_city(True, slug="chongqing", name_en="Chongqing", name_zh_hans="重庆")
    bangkok = factories.city(
        True, slug="bangkok", name_en="Bangkok", name_zh_hans="曼谷", native_name="กรุงเทพมหานคร", native_language="th"
    )
    bangkok.other_names.create(name="Krung Thep", language="en")
    bangkok.save()
    given = {"country": "DE", "name_en": "Düsseldorf", "name_zh_hans": "杜塞尔多夫", "native_name": "Düsseldorf"}
    factories.city(True, slug="duesseldorf", **given)
    hiroshima = factories.city(
        True, slug="hiroshima", country="JP", name_en="Hiroshima", name_zh_hans="广岛", native_name="広島市"
    )
    factories.city("en", slug="lodz", country="PL", name_en="Łódź", name_zh_hans="罗兹")
    return {"home": home, "bangkok": bangkok, "hiroshima": hiroshima, **what_hangs_on(home, bangkok, hiroshima)}


def what_hangs_on(home: Any, bangkok: Any, hiroshima: Any) -> dict[str, Any]:
    tie = factories.partnership(True, slug="cq-bkk", home_city=home, partner_city=bangkok, since="2011-09-26")
    agreement = factories.agreement(
        True,
        slug="friendly",
        partnership=tie,
        title_en="Agreement on friendly exchange",
        title_zh_hans="建立友好交流关系协议",
    )
    rail = factories.exchange(
        True,
        slug="rail",
        home_city=home,
        cities=[bangkok],
        starts_on="2022-07-01",
        title_en="Rail cooperation signed",
        title_zh_hans="铁路合作签约",
        summary_en="A corridor by railway through Laos, 1,500 km.",
        summary_zh_hans="经老挝的铁路通道。",
    )
    expo = factories.exchange(
        True,
        slug="expo",
        home_city=home,
        cities=[bangkok, hiroshima],
        starts_on="2019-08",
        title_en="Smart Expo",
        title_zh_hans="智博会",
    )
    factories.exchange(
        "zh-hans",
        slug="only-zh",
        home_city=home,
        starts_on="2020",
        title_en="Unapproved words",
        title_zh_hans="线上论坛",
    )
    told_of_them(tie)
    return {"tie": tie, "agreement": agreement, "rail": rail, "expo": expo}


def told_of_them(tie: Any) -> None:
    factories.honour(True, slug="award", name_en="Exchange Award", name_zh_hans="交流合作奖", partnership=tie)
    factories.story(
        True,
        slug="story",
        cities=[tie.partner_city],
        title_en="From a signature to a railway",
        title_zh_hans="从一纸协议到一条铁路",
        body_en="<p>The Café on the Mekong &amp; a train.</p>",
        body_zh_hans="<p>湄公河畔的列车。</p>",
    )
    factories.photo(True, slug="bridge", caption_en="Bridge at night", caption_zh_hans="夜色中的大桥")


def found(text: str, language: str = "en") -> str:
    """The short names of what is found, kind by kind."""
    hits = find(Query.of(text, language, timezone.now()))
    return " ".join(hit.slug for group in hits.values() for hit in group)


OF_BANGKOK = "bangkok cq-bkk friendly rail expo award story"
QUERIES = [
    # Names in every language and script
    ("曼谷", OF_BANGKOK),
    ("Bangkok", OF_BANGKOK),
    ("bangkok", OF_BANGKOK),
    ("BANGK", OF_BANGKOK),
    ("ban", OF_BANGKOK),
    ("กรุงเทพมหานคร", OF_BANGKOK),
    ("กรุงเทพ", OF_BANGKOK),
    ("Krung Thep", OF_BANGKOK),
    ("krung", OF_BANGKOK),
    ("thep", OF_BANGKOK),
    ("曼", "bangkok"),
    ("谷", "bangkok"),
    ("曼谷市", ""),
    ("Thailand", OF_BANGKOK),
    ("泰国", OF_BANGKOK),
    # Accents, strokes, forms of characters
    ("Düsseldorf", "duesseldorf"),
    ("dusseldorf", "duesseldorf"),
    ("DÜSSEL", "duesseldorf"),
    ("杜塞尔多夫", "duesseldorf"),
    ("杜塞爾多夫", "duesseldorf"),
    ("Germany", "duesseldorf"),
    ("lodz", "lodz"),
    ("Łódź", "lodz"),
    ("罗兹", ""),
    ("广岛", "hiroshima expo"),
    ("廣島", "hiroshima expo"),
    ("広島", "hiroshima expo"),
    ("重慶", "chongqing"),
    ("重庆", "chongqing"),
    ("cafe", "story"),
    ("Café", "story"),
    # Words of texts
    ("rail", "rail story"),
    ("railway", "rail story"),
    ("ailway", ""),
    ("rail cooperation", "rail"),
    ("cooperation rail", "rail"),
    ("rail nothing", ""),
    ("铁路", "rail story"),
    ("鐵路", "rail story"),
    ("铁路通道", "rail"),
    ("路铁", ""),
    ("协议", "friendly story"),
    ("friendly exchange", "friendly"),
    ("award", "award"),
    ("交流", "friendly award"),
    ("Mekong train", "story"),
    ("湄公河", "story"),
    ("bridge", "bridge"),
    ("大桥", "bridge"),
    ("p", ""),
    # Numbers and dates
    ("2022", "rail"),
    ("July 2022", "rail"),
    ("2022年7月", "rail"),
    ("2011", "cq-bkk friendly"),
    ("1,500 km", "rail"),
    # Places and words together
    ("Bangkok rail", "rail story"),
    ("曼谷 铁路", "rail story"),
    ("Chongqing Bangkok", "cq-bkk friendly rail expo award"),
    ("Hiroshima Bangkok", "expo"),
    ("Thailand 2019", "expo"),
]


def test_each_query_finds_exactly_these(register: dict[str, Any]) -> None:
    assert len(dict(QUERIES)) == 60
    assert {text: found(text) for text, _expected in QUERIES} == dict(QUERIES)


def test_chinese_pages_find_what_is_public_in_chinese(register: dict[str, Any]) -> None:
    expected = {"曼谷": OF_BANGKOK, "线上论坛": "only-zh", "Unapproved": "", "lodz": ""}
    assert {text: found(text, "zh-hans") for text in expected} == expected


def test_exact_title_comes_before_beginning_before_title_before_text_and_newest_first() -> None:
    home = factories.home_city(True)
    for slug, title, day, summary in (
        ("text", "Visit", "2024", "By ferry"),
        ("in-title", "The ferry", "2023", ""),
        ("begins", "Ferry opened", "2022", ""),
        ("exact-old", "Ferry", "2001", ""),
        ("exact-new", "Ferry", "2002", ""),
        ("undated", "Ferry", "", ""),
    ):
        factories.exchange(True, slug=slug, home_city=home, title=title, starts_on=day, summary_en=summary)
    assert found("ferry") == "exact-new exact-old undated begins in-title text"


@pytest.mark.parametrize("name", ["partner", "home", "tie", "too_early", "too_late"])
def test_what_hangs_on_something_hidden_is_not_found(name: str) -> None:
    tie = factories.partnership(True)
    agreement = factories.agreement(True, partnership=tie, title="Ferryagreement")
    hidden = {"home": tie.home_city, "partner": tie.partner_city, "tie": tie}.get(name, agreement)
    hour = timedelta(hours=1)
    if name == "too_early":
        hidden.publish_at = timezone.now() + hour
    elif name == "too_late":
        hidden.withdraw_at = timezone.now() - hour
    else:
        hidden.state_en = "draft"
    assert found("ferryagreement") == agreement.slug
    hidden.save()
    assert found("ferryagreement") == ""


def test_photo_is_not_found_when_its_permission_has_ended() -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    factories.photo(True, caption="Ferry", permission_until=yesterday)
    assert found("ferry") == ""


def test_name_of_a_hidden_city_finds_nothing_that_it_takes_part_in() -> None:
    factories.exchange(True, title="Visit", cities=[factories.city(name="Ferryville")])
    assert found("ferryville") == ""


def lines_of(text: str, language: str = "en") -> list[tuple[str, str, str]]:
    """Of all results: where a line stands, in which language, and its text."""
    with override(language):
        groups = overview(Query.of(text, language, timezone.now()), 5)
    lines = [line for group in groups for result in group.results for line in result.lines]
    return [(line.label, line.language, line.text) for line in lines]


def test_words_of_the_other_language_alone_are_shown_as_such_and_marked(register: dict[str, Any]) -> None:
    register["bangkok"].summary_en = "A city of canals."
    register["bangkok"].save()
    assert lines_of("曼谷")[:2] == [("", "", "A city of canals."), ("Chinese", "zh-hans", "<mark>曼谷</mark>")]
    assert lines_of("Rail cooperation", "zh-hans") == [
        ("", "", "经老挝的铁路通道。"),
        ("英文", "en", "<mark>Rail</mark> <mark>cooperation</mark> signed"),
    ]


def test_words_that_the_page_says_in_its_language_are_not_told_again_in_another() -> None:
    texts = {
        "title_en": "Ferry opened",
        "summary_en": "To Bangkok.",
        "title_zh_hans": "Ferry",
        "summary_zh_hans": "曼谷",
    }
    factories.exchange(True, **texts)
    assert lines_of("ferry") == [("", "", "To Bangkok.")]
    assert lines_of("ferry bangkok") == [("", "", "To <mark>Bangkok</mark>.")]
    assert lines_of("ferry 曼谷") == [("", "", "To Bangkok."), ("Chinese", "zh-hans", "<mark>曼谷</mark>")]


def test_unapproved_language_of_a_found_record_is_not_shown() -> None:
    factories.exchange(
        "en", title_en="Ferry", title_zh_hans="未经批准", summary_en="Ferry", summary_zh_hans="Ferry 秘密"
    )
    (group,) = overview(Query.of("ferry", "en", timezone.now()), 5)
    shown = str(group.results)
    assert "Ferry" in shown
    assert "秘密" not in shown


def test_word_of_very_many_records_is_told_as_more_and_listed_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("search", "search_results"):
        monkeypatch.setattr(f"partnerships.{module}.MOST_RANKED", 2)
    monkeypatch.setattr("partnerships.search.find.__defaults__", (*find.__defaults__[:1], 2))
    home = factories.home_city(True)
    for year in (2001, 2003, 2002, 2004):
        factories.exchange(True, home_city=home, title=f"Ferry {year}", starts_on=str(year))
    query, kind = Query.of("ferry", "en", timezone.now()), BY_NAME["exchange"]
    group = group_of(kind, hits_of(kind, query), query, 0, 3)
    assert (group.is_more, group.shown_count) == (True, 2)
    assert [str(result.date) for result in group.results] == ["2004", "2003", "2002"]


def test_suggestions_name_cities_before_what_only_begins_so(register: dict[str, Any]) -> None:
    names = [each.title for each in suggestions(Query.of("bang", "en", timezone.now()))]
    assert names == ["Bangkok"]
    (city, *_more) = suggestions(Query.of("曼谷", "en", timezone.now()))
    assert (city.title, city.other, city.url) == ("Bangkok", "曼谷", "/en/cities/bangkok/")


def test_nothing_is_suggested_for_one_letter() -> None:
    factories.city(True, name="Bangkok")
    assert suggestions(Query.of("b", "en", timezone.now())) == []
