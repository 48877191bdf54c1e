"""Search columns: what is found, by whom, in which language."""

import pytest

from partnerships.models import City
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("query", ["曼谷", "bangkok", "BANG", "กรุงเทพมหานคร", "Krung Thep", "krung"])
def test_city_is_found_by_every_name_and_script(query: str) -> None:
    city = factories.city(published=True, name_en="Bangkok", name_zh_hans="曼谷", native_name="กรุงเทพมหานคร")
    city.other_names.create(name="Krung Thep", language="th")
    city.save()
    factories.city(published=True, name_en="Zürich", name_zh_hans="苏黎世")
    assert list(City.objects.found_by_public(query)) == [city]


@pytest.mark.parametrize(("name", "query"), [("Zürich", "zurich"), ("Zurich", "Zürich"), ("Praha", "PRAHA")])
def test_accents_and_case_do_not_matter(name: str, query: str) -> None:
    city = factories.city(published=True, name_en=name, name_zh_hans="城")
    assert list(City.objects.found_by_public(query)) == [city]


def test_name_in_an_unapproved_language_does_not_find_the_city_for_visitors() -> None:
    city = factories.city(published="en", name_en="Bangkok", name_zh_hans="曼谷")
    assert list(City.objects.found_by_public("曼谷")) == []
    assert list(City.objects.found_by_public("bangkok")) == [city]
    assert list(City.objects.found_by_staff("曼谷")) == [city]


def test_draft_is_found_by_staff_only() -> None:
    city = factories.city(name_en="Bangkok", name_zh_hans="曼谷")
    assert list(City.objects.found_by_public("Bangkok")) == []
    assert list(City.objects.found_by_staff("Bangkok")) == [city]


@pytest.mark.parametrize("query", ["", "   ", "!?%_", "\x00"])
def test_query_without_words_finds_nothing_for_visitors_and_all_for_staff(query: str) -> None:
    factories.city(published=True)
    assert City.objects.found_by_public(query).count() == 0
    assert City.objects.found_by_staff(query).count() == 1


def test_bulk_stored_records_are_found_too() -> None:
    City.objects.bulk_create([City(slug="bangkok", name_en="Bangkok", country="TH")])
    assert City.objects.found_by_staff("bangkok").count() == 1
