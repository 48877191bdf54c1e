"""Which place a cell means: certain, open, or new, and what staff decide of it."""

from typing import Any

import pytest

from partnerships.models import City, CityName
from partnerships.resources.places import CityDirectory
from sistercities.common.history import history_of
from sistercities.imports import jobs, running
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.place_answers import answers_by_text, decide, open_places, places_of, remember_names
from sistercities.imports.places import Gazetteer, PlaceText
from sistercities.imports.prepared_sheets import prepare
from tests import factories, people
from tests.imports.files import csv_bytes
from tests.imports.planning import job_of, rows_of

pytestmark = pytest.mark.django_db


def gazetteer() -> Gazetteer:
    return Gazetteer(CityDirectory(City).places())


def slug_of(text: str, country: str = "", parent: str = "") -> str:
    return gazetteer().find(PlaceText(text, country, parent)).slug


@pytest.fixture
def chongqing() -> City:
    home = factories.home_city(slug="chongqing", name_en="Chongqing", name_zh_hans="重庆", country="CN")
    factories.city(slug="shapingba", name_en="Shapingba", name_zh_hans="沙坪坝", country="CN", parent=home)
    factories.city(slug="nanchuan", name_en="Nanchuan", name_zh_hans="南川", country="CN", parent=home)
    return home


@pytest.fixture
def prague() -> City:
    city = factories.city(slug="praha", name_en="Prague", native_name="Praha", country="CZ")
    CityName.objects.create(city=city, name="Prag", language="de")
    return city


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Shapingba (Chongqing)", "shapingba"),
        ("Chongqing – Nanchuan", "nanchuan"),
        ("重慶", "chongqing"),
        ("重庆（中国）", "chongqing"),
        ("Praha (Prag)", "praha"),
        ("PRAGUE", "praha"),
        ("Prague, Czech Republic", "praha"),
    ],
)
def test_usual_writings_are_certain(chongqing: City, prague: City, text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_accents_and_variants_of_characters_make_no_difference() -> None:
    factories.city(slug="lempaala", name_en="Lempäälä", country="FI")
    factories.city(slug="hiroshima", name_en="Hiroshima", name_zh_hans="广岛", country="JP")
    assert (slug_of("Lempaala"), slug_of("広島"), slug_of("廣島")) == ("lempaala", "hiroshima", "hiroshima")


def test_spelling_tells_apart_what_accents_tell_apart() -> None:
    factories.city(slug="komlo", name_en="Komló", country="HU")
    factories.city(slug="komlo-hu", name_en="Kömlő", country="HU")
    assert (slug_of("Komló", "HU"), slug_of("Kömlő", "HU")) == ("komlo", "komlo-hu")
    assert slug_of("Komlo", "HU") == ""


def test_country_of_the_row_decides_among_equal_names_and_speaks_against_others() -> None:
    factories.city(slug="tripoli-ly", name_en="Tripoli", country="LY")
    factories.city(slug="tripoli-lb", name_en="Tripoli", country="LB")
    assert slug_of("Tripoli", "LB") == "tripoli-lb"
    unclear = gazetteer().find(PlaceText("Tripoli"))
    assert (unclear.slug, [place.slug for place in unclear.candidates]) == ("", ["tripoli-ly", "tripoli-lb"])
    foreign = gazetteer().find(PlaceText("Tripoli", "GR"))
    assert foreign.slug == ""
    assert foreign.proposal is not None
    assert foreign.proposal.country == "GR"


def test_parent_of_the_row_decides_among_equal_names(chongqing: City) -> None:
    other = factories.city(slug="beijing", name_en="Beijing", country="CN")
    factories.city(slug="jiangbei-cq", name_en="Jiangbei", country="CN", parent=chongqing)
    factories.city(slug="jiangbei-bj", name_en="Jiangbei", country="CN", parent=other)
    assert slug_of("Jiangbei", "CN", "Chongqing") == "jiangbei-cq"
    assert slug_of("Jiangbei", "CN") == ""


def test_similar_name_is_only_a_candidate(prague: City) -> None:
    match = gazetteer().find(PlaceText("Pragu", "CZ"))
    assert (match.slug, [place.slug for place in match.candidates], match.is_similar) == ("", ["praha"], True)


def test_name_with_its_kind_of_place_is_a_candidate(chongqing: City) -> None:
    match = gazetteer().find(PlaceText("重庆市", "CN"))
    assert (match.slug, [place.slug for place in match.candidates]) == ("", ["chongqing"])


def test_number_of_a_database_is_no_name() -> None:
    assert gazetteer().find(PlaceText("Q1030610", "HU")).proposal is None


def ties(*rows: list[str], **decisions: Any) -> ImportJob:
    data = csv_bytes(("home city", "home country", "sister city", "country"), *rows)
    job = job_of("ties.csv", data, "ties", constants={"tie_class": "sister_city"})
    job.decisions |= decisions
    job.save()
    return job


def test_undecided_place_is_refused_with_what_to_do() -> None:
    job = ties(["Chongqing", "CN", "Bangkok", "TH"])
    (row,) = rows_of(job, "partnerships")
    assert row["partner_city"].sentence == (
        "“Bangkok” is not recorded here yet. Decide under “Places” whether it is to be added."
    )
    assert [place.said.text for place in open_places(places_of(job))] == ["Bangkok", "Chongqing"]


def test_all_new_places_are_added_by_one_decision_each_once() -> None:
    job = ties(["Chongqing", "CN", "Bangkok", "TH"], ["Chongqing", "CN", "Huế", "VN"], ["CHONGQING", "CN", "Hue", "VN"])
    assert decide(job, {}, add_all_new=True) == []
    assert [(row["slug"], row.get("is_home")) for row in rows_of(job, "cities")] == [
        ("chongqing", "yes"),
        ("bangkok", None),
        ("hue", None),
    ]
    assert [row["slug"] for row in rows_of(job, "partnerships")] == ["chongqing-bangkok", "chongqing-hue"]
    assert open_places(places_of(job)) == []


def test_place_without_country_is_not_added_with_the_others() -> None:
    job = ties(["Chongqing", "CN", "Springfield", ""])
    decide(job, {}, add_all_new=True)
    assert [place.said.text for place in open_places(places_of(job))] == ["Springfield"]
    assert decide(job, {"springfield||": {"act": "new"}}) == ["“Springfield”: a new place needs a name and a country."]
    assert decide(job, {"springfield||": {"act": "new", "country": "United States"}}) == []
    assert [row["country"] for row in rows_of(job, "cities")] == ["CN", "US"]


def test_place_left_out_takes_its_rows_with_it() -> None:
    job = ties(["Chongqing", "CN", "Bangkok", "TH"], ["Chongqing", "CN", "Q12", "TH"])
    answers = answers_by_text(places_of(job), {"Q12": "-"})
    assert decide(job, answers, add_all_new=True) == []
    assert [row["partner_city"] for row in rows_of(job, "partnerships")] == ["bangkok"]


def test_choice_is_applied_to_all_rows_and_remembered_as_another_name(chongqing: City, prague: City) -> None:
    job = ties(["Chongqing", "CN", "Pragu", "CZ"], ["沙坪坝", "CN", "Pragu", "CZ"])
    assert decide(job, {"pragu|CZ|": {"act": "match", "slug": "praha"}}) == []
    assert [row["partner_city"] for row in rows_of(job, "partnerships")] == ["praha", "praha"]
    editor = people.editor()
    assert remember_names(job, ["pragu|CZ|"], editor) == 1
    assert remember_names(job, ["pragu|CZ|"], editor) == 0
    assert slug_of("Pragu") == "praha"
    assert history_of(prague).first().change_set.made_by == editor


def test_recorded_city_whose_ties_are_listed_becomes_one_of_our_own() -> None:
    factories.city(slug="szentes", name_en="Szentes", country="HU")
    factories.home_city(slug="chongqing", name_en="Chongqing", country="CN")
    job = ties(["Szentes", "HU", "Bangkok", "TH"], ["Chongqing", "CN", "Bangkok", "TH"])
    decide(job, {}, add_all_new=True)
    assert [(row["slug"], row.get("is_home")) for row in rows_of(job, "cities")] == [
        ("szentes", "yes"),
        ("bangkok", None),
    ]


def test_choice_of_an_unknown_place_is_not_kept(prague: City) -> None:
    job = ties(["Chongqing", "CN", "Pragu", "CZ"])
    assert decide(job, {"pragu|CZ|": {"act": "match", "slug": "nowhere"}}) == [
        "“Pragu”: choose one of the places that are recorded."
    ]
    assert job.decisions.get("places", {}) == {}


def test_same_name_far_away_is_another_place_and_asked() -> None:
    headers = ("home city", "home country", "sister city", "country", "latitude", "longitude")
    rows = [["Bonn", "DE", "Neustadt", "DE", "49.35", "8.14"], ["Köln", "DE", "Neustadt", "DE", "54.1", "10.8"]]
    job = job_of("ties.csv", csv_bytes(headers, *rows), "ties", constants={"tie_class": "sister_city"})
    decide(job, {}, add_all_new=True)
    assert [place.said.text for place in open_places(places_of(job))] == ["Neustadt", "Neustadt"]


def test_several_documents_of_one_pair_make_one_partnership_since_the_first() -> None:
    headers = ("home city", "home country", "sister city", "country", "signed on", "kind")
    rows = [
        ["Chongqing", "CN", "Bangkok", "TH", "2015-02", "memorandum"],
        ["Chongqing", "CN", "Bangkok", "TH", "2011-09-26", "friendly-exchange"],
    ]
    edits = {"columns": {5: {"field": "kind"}}, "constants": {"tie_class": "sister_city"}}
    job = job_of("ties.csv", csv_bytes(headers, *rows), "ties", **edits)
    decide(job, {}, add_all_new=True)
    assert [sheet.kind for sheet in prepare(job)] == ["cities", "partnerships", "agreements"]
    assert [(row["slug"], row["since"]) for row in rows_of(job, "partnerships")] == [
        ("chongqing-bangkok", "2011-09-26")
    ]
    assert [(row["partnership"], row["kind"]) for row in rows_of(job, "agreements")] == [
        ("chongqing-bangkok", "memorandum"),
        ("chongqing-bangkok", "friendly-exchange"),
    ]


def test_list_of_ties_goes_in_whole_and_twice_is_nothing() -> None:
    rows = [["Chongqing", "CN", "Bangkok", "TH"], ["Chongqing", "CN", "Huế", "VN"]]
    for expected in ({"new": 5}, {"unchanged": 2}):
        job = ties(*rows)
        decide(job, {}, add_all_new=True)
        jobs.start_check(job, in_background=False)
        running.check(str(job.pk))
        job.refresh_from_db()
        assert {name: number for name, number in job.counts["total"].items() if number} == expected
        jobs.start_apply(job, in_background=False)
        running.apply(str(job.pk))
        job.refresh_from_db()
        assert (job.state, job.problem) == (JobState.APPLIED, "")
    assert City.objects.filter(is_home=True).values_list("slug", flat=True).get() == "chongqing"
    assert City.objects.count() == 3


APART = ("home city", "home country", "sister city", "country", "latitude", "longitude")
HALLES = [
    ["Bonn", "DE", "Halle", "DE", "51.48", "11.97"],
    ["Köln", "DE", "Halle", "DE", "52.06", "8.36"],
    ["Ulm", "DE", "Halle", "DE", "51.49", "11.98"],
]


def ties_of(*rows: list[str]) -> ImportJob:
    job = job_of("ties.csv", csv_bytes(APART, *rows), "ties", constants={"tie_class": "sister_city"})
    decide(job, {}, add_all_new=True)
    return job


def test_each_of_the_places_that_one_name_stands_for_is_decided_by_itself() -> None:
    job = ties_of(*HALLES)
    assert [(place.key, place.rows) for place in open_places(places_of(job))] == [
        ("halle|DE|@51.48, 11.97", [2, 4]),
        ("halle|DE|@52.06, 8.36", [3]),
    ]
    decide(job, answers_by_text(places_of(job), {"Halle": "new"}))
    made = {row["slug"]: row["latitude"] for row in rows_of(job, "cities") if row["name_en"] == "Halle"}
    assert made == {"halle": 51.48, "halle-de": 52.06}
    ties = {row["home_city"]: row["partner_city"] for row in rows_of(job, "partnerships")}
    assert ties == {"bonn": "halle", "koln": "halle-de", "ulm": "halle"}


def test_a_row_without_coordinates_is_none_of_several_places_of_its_name() -> None:
    job = ties_of(*HALLES, ["Trier", "DE", "Halle", "DE", "", ""])
    decide(job, {"halle|DE|@51.48, 11.97": {"act": "new"}, "halle|DE|@52.06, 8.36": {"act": "new"}})
    assert [(place.key, place.rows) for place in open_places(places_of(job))] == [("halle|DE|@", [5])]


def test_a_recorded_place_that_lies_elsewhere_is_offered_and_not_taken() -> None:
    factories.city(slug="halle-westfalen", name_en="Halle", country="DE", latitude="52.06", longitude="8.36")
    job = ties_of(*HALLES)
    (place,) = open_places(places_of(job))
    assert (place.rows, [each.slug for each in place.match.candidates]) == ([2, 4], ["halle-westfalen"])


def test_a_recorded_province_is_meant_wherever_its_middle_is_said_to_be() -> None:
    factories.city(
        slug="ontario", name_en="Ontario", country="CA", tier="first_level", latitude="43.65", longitude="-79.38"
    )
    job = ties_of(["Bonn", "DE", "Ontario", "CA", "50", "-86"])
    assert open_places(places_of(job)) == []


def test_the_same_file_finds_the_places_of_one_name_again() -> None:
    job = ties_of(*HALLES)
    decide(job, answers_by_text(places_of(job), {"Halle": "new"}))
    jobs.start_check(job, in_background=False)
    running.check(str(job.pk))
    jobs.start_apply(job, in_background=False)
    running.apply(str(job.pk))
    again = ties_of(*HALLES)
    jobs.start_check(again, in_background=False)
    running.check(str(again.pk))
    assert {row.outcome for row in again.rows.all()} == {"unchanged"}
