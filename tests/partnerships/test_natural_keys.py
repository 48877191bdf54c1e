"""The keys of the register are held by the database itself, partial and missing dates included."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from partnerships.models import Agreement, AgreementKind, City, Exchange, Partnership
from tests import factories

pytestmark = pytest.mark.django_db


def assert_refused(record: models.Model, sentence: str) -> None:
    """Both by validation, with a sentence, and by the database when validation is left out."""
    with pytest.raises(ValidationError) as refusal:
        record.full_clean()
    assert sentence in " ".join(refusal.value.messages)
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(record).objects.bulk_create([record])


def test_second_partnership_of_one_pair_is_refused() -> None:
    first = factories.partnership()
    again = Partnership(slug="again", home_city=first.home_city, partner_city=first.partner_city, tie_class="contact")
    assert_refused(again, "These two cities have a partnership already")


def test_city_is_not_its_own_partner() -> None:
    home = factories.home_city()
    assert_refused(Partnership(slug="self", home_city=home, partner_city=home, tie_class="contact"), "its own partner")


@pytest.mark.parametrize("date", ["", "2011", "2011~", "2011-09", "2011-09-26"])
def test_second_agreement_of_one_kind_and_date_is_refused(date: str) -> None:
    first = factories.agreement(signed_on=date, wording="Ein Wort")
    again = Agreement(
        slug="again",
        partnership=first.partnership,
        kind=first.kind,
        title_en="Again",
        signed_on=date,
        wording="EIN  wort!",
    )
    assert_refused(again, "recorded already")


@pytest.mark.parametrize(
    "other",
    [
        lambda first: {"signed_on": "2011-09"},
        lambda first: {"wording": "second"},
        lambda first: {"kind": AgreementKind.objects.get(slug="memorandum")},
        lambda first: {"partnership": factories.partnership()},
    ],
)
def test_agreement_that_differs_in_one_part_of_the_key_is_another(other: Callable[[Agreement], dict[str, Any]]) -> None:
    first = factories.agreement()
    given = {"partnership": first.partnership, "kind": first.kind, "signed_on": "2011-09-26", **other(first)}
    assert factories.agreement(**given).pk != first.pk


@pytest.mark.parametrize("date", ["", "2018", "2018-05~", "2018-05-03"])
@pytest.mark.parametrize("language", ["en", "zh_hans"])
def test_second_exchange_with_one_title_and_date_is_refused(date: str, language: str) -> None:
    first = factories.exchange(starts_on=date, title_en="Delegation visit", title_zh_hans="代表团来访")
    title = {"en": "DELEGATION – visit", "zh_hans": "代表团来访"}[language]
    again = Exchange(
        slug="again", home_city=first.home_city, kind="visit", starts_on=date, **{f"title_{language}": title}
    )
    assert_refused(again, "recorded already")


def test_exchanges_without_a_title_in_a_language_do_not_collide_in_it() -> None:
    first = factories.exchange(title_zh_hans="访问一", title_en="")
    assert factories.exchange(home_city=first.home_city, title_zh_hans="访问二", title_en="").pk != first.pk


def test_end_date_goes_with_dated_validity_only() -> None:
    tie = factories.partnership()
    kind = AgreementKind.objects.get(slug="memorandum")
    for validity, until in (("dated", ""), ("no_end", "2030"), ("unknown", "2030")):
        agreement = Agreement(slug="x", partnership=tie, kind=kind, title_en="T", validity=validity, valid_until=until)
        assert_refused(agreement, "exactly if")


@pytest.mark.parametrize(
    ("latitude", "longitude"), [(91, 0), (0, 181), (-91, 0), (None, 10), (10, None), (float("inf"), 0)]
)
def test_coordinates_off_the_globe_or_halved_are_refused(latitude: float | None, longitude: float | None) -> None:
    city = City(slug="x", name_en="X", country="TH", latitude=latitude, longitude=longitude)
    with pytest.raises(ValidationError):
        city.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        city.save()


@pytest.mark.parametrize(
    ("start", "end", "refused"),
    [
        ("2018-05", "2018", False),
        ("2018-05-03", "2018-05", False),
        ("2018", "2017", True),
        ("2018-05-03", "2018-05-02", True),
        ("2018-05-03", "2018-04", True),
        ("", "2018", True),
    ],
)
def test_exchange_does_not_end_before_it_begins(start: str, end: str, refused: bool) -> None:
    exchange = Exchange(home_city=factories.home_city(), kind="visit", title_en="T", starts_on=start, ends_on=end)
    if refused:
        with pytest.raises(ValidationError):
            exchange.full_clean()
    else:
        exchange.full_clean()


def test_district_cannot_be_above_its_own_city() -> None:
    city = factories.city()
    district = factories.city(parent=city)
    city.parent = district
    with pytest.raises(ValidationError, match="one of its own districts"):
        city.full_clean()


def test_short_name_is_made_once_and_stays_whatever_the_name_becomes() -> None:
    city = factories.city(name_en="São Paulo", name_zh_hans="圣保罗")
    assert city.slug == "sao-paulo"
    assert factories.city(name_en="São Paulo", name_zh_hans="").slug == "sao-paulo-2"
    assert factories.city(name_en="", name_zh_hans="曼谷").slug == "man-gu"
    city.name_en = "Sampa"
    city.full_clean()
    assert city.slug == "sao-paulo"
    city.slug = ""
    city.full_clean()
    assert city.slug == "sao-paulo"


def test_record_without_a_name_in_any_language_is_refused() -> None:
    with pytest.raises(ValidationError, match="in one of the languages"):
        City(country="TH").full_clean()


@pytest.mark.parametrize("home", [True, False])
def test_partnership_begins_at_a_home_city(home: bool) -> None:
    tie = Partnership(home_city=factories.city(is_home=home), partner_city=factories.city(), tie_class="contact")
    if home:
        tie.full_clean()
    else:
        with pytest.raises(ValidationError, match="one of our own"):
            tie.full_clean()
