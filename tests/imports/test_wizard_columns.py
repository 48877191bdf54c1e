"""What a file's columns and places mean, asked and answered on the pages of its import."""

import re

import pytest

from partnerships.models import City, Exchange
from tests import factories
from tests.imports.files import csv_bytes
from tests.imports.walking import HEADERS, Walk, url, walk, worker

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db


def test_columns_page_tells_what_each_heading_means_and_why(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes(("name_en", "Country", "Einwohner", "Blood type"), ["Huế", "VN", "652572", "0"]))
    text = page.content.decode()
    assert "is a usual name of this field" in text
    assert re.search(r"These columns go nowhere:.*D Blood type", text, re.DOTALL)


def test_chosen_field_is_read_and_a_left_out_column_is_not(walk: Walk) -> None:
    walk.uploaded(csv_bytes((*HEADERS, "Leute", "website"), ["hue", "Huế", "VN", "652572", "https://hue.example"]))
    sent = {"sheet": "0", "is_read": "on", "go": "stay", "field-3": "population", "field-4": ""}
    walk.client.post(url(walk.job, "columns"), sent)
    walk.check_again()
    walk.decide()
    city = City.objects.get()
    assert (city.population, city.website) == (652572, "")


def test_value_for_all_rows_fills_a_missing_column(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes(("name_en",), ["Torino"], ["Genova"])).content.decode()
    assert 'name="constant-country"' in page
    walk.client.post(url(walk.job, "columns"), {"sheet": "0", "is_read": "on", "go": "stay", "constant-country": "IT"})
    walk.check_again()
    walk.decide()
    assert set(City.objects.values_list("name_en", "country")) == {("Torino", "IT"), ("Genova", "IT")}


def test_question_about_day_and_month_is_asked_once_with_its_evidence(walk: Walk) -> None:
    factories.home_city(slug="chongqing")
    file = csv_bytes(("home_city", "title_en", "kind", "starts_on"), ["chongqing", "Visit", "visit", "03/04/2014"])
    page = walk.uploaded(file, "x.csv", "exchanges").content.decode()
    assert page.count('name="answer-starts_on"') == 2
    assert "03/04/2014" in page
    walk.client.post(url(walk.job, "columns"), {"sheet": "0", "is_read": "on", "go": "stay", "answer-starts_on": "dmy"})
    walk.check_again()
    walk.decide()
    assert Exchange.objects.get().starts_on.text == "2014-04-03"


def test_encoding_is_shown_with_a_sample_and_changed_by_hand(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes(HEADERS, ["pecs", "Pécs", "HU"], encoding="cp1250")).content.decode()
    assert "Read as" in page
    walk.client.post(url(walk.job, "reading"), {"encoding": "cp1252", "delimiter": ","})
    assert walk.job.plan["sheets"][0]["encoding"] == "cp1252"
    assert "Read as cp1252" in walk.text("columns")


def test_unknown_place_is_added_for_all_its_rows(walk: Walk) -> None:
    factories.home_city(slug="chongqing", country="CN")
    headers = ("home_city", "title_en", "kind", "cities")
    rows = [["chongqing", "Visit", "visit", "Pécs"], ["chongqing", "Forum", "forum", "Pécs"]]
    walk.uploaded(csv_bytes(headers, *rows), "x.csv", "exchanges")
    page = walk.text("places")
    assert page.count("<bdi>Pécs</bdi>") == 1
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    sent = {"key": key[1], "choice-0": "new", "name-0": "Pécs", "country-0": "HU", "go": "stay"}
    walk.client.post(url(walk.job, "places"), sent)
    walk.check_again()
    walk.decide()
    assert City.objects.filter(name_en="Pécs", country="HU").count() == 1
    assert [[city.name_en for city in each.cities.all()] for each in Exchange.objects.all()] == [["Pécs"], ["Pécs"]]


def test_choice_of_a_place_is_remembered_as_its_other_name_if_agreed(walk: Walk) -> None:
    factories.home_city(slug="chongqing")
    bangkok = factories.city(slug="bangkok", name_en="Bangkok", country="TH")
    walk.uploaded(
        csv_bytes(("home_city", "title_en", "cities"), ["chongqing", "Visit", "Krung Thep"]), "x.csv", "exchanges"
    )
    key = re.search(r'name="key" value="([^"]+)"', walk.text("places"))
    assert key
    sent = {"key": key[1], "choice-0": "", "slug-0": "bangkok", "remember": key[1], "go": "stay"}
    walk.client.post(url(walk.job, "places"), sent)
    assert [other.name for other in bangkok.other_names.all()] == ["Krung Thep"]


def test_columns_of_the_database_and_of_publishing_go_nowhere(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes((*HEADERS, "id", "state_en"), ["hue", "Huế", "VN", "1", "published"]))
    assert re.search(r"These columns go nowhere:.*D id.*E state_en", page.content.decode(), re.DOTALL)


def test_column_that_is_taken_apart_shows_what_becomes_of_its_cells(walk: Walk) -> None:
    rows = [["Torino", "Chambéry (Francia), Liegi (Belgio)"], ["Genova", "Marsiglia (Francia), Riga (Lettonia)"]]
    page = walk.uploaded(csv_bytes(("Comune", "Città gemellata"), *rows), "x.csv", "ties").content.decode()
    assert "<bdi>Chambéry | FR</bdi>" in page
    assert "<bdi>Riga | LV</bdi>" in page


def test_date_of_a_tie_that_cannot_be_read_is_refused_even_where_no_document_is_named(walk: Walk) -> None:
    home, partner = factories.home_city(slug="chongqing"), factories.city(slug="chiang-mai")
    factories.partnership(home_city=home, partner_city=partner)
    headings = ("home_city", "partner_city", "tie_class", "signed_on")
    page = walk.checked(csv_bytes(headings, [home.slug, partner.slug, "sister_city", "2000-13-01"]), "x.csv", "ties")
    assert "There is no month 13." in page


def test_name_of_a_city_that_visitors_see_is_remembered_only_by_who_may_publish(walk: Walk) -> None:
    factories.home_city(slug="chongqing")
    bangkok = factories.city(slug="bangkok", name_en="Bangkok", country="TH", published=True)
    factories.partnership(published=True, home_city=factories.home_city(published=True), partner_city=bangkok)
    file = csv_bytes(("home_city", "title_en", "cities"), ["chongqing", "Visit", "Krung Thep"])
    walk.uploaded(file, "x.csv", "exchanges")
    key = re.search(r'name="key" value="([^"]+)"', walk.text("places"))
    assert key
    sent = {"key": key[1], "choice-0": "", "slug-0": "bangkok", "remember": key[1], "go": "stay"}
    walk.client.post(url(walk.job, "places"), sent)
    assert not bangkok.other_names.exists()
    assert walk.job.decisions["places"][key[1]] == {"act": "match", "slug": "bangkok"}


def test_headings_of_sections_fill_the_field_that_is_chosen(walk: Walk) -> None:
    content = "name_en,country\nAsia,\nHuế,VN\nEurope,\nTorino,IT\n".encode()
    page = walk.uploaded(content).content.decode()
    assert "The headings of 2 sections, such as “Asia”, fill" in page
    sent = {"sheet": "0", "is_read": "on", "go": "stay", "section_field": "internal_remarks"}
    walk.client.post(url(walk.job, "columns"), sent)
    walk.check_again()
    walk.decide()
    assert set(City.objects.values_list("name_en", "internal_remarks")) == {("Huế", "Asia"), ("Torino", "Europe")}


def test_unseen_characters_in_a_form_reach_no_plan(walk: Walk) -> None:
    walk.uploaded(csv_bytes(("name_en",), ["Torino"]))
    walk.client.post(
        url(walk.job, "columns"), {"sheet": "0", "is_read": "on", "go": "stay", "constant-country": "I\0T"}
    )
    assert walk.job.plan["sheets"][0]["constants"] == {"country": "IT"}


@pytest.mark.parametrize(
    "sent",
    [
        {"sheet": "99", "field-0": "name_en"},
        {"sheet": "0", "is_read": "on", "header-first": "0", "header-last": "9999"},
        {"sheet": "0", "is_read": "on", "kind": "nonsense"},
        {"sheet": "0", "is_read": "on", "field-0": "password"},
        {"sheet": "0", "is_read": "on", "field-0": "name_en", "transformation-0": "eval"},
        {"sheet": "0", "is_read": "on", "constant-password": "x"},
        {"sheet": "0", "is_read": "on", "new-constant": "password", "new-constant-value": "x"},
        {"sheet": "0", "is_read": "on", "answer-name_en": "dmy"},
        {"sheet": "0", "is_read": "on", "section_field": "password"},
    ],
)
def test_invented_form_is_answered_with_a_sentence_and_changes_no_plan(walk: Walk, sent: dict[str, str]) -> None:
    walk.uploaded()
    before = walk.job.plan
    response = walk.client.post(url(walk.job, "columns"), sent, follow=True)
    assert response.status_code == 200
    if sent["sheet"] == "0":
        assert list(response.context["messages"])
        assert walk.job.plan == before


@pytest.mark.parametrize("encoding", ["", "rot13", "utf-16", "../etc"])
def test_encoding_that_does_not_fit_is_refused_and_changes_no_plan(walk: Walk, encoding: str) -> None:
    walk.uploaded()
    before = walk.job.plan
    response = walk.client.post(url(walk.job, "reading"), {"encoding": encoding, "delimiter": ","}, follow=True)
    assert list(response.context["messages"])
    assert walk.job.plan == before


def test_form_sent_as_it_is_leaves_the_plan_as_it_is(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes((*HEADERS, "Blood type"), ["hue", "Huế", "VN", "0"])).content.decode()
    before = walk.job.plan
    chosen = dict(re.findall(r'<select name="(field-\d)".*?<option value="(\w*)" selected>', page, re.DOTALL))
    sent = {
        "sheet": "0",
        "is_read": "on",
        "header-first": "1",
        "header-last": "1",
        "field-3": "",
        "go": "stay",
        **chosen,
    }
    walk.client.post(url(walk.job, "columns"), sent)
    assert walk.job.plan == before
