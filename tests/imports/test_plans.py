"""What columns and cells mean: by their own evidence, by what was chosen, and never by a guess."""

import pytest
from django.utils.translation import override

from sistercities.imports.errors import SheetRefused
from sistercities.imports.plan_edits import change_sheet
from sistercities.imports.plan_memory import remember
from sistercities.imports.prepared_sheets import prepare
from tests import factories
from tests.imports.files import csv_bytes, xlsx_bytes
from tests.imports.planning import job_of, meanings, planned, refused, rows_of

pytestmark = pytest.mark.django_db


def test_chinese_dates_countries_and_classes_become_what_records_hold() -> None:
    factories.home_city(slug="chongqing", name_en="Chongqing")
    headers = ("友城", "国别", "结好时间", "类别")
    data = csv_bytes(
        headers, ["曼谷", "泰国", "二〇一一年九月", "友好城市"], ["釜山", "韩国", "2010.12", "友好交流城市"]
    )
    job = job_of("a.csv", data, "ties", constants={"home_city": "chongqing"})
    job.decisions["all_new_places"] = True
    ties = rows_of(job, "partnerships")
    assert [(row["tie_class"], row["since"]) for row in ties] == [
        ("sister_city", "2011-09"),
        ("friendly_exchange", "2010-12"),
    ]
    assert [row["country"] for row in rows_of(job, "cities")] == ["TH", "KR"]


def test_italian_list_with_all_partners_in_one_cell_makes_one_row_for_each() -> None:
    factories.home_city(slug="torino", name_en="Torino", country="IT")
    headers = ("Comune", "Città gemellate")
    data = csv_bytes(
        headers, ["Torino", "Lione (Francia), Colonia (Germania), Shenyang (Cina)"], ["Torino", "Chambéry (Francia)"]
    )
    job = job_of(
        "gemellaggi.csv", data, "ties", constants={"tie_class": "sister_city"}, columns={0: {"field": "home_city"}}
    )
    assert job.plan["sheets"][0]["columns"][1]["transformation"] == "many_partners"
    job.decisions["all_new_places"] = True
    assert [(row["name_en"], row["country"]) for row in rows_of(job, "cities")] == [
        ("Lione", "FR"),
        ("Colonia", "DE"),
        ("Shenyang", "CN"),
        ("Chambéry", "FR"),
    ]
    assert [row["partner_city"] for row in rows_of(job, "partnerships")] == ["lione", "colonia", "shenyang", "chambery"]


@pytest.mark.parametrize(
    ("headers", "meant"),
    [
        (("姉妹都市名", "国名", "提携年月日"), ("partner_city", "country", "signed_on")),
        (("자매도시", "국가", "결연일자"), ("partner_city", "country", "signed_on")),
        (("ville jumelée", "pays", "date de signature"), ("partner_city", "country", "signed_on")),
    ],
)
def test_headings_of_other_languages_are_known(headers: tuple[str, ...], meant: tuple[str, ...]) -> None:
    sheet = planned("a.csv", csv_bytes(headers, ["Dresden", "Germany", "1999-01-02"]), "ties")
    assert tuple(meanings(sheet).values()) == meant


def test_french_date_inside_a_title_is_split_off() -> None:
    factories.home_city(slug="lyon", name_en="Lyon", country="FR")
    headers = ("ville jumelée", "pays", "titre de l'accord")
    rows = [["Erfurt", "Allemagne", "Jumelage et déclaration d'intention (septembre 1998)"]]
    edits = {"columns": {2: {"field": "title_en", "transformation": "date_in_text", "into": ["title_en", "signed_on"]}}}
    constants = {"home_city": "lyon", "tie_class": "sister_city", "kind": "letter-of-intent"}
    job = job_of("a.csv", csv_bytes(headers, *rows), "ties", constants=constants, **edits)
    job.decisions["all_new_places"] = True
    (agreement,) = rows_of(job, "agreements")
    assert (agreement["title_en"], agreement["signed_on"]) == ("Jumelage et déclaration d'intention", "1998-09")


def test_years_in_a_date_column_stay_years() -> None:
    data = xlsx_bytes(
        ("slug", "partnership", "kind", "signed_on"), ["a", "p", "protocol", 1987], ["b", "p", "protocol", "1999年"]
    )
    rows = rows_of(job_of("a.xlsx", data, "agreements"), "agreements")
    assert [row["signed_on"] for row in rows] == ["1987", "1999"]


def test_day_and_month_are_asked_once_when_no_row_tells() -> None:
    data = csv_bytes(("slug", "partnership", "kind", "signed_on"), ["a", "p", "protocol", "03/04/2014"])
    job = job_of("a.csv", data, "agreements")
    sheet = job.plan["sheets"][0]
    assert sheet["date_orders"] == {"signed_on": "?"}
    assert [question["kind"] for question in sheet["questions"]] == ["date_order"]
    assert refused(rows_of(job, "agreements"))
    assert change_sheet(job, 0, {"answers": {"signed_on": "dmy"}}) == []
    assert job.plan["sheets"][0]["questions"] == []
    assert rows_of(job, "agreements")[0]["signed_on"] == "2014-04-03"


def test_day_and_month_are_told_by_another_row_of_the_column() -> None:
    rows = [["a", "p", "protocol", "03/04/2014"], ["b", "p", "protocol", "25/04/2014"]]
    job = job_of("a.csv", csv_bytes(("slug", "partnership", "kind", "signed_on"), *rows), "agreements")
    assert [row["signed_on"] for row in rows_of(job, "agreements")] == ["2014-04-03", "2014-04-25"]


def test_unit_in_a_heading_is_shown_and_applied() -> None:
    job = job_of(
        "a.csv",
        csv_bytes(("slug", "name_zh_hans", "国别", "人口（万）"), ["bangkok", "曼谷", "泰国", "1,053.9"]),
        "cities",
    )
    column = job.plan["sheets"][0]["columns"][3]
    assert column["unit"] == {"word": "万", "factor": "10000"}
    assert rows_of(job, "cities")[0]["population"] == 10_539_000


def test_swapped_coordinates_are_flagged_and_degrees_read() -> None:
    headers = ("slug", "name_en", "country", "latitude", "longitude")
    rows = [["a", "A", "CN", "106.55", "29.56"], ["b", "B", "CN", "29°33′36″N", "106°33′E"]]
    swapped, right = rows_of(job_of("a.csv", csv_bytes(headers, *rows), "cities"), "cities")
    assert "swapped" in refused([swapped])[0]
    assert (right["latitude"], right["longitude"]) == (29.56, 106.55)


def test_several_columns_fill_one_field() -> None:
    headers = ("slug", "partnership", "kind", "Jahr", "Monat")
    edits = {"columns": {3: {"field": "signed_on"}, 4: {"field": "signed_on"}}}
    job = job_of("a.csv", csv_bytes(headers, ["a", "p", "protocol", "2011", "9"]), "agreements", **edits)
    assert rows_of(job, "agreements")[0]["signed_on"] == "2011-09"


def test_date_span_fills_both_ends() -> None:
    headers = ("slug", "home_city", "title_en", "活动日期")
    job = job_of("a.csv", csv_bytes(headers, ["a", "chongqing", "Visit", "2018年5月3日至7日"]), "exchanges")
    (row,) = rows_of(job, "exchanges")
    assert (row["starts_on"], row["ends_on"]) == ("2018-05-03", "2018-05-07")


def test_column_without_a_field_is_listed_and_left_out() -> None:
    sheet = planned(
        "a.csv", csv_bytes(("slug", "name_en", "country", "Mayor"), ["hue", "Huế", "VN", "N. N."]), "cities"
    )
    (column,) = [column for column in sheet["columns"] if not column["field"]]
    assert (column["heading"], column["why"]) == (
        "Mayor",
        "No field has this name. Choose a field, or leave the column out.",
    )


def test_mapping_is_remembered_for_the_same_headings() -> None:
    data = csv_bytes(("slug", "Stadtname XY", "country"), ["hue", "Huế", "VN"])
    job = job_of("a.csv", data, "cities", columns={1: {"field": "name_en"}})
    remember(job)
    column = planned("b.csv", data, "cities")["columns"][1]
    assert (column["field"], column["certainty"]) == ("name_en", "remembered")


def test_edit_with_an_unknown_field_changes_nothing() -> None:
    job = job_of("a.csv", csv_bytes(("slug", "name_en", "country"), ["hue", "Huế", "VN"]), "cities")
    before = job.plan
    assert change_sheet(job, 0, {"columns": {1: {"field": "published_at"}}}) == [
        "Sheets of this kind have no field “published_at”."
    ]
    assert change_sheet(job, 0, {"constants": {"country": "Narnia"}})
    assert job.plan == before


def test_missing_field_holds_the_sheet_back_until_a_constant_says_it() -> None:
    data = csv_bytes(("partner city", "country", "class"), ["Bangkok", "TH", "sister city"])
    job = job_of("a.csv", data, "ties")
    with pytest.raises(SheetRefused, match="home_city"):
        prepare(job)
    assert change_sheet(job, 0, {"constants": {"home_city": "Chongqing", "home_country": "China"}}) == []
    assert prepare(job)


def test_reason_of_a_refused_cell_is_told_in_the_language_of_its_reader() -> None:
    data = csv_bytes(("slug", "name_en", "country", "population"), ["a", "A", "CN", "many"])
    (row,) = rows_of(job_of("a.csv", data, "cities"), "cities")
    assert "is no number" in row["population"].sentence
    with override("zh-hans"):
        assert "many" in str(row["population"].sentence)
        assert "is no number" not in str(row["population"].sentence)


def test_column_chosen_by_hand_is_still_offered_to_be_taken_apart() -> None:
    data = csv_bytes(("Comune", "Elenco XY"), ["Torino", "Lione (Francia), Colonia (Germania)"])
    job = job_of("a.csv", data, "ties", columns={1: {"field": "partner_city"}})
    assert job.plan["sheets"][0]["columns"][1]["transformation"] == "many_partners"
    assert change_sheet(job, 0, {"columns": {1: {"field": "partner_city", "transformation": "", "into": []}}}) == []
    assert job.plan["sheets"][0]["columns"][1]["transformation"] == ""


def test_other_kind_keeps_the_values_for_all_rows_that_it_knows() -> None:
    data = csv_bytes(("name", "sister city"), ["Huế", "Chongqing"])
    job = job_of("a.csv", data, "ties", constants={"country": "VN", "tie_class": "sister_city"})
    assert change_sheet(job, 0, {"kind": "cities"}) == []
    assert job.plan["sheets"][0]["constants"] == {"country": "VN"}


def test_names_of_signatories_alone_are_kept_as_remarks_under_their_heading() -> None:
    data = csv_bytes(("友城", "国别", "签字人", "备注"), ["曼谷", "泰国", "某某", "见档案"])
    job = job_of(
        "a.csv", data, "ties", constants={"home_city": "重庆", "home_country": "CN", "tie_class": "sister_city"}
    )
    job.decisions["all_new_places"] = True
    (row,) = rows_of(job, "partnerships")
    assert row["internal_remarks"] == "签字人: 某某 见档案"


def test_japanese_name_becomes_chinese_and_stays_as_another_name() -> None:
    data = csv_bytes(("slug", "title_en", "kind", "home_city"), ["a", "A", "visit", "広島（日本）"])
    job = job_of("a.csv", data, "exchanges")
    job.decisions["all_new_places"] = True
    (city,) = rows_of(job, "cities")
    assert (city["name_zh_hans"], city["other_names"], city["country"]) == ("广岛", "広島", "JP")


def test_error_of_a_formula_among_partners_refuses_its_cell_only() -> None:
    data = csv_bytes(("partner city", "country"), ["#N/A", "TH"], ["Bangkok", "TH"])
    job = job_of(
        "a.csv", data, "ties", constants={"home_city": "重庆", "home_country": "CN", "tie_class": "sister_city"}
    )
    job.decisions["all_new_places"] = True
    first, second = rows_of(job, "partnerships")
    assert "#N/A" in first["partner_city"].sentence
    assert second["partner_city"] == "bangkok"
