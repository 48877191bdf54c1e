"""Which record a row without a slug is about, for each type."""

from typing import Any

import pytest

from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Source, Story
from tests import factories
from tests.partnerships.sheets import outcomes, sentences, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def tie() -> Partnership:
    home = factories.home_city(slug="chongqing", name="Chongqing")
    bangkok = factories.city(slug="bangkok", name="Bangkok")
    return factories.partnership(home_city=home, partner_city=bangkok, slug="chongqing-bangkok")


def test_partnership_is_matched_by_its_pair(tie: Partnership) -> None:
    report = taken_in("partnerships", ("home_city", "partner_city", "since"), ["Chongqing", "Bangkok", "2011"])
    assert outcomes(report) == ["changed"]
    assert Partnership.objects.get().since.text == "2011"


def test_agreement_is_matched_by_partnership_kind_date_and_wording(tie: Partnership) -> None:
    factories.agreement(partnership=tie, signed_on="2011-09-26")
    headers = ("partnership", "kind", "signed_on", "summary_en")
    report = taken_in("agreements", headers, ["chongqing-bangkok", "friendly-exchange", "26 September 2011", "Signed."])
    assert outcomes(report) == ["changed"]


@pytest.mark.parametrize("row", [["2011", ""], ["", ""], ["2011-09-26", "Second document"]])
def test_agreement_that_may_be_recorded_is_a_question(tie: Partnership, row: list[str]) -> None:
    factories.agreement(partnership=tie, signed_on="2011-09-26", slug="the-one", title="Agreement")
    headers = ("partnership", "kind", "title_en", "signed_on", "wording")
    report = taken_in("agreements", headers, ["chongqing-bangkok", "friendly-exchange", "Agreement", *row])
    assert sentences(report)[0].startswith("Row 2: Is this “Agreement” of 26 September 2011 (the-one)?")
    assert Agreement.objects.count() == 1


def test_two_documents_told_apart_by_their_words_are_two(tie: Partnership) -> None:
    headers = ("partnership", "kind", "title_en", "signed_on", "wording")
    rows = [["chongqing-bangkok", "memorandum", words, "2011", words] for words in ("On trade", "Ports and rivers")]
    assert outcomes(taken_in("agreements", headers, *rows)) == ["new", "new"]


@pytest.mark.parametrize("titles", [{"title_en": "A visit"}, {"title_zh_hans": "访问"}])
def test_exchange_is_matched_by_its_title_in_either_language(tie: Partnership, titles: dict[str, str]) -> None:
    factories.exchange(home_city=tie.home_city, title_en="A visit", title_zh_hans="访问", starts_on="2018-05")
    headers = ("home_city", *titles, "starts_on", "persons")
    report = taken_in("exchanges", headers, ["chongqing", *titles.values(), "2018-05", "12"])
    assert outcomes(report) == ["changed"]
    assert Exchange.objects.get().persons == 12


def test_exchange_that_differs_in_the_precision_of_its_date_is_a_question(tie: Partnership) -> None:
    factories.exchange(home_city=tie.home_city, title="A visit", starts_on="2018-05", slug="a-visit-2018")
    report = taken_in(
        "exchanges", ("home_city", "title_en", "kind", "starts_on"), ["chongqing", "A visit", "visit", "2018-05-03"]
    )
    assert sentences(report) == [
        "Row 2: Is this “A visit” of May 2018 (a-visit-2018)? If so, write its short name in the column slug. "
        "If it is another one, give it a short name of its own there."
    ]
    assert Exchange.objects.count() == 1


def test_answer_to_the_question_is_taken(tie: Partnership) -> None:
    factories.exchange(home_city=tie.home_city, title="A visit", starts_on="2018-05", slug="a-visit-2018")
    headers = ("slug", "home_city", "title_en", "kind", "starts_on")
    report = taken_in(
        "exchanges",
        headers,
        ["a-visit-2018", "chongqing", "A visit", "visit", "2018-05-03"],
        ["another-visit", "chongqing", "A visit", "visit", "2018-05-20"],
    )
    assert outcomes(report) == ["changed", "new"]


def test_second_row_that_may_be_the_first_again_is_a_question(tie: Partnership) -> None:
    headers = ("home_city", "title_en", "kind", "starts_on")
    report = taken_in(
        "exchanges", headers, ["chongqing", "A visit", "visit", "2018-05"], ["chongqing", "A visit", "visit", "2018"]
    )
    assert outcomes(report) == ["new", "error"]
    assert sentences(report)[0].startswith("Row 3: Is this “A visit” of May 2018")


def test_same_exchange_under_another_short_name_is_refused(tie: Partnership) -> None:
    factories.exchange(home_city=tie.home_city, title="A visit", starts_on="2018-05", slug="a-visit-2018")
    headers = ("slug", "home_city", "title_en", "kind", "starts_on")
    report = taken_in("exchanges", headers, ["another", "chongqing", "A visit", "visit", "2018-05"])
    assert sentences(report) == ["Row 2: An exchange with this title and date is recorded already."]


def test_city_is_matched_by_name_and_country() -> None:
    factories.city(slug="cordoba-es", name_en="Córdoba", country="ES")
    factories.city(slug="cordoba-ar", name_en="Córdoba", country="AR")
    headers = ("name_en", "country", "population")
    assert outcomes(taken_in("cities", headers, ["Cordoba", "Argentina", "1,391,000"])) == ["changed"]
    assert City.objects.get(slug="cordoba-ar").population == 1391000


def test_city_in_another_country_is_another_city() -> None:
    factories.city(slug="cordoba-es", name_en="Córdoba", country="ES")
    assert outcomes(taken_in("cities", ("name_en", "country"), ["Córdoba", "AR"])) == ["new"]


def test_city_under_a_former_name_is_a_question() -> None:
    city = factories.city(slug="chennai", name_en="Chennai", country="IN")
    city.other_names.create(name="Madras", language="en", used_until=1996)
    report = taken_in("cities", ("name_en", "country"), ["Madras", "IN"])
    assert sentences(report)[0].startswith("Row 2: Is this “Chennai” (chennai)?")


@pytest.mark.parametrize(
    ("kind", "make", "headers", "row"),
    [
        (
            "honours",
            lambda: factories.honour(name="Award", given_on="2014-11"),
            ("name_en", "given_on"),
            ["award", "2014-11"],
        ),
        (
            "stories",
            lambda: factories.story(title="Train", published_on="2024"),
            ("title_en", "published_on"),
            ["Train", "2024"],
        ),
        (
            "sources",
            lambda: factories.source(title="Report", published_on="2024"),
            ("title", "published_on"),
            ["report", "2024"],
        ),
    ],
)
def test_other_types_are_matched_by_name_and_date(
    kind: str, make: Any, headers: tuple[str, ...], row: list[str]
) -> None:
    make()
    remark = "Seen in the archive."
    report = taken_in(kind, (*headers, "internal_remarks"), [*row, remark])
    assert outcomes(report) == ["changed"]
    assert sum(model.objects.count() for model in (Honour, Story, Source)) == 1
