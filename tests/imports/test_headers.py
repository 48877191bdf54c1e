"""Which field a heading means, and when staff are asked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.headers import Certainty, HeadingMatch, match_headings
from sistercities.imports.heading_aliases import aliases
from sistercities.imports.units import Measure, Unit, read_unit

PARTNERSHIPS = ("slug", "home_city", "partner_city", "tie_class", "status", "since", "internal_remarks")
CITIES = (
    *("slug", "name_en", "name_zh_hans", "native_name", "country", "tier", "parent", "latitude", "longitude"),
    *("area_km2", "population", "website", "summary_en", "summary_zh_hans"),
)
EXCHANGES = (
    *("slug", "home_city", "title_en", "title_zh_hans", "kind", "starts_on", "ends_on", "venue_en", "venue_zh_hans"),
    *("cities", "delegations", "persons", "summary_en", "summary_zh_hans", "plan_status"),
)


def found(headings: list[str], fields: tuple[str, ...], sheet: str = "") -> list[tuple[str | None, str]]:
    return [(match.field, match.certainty.name) for match in match_headings(headings, fields, sheet)]


def only(heading: str, fields: tuple[str, ...], sheet: str = "") -> HeadingMatch:
    (match,) = match_headings([heading], fields, sheet)
    return match


def test_codes_of_a_template_are_taken_as_they_are() -> None:
    assert found(["slug", " Home_City ", "partner-city", "since"], PARTNERSHIPS) == [
        ("slug", "CODE"),
        ("home_city", "CODE"),
        ("partner_city", "CODE"),
        ("since", "CODE"),
    ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("结好时间", "since"),
        ("  结 好 时 间 ", "since"),
        ("Ｓｉｓｔｅｒ　Ｃｉｔｙ", "partner_city"),
        ("締結年月日", "since"),
        ("자매도시", "partner_city"),
        ("Partnerschaft seit", "since"),
        ("VILLE JUMELÉE", "partner_city"),
        ("ville_jumelee", "partner_city"),
        ("comune italiano", "home_city"),
        ("fecha de hermanamiento", "since"),
        ("Sister_x000D_\ncity", "partner_city"),
        ("sistercityLabel", "partner_city"),
        ("友好城市 / Sister city", "partner_city"),
        ("友城Sister City", "partner_city"),
        ("结好时间（必填）", "since"),
    ],
)
def test_a_usual_heading_is_taken_whatever_its_language_and_writing(heading: str, field: str) -> None:
    match = only(heading, PARTNERSHIPS, "partnerships")
    assert (match.field, match.certainty) == (field, Certainty.ALIAS)


def test_a_doubtful_heading_is_only_proposed() -> None:
    match = only("时间", PARTNERSHIPS, "partnerships")
    assert (match.field, match.certainty, match.is_taken) == ("since", Certainty.PROPOSED, False)
    assert match.why == "“时间” often means this field, but not always. Confirm it."


def test_a_heading_of_two_fields_is_proposed_with_both() -> None:
    match = only("交流内容", EXCHANGES, "exchanges")
    assert match.certainty is Certainty.PROPOSED
    assert set(match.candidates) == {"title_zh_hans", "summary_zh_hans"}


def test_a_heading_that_names_a_field_in_part_is_only_proposed() -> None:
    assert found(["签约\n国家"], CITIES, "cities") == [("country", "PROPOSED")]


def test_a_heading_with_two_meanings_side_by_side_is_only_proposed() -> None:
    match = only("人口/面积", CITIES, "cities")
    assert (match.certainty, match.candidates) == (Certainty.PROPOSED, ("population", "area_km2"))


def test_an_unknown_heading_is_listed_and_says_what_to_do() -> None:
    match = only("Mayor", CITIES, "cities")
    assert (match.field, match.certainty, match.candidates) == (None, Certainty.NONE, ())
    assert match.why == "No field has this name. Choose a field, or leave the column out."


def test_a_running_number_goes_nowhere_and_says_so() -> None:
    assert only("序号", CITIES, "cities").why == "This column numbers the rows; it is not imported."


@pytest.mark.parametrize(
    ("heading", "why"), [(" ", "This column has no heading."), ("城" * 201, "This text is too long for a heading.")]
)
def test_what_is_no_heading_says_so(heading: str, why: str) -> None:
    match = only(heading, CITIES)
    assert (match.field, match.certainty, match.why) == (None, Certainty.NONE, why)


def test_the_same_word_means_another_field_in_another_kind_of_sheet() -> None:
    assert found(["名称"], ("name_en", "name_zh_hans"), "honours") == [("name_zh_hans", "ALIAS")]
    assert found(["获奖名称"], ("name_en", "name_zh_hans"), "cities") == [(None, "NONE")]
    assert found(["城市"], EXCHANGES, "exchanges") == [("cities", "ALIAS")]


def test_two_equal_headings_are_both_asked_about() -> None:
    first, middle, last = match_headings(["Land", "Stadt", "Staat"], CITIES, "cities")
    assert [first.certainty, last.certainty] == [Certainty.PROPOSED, Certainty.PROPOSED]
    assert (first.rivals, middle.rivals, last.rivals) == ((2,), (), (0,))
    assert first.why == "Another column has the same meaning: C. Choose one of them."


def test_a_code_keeps_its_field_against_an_alias() -> None:
    assert found(["country", "国家"], CITIES, "cities") == [("country", "CODE"), ("country", "PROPOSED")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("英文名称", "name_en"),
        ("中文名称", "name_zh_hans"),
        ("简介（英文）", "summary_en"),
        ("Summary (Chinese)", "summary_zh_hans"),
        ("summary ZH", "summary_zh_hans"),
        ("Beschreibung auf Englisch", "summary_en"),
    ],
)
def test_a_mark_of_the_language_chooses_the_column(heading: str, field: str) -> None:
    match = only(heading, CITIES, "cities")
    assert (match.field, match.certainty) == (field, Certainty.ALIAS)


def test_texts_are_taken_into_the_language_of_the_headings() -> None:
    assert found(["城市", "国家", "简介"], CITIES, "cities") == [
        ("name_zh_hans", "ALIAS"),
        ("country", "ALIAS"),
        ("summary_zh_hans", "ALIAS"),
    ]


@pytest.mark.parametrize("headings", [["Stadt", "Land"], ["都市名", "国名"], ["城市", "國家"]])
def test_texts_under_headings_of_another_language_are_asked_about(headings: list[str]) -> None:
    name, country = match_headings(headings, CITIES, "cities")
    assert (name.certainty, name.candidates) == (Certainty.PROPOSED, ("name_en", "name_zh_hans"))
    assert name.why == "In which language is this column written? Choose the column."
    assert country.certainty is Certainty.ALIAS


@pytest.mark.parametrize(
    ("heading", "field", "unit"),
    [
        ("人口（万）", "population", Unit("万", Decimal(10_000))),
        ("人口(萬人)", "population", Unit("萬人", Decimal(10_000), Measure.PEOPLE)),
        ("人口（千人）", "population", Unit("千人", Decimal(1000), Measure.PEOPLE)),
        ("人口（单位：亿）", "population", Unit("单位：亿", Decimal(100_000_000))),
        ("Population (thousands)", "population", Unit("thousands", Decimal(1000))),
        ("Einwohner (in Tsd.)", "population", Unit("in Tsd.", Decimal(1000))),
        ("Einwohner in Mio.", "population", Unit("in Mio.", Decimal(1_000_000))),
        ("Fläche in km²", "area_km2", Unit("in km²", Decimal(1), Measure.AREA)),
        ("superficie (ha)", "area_km2", Unit("ha", Decimal("0.01"), Measure.AREA)),
        ("면적(㎢)", "area_km2", Unit("㎢", Decimal(1), Measure.AREA)),
    ],
)
def test_a_unit_in_the_heading_is_read_and_visible(heading: str, field: str, unit: Unit) -> None:
    match = only(heading, CITIES, "cities")
    assert (match.field, match.certainty, match.unit) == (field, Certainty.ALIAS, unit)


def test_a_unit_of_something_else_is_asked_about() -> None:
    match = only("Population (km²)", CITIES)
    assert match.certainty is Certainty.PROPOSED
    assert match.why == "The unit does not belong to this field. Confirm what the column means."


@pytest.mark.parametrize("text", ["", "地区", "country", "kilo", "millionaire", "Halle", "2020年"])
def test_what_is_no_unit_is_none(text: str) -> None:
    assert read_unit(text) is None


def test_headings_of_a_wikidata_table_of_twins() -> None:
    headings = ["origincityLabel", "origincountry", "originlat", "sistercityLabel", "destination_countryLabel", "eu"]
    assert found(headings, PARTNERSHIPS, "partnerships") == [
        ("home_city", "PROPOSED"),
        (None, "NONE"),
        (None, "NONE"),
        ("partner_city", "ALIAS"),
        (None, "NONE"),
        (None, "NONE"),
    ]


def test_headings_of_a_city_hall_workbook() -> None:
    headings = ["CityName", "Country", "Population", "Description", "Mayor", "Website"]
    assert found(headings, CITIES, "cities") == [
        ("name_en", "ALIAS"),
        ("country", "CODE"),
        ("population", "CODE"),
        ("summary_en", "ALIAS"),
        (None, "NONE"),
        ("website", "CODE"),
    ]


TIES = ("home_city", "home_country", "partner_city", "country", "latitude", "home_latitude", "signed_on", "kind")


def test_a_city_beside_a_sister_city_is_proposed_as_one_of_our_own() -> None:
    assert found(["City", "Sister City", "Country"], TIES, "ties") == [
        ("home_city", "PROPOSED"),
        ("partner_city", "ALIAS"),
        ("country", "CODE"),
    ]
    assert found(["City", "Country"], TIES, "ties") == [("partner_city", "ALIAS"), ("country", "CODE")]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("中方\n城市", "home_city"),
        ("外方\n城市", "partner_city"),
        ("中方国家", "home_country"),
        ("Our side\nCountry", "home_country"),
        ("Partner side\nCity", "partner_city"),
        ("Partner latitude", "latitude"),
        ("Home latitude", "home_latitude"),
        ("상대 국가", "country"),
    ],
)
def test_a_heading_that_says_whose_city_it_tells_of_is_taken_for_that_side(heading: str, field: str) -> None:
    match = only(heading, TIES, "ties")
    assert (match.field, match.is_taken) == (field, True)


def test_numbered_partners_are_all_taken_each_with_its_own_columns() -> None:
    headings = ["Partner 1", "Country 1", "Partner 2", "Country 2", "Remarks 3"]
    matches = match_headings(headings, (*TIES, "internal_remarks"), "ties")
    assert [(match.field, match.number, match.is_taken) for match in matches] == [
        ("partner_city", 1, True),
        ("country", 1, True),
        ("partner_city", 2, True),
        ("country", 2, True),
        ("internal_remarks", 0, False),
    ]


@pytest.mark.parametrize(("beside", "field"), [("Miasto partnerskie", "country"), ("Partnerské město", "parent")])
def test_a_word_of_two_languages_is_read_in_that_of_the_other_headings(beside: str, field: str) -> None:
    match = match_headings(["Kraj", beside], (*TIES, "parent"), "ties")[0]
    assert match.field == field


def test_every_alias_names_a_field_and_a_language() -> None:
    entries = [(key, alias) for key, found_aliases in aliases().items() for alias in found_aliases]
    assert {alias.language for _key, alias in entries} == {
        *("en", "zh-hans", "zh-hant", "ja", "ko", "de", "fr", "it", "es", "pt", "nl", "da", "sv", "nb", "fi", "pl"),
        *("cs", "sk", "hu", "ro", "hr", "bg", "ru", "uk", "el", "tr", "vi", "th", "id", "ar", "he"),
    }
    assert [key for key, alias in entries if not (key and alias.field.isidentifier())] == []


@given(st.lists(st.text(max_size=230), max_size=6))
def test_whatever_the_headings_each_has_a_match_and_no_field_is_taken_twice(headings: list[str]) -> None:
    matches = match_headings(headings, CITIES)
    assert [match.heading for match in matches] == headings
    taken = [match.field for match in matches if match.is_taken]
    assert len(taken) == len(set(taken))
    assert all(match.why for match in matches)


@given(st.permutations(["城市", "国家", "人口（万）", "Country", "简介", "summary"]))
def test_the_order_of_the_columns_does_not_matter(headings: list[str]) -> None:
    matches = {match.heading: (match.field, match.certainty) for match in match_headings(headings, CITIES, "cities")}
    ordered = match_headings(sorted(headings), CITIES, "cities")
    assert matches == {match.heading: (match.field, match.certainty) for match in ordered}
