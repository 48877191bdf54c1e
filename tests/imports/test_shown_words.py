"""Pages of an import say what codes are called, and of which row they speak."""

import re

import pytest

from tests import factories
from tests.imports.files import csv_bytes
from tests.imports.walking import Walk, walk, worker

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db
VISITS = ("home_city", "title_en", "kind", "starts_on")


def test_codes_of_new_records_are_shown_by_their_words(walk: Walk) -> None:
    walk.checked()
    assert "<dd><bdi>Vietnam</bdi></dd>" in walk.text("preview", outcome="new")


def test_places_are_offered_with_the_names_of_their_countries(walk: Walk) -> None:
    factories.home_city(slug="chongqing", name_en="Chongqing")
    factories.city(slug="hue", name_en="Hue", country="VN")
    ties = ("home_city", "partner_city", "country", "tie_class")
    walk.uploaded(csv_bytes(ties, ["Chongqing", "Huee", "VN", "sister_city"]), "x.csv", "ties")
    page = walk.text("places")
    assert ">Hue (Vietnam, hue)</option>" in page
    assert re.search(r"<bdi>Huee</bdi>\s*<span class=\"quiet\">\(Vietnam\)</span>", page)


def test_column_that_needs_a_choice_names_the_likely_fields(walk: Walk) -> None:
    factories.home_city(slug="chongqing", name_en="Chongqing")
    data = csv_bytes(("home_city", "友城", "类别"), ["Chongqing", "曼谷", "某类"])
    page = walk.uploaded(data, "x.csv", "ties").content.decode()
    assert re.search(r"Likely: [A-Z][a-z]+, [A-Z]", page)
    assert "tie_class, " not in page


def test_row_whose_date_cannot_be_read_is_not_asked_about_other_records(walk: Walk) -> None:
    home = factories.home_city(slug="chongqing")
    factories.exchange(home_city=home, title_en="Visit A", starts_on="2014-04-03")
    page = walk.checked(csv_bytes(VISITS, ["chongqing", "Visit A", "visit", "2014-13"]), "x.csv", "exchanges")
    assert "There is no month 13." in page
    assert "Is this" not in page


def test_mistake_of_a_whole_row_says_which_row_by_its_cells(walk: Walk) -> None:
    home = factories.home_city(slug="chongqing")
    factories.exchange(home_city=home, title_en="Visit A", starts_on="2014-04-03")
    page = walk.checked(csv_bytes(VISITS, ["chongqing", "Visit A", "visit", "2014"]), "x.csv", "exchanges")
    assert re.search(r"<td><bdi>chongqing · Visit A · visit</bdi></td>\s*<td>Is this", page)
