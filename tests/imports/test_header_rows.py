"""Where a sheet's headings stand, and what they are when several rows make them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.header_rows import Header, NoHeadings, find_header
from sistercities.imports.headers import match_headings

TITLES = [["重庆市国际友好城市一览表", "", "", ""], ["填表单位：市外办", "", "2024年1月", ""], [None, None, None, None]]


def test_headings_in_the_first_row_are_found() -> None:
    assert find_header([["CityName", "Country", "Population"], ["Tateyama", "Japan", 51119.0]]) == Header(
        0, 0, ("CityName", "Country", "Population")
    )


def test_headings_of_a_wikidata_table_are_known() -> None:
    headings = ["origincityLabel", "origincountry", "originlat", "sistercityLabel", "destinationlat", "dist", "eu"]
    rows = [headings, ["Tapolca", "Hungary", "46.88", "Lempäälä", "61.31", "1655", "EU"]]
    assert find_header(rows) == Header(0, 0, tuple(headings))


def test_headings_below_titles_are_found_and_the_titles_kept() -> None:
    rows = [*TITLES, ["序号", "中方城市", "国别", "结好时间"], [1, "重庆", "泰国", "2011"]]
    assert find_header(rows) == Header(
        3, 3, ("序号", "中方城市", "国别", "结好时间"), ("重庆市国际友好城市一览表", "填表单位：市外办", "2024年1月")
    )


def test_a_heading_over_several_columns_is_joined_with_those_below_it() -> None:
    rows = [["序号", "外方", "", "签署", None], ["", "国家", "城市", "日期", "地点"], ["1", "泰国", "曼谷", "2011", ""]]
    assert find_header(rows) == Header(0, 1, ("序号", "外方\n国家", "外方\n城市", "签署\n日期", "签署\n地点"))


def test_cells_merged_in_a_file_that_repeats_them_are_joined_once() -> None:
    rows = [["序号", "外方", "外方"], ["序号", "国家", "城市"], ["1", "泰国", "曼谷"]]
    assert find_header(rows).headings == ("序号", "外方\n国家", "外方\n城市")


def test_a_group_row_above_the_known_headings_belongs_to_them() -> None:
    rows = [
        *TITLES,
        ["序号", "中方", "外方", "", "签署"],
        ["", "城市", "国家", "城市", "日期"],
        ["1", "重庆", "泰国", "曼谷", ""],
    ]
    header = find_header(rows)
    assert (header.first, header.last) == (3, 4)
    assert header.headings == ("序号", "中方\n城市", "外方\n国家", "外方\n城市", "签署\n日期")
    fields = ("home_city", "partner_city", "country", "since")
    taken = [match.field for match in match_headings(header.headings, fields, "partnerships") if match.is_taken]
    assert taken == ["home_city", "country", "partner_city", "since"]


def test_headings_in_two_languages_below_each_other_are_joined() -> None:
    rows = [["国家", "城市"], ["Country", "City"], ["泰国", "曼谷"]]
    assert find_header(rows) == Header(0, 1, ("国家\nCountry", "城市\nCity"))


def test_codes_below_readable_headings_are_joined() -> None:
    rows = [["Name of the city", "Land"], ["name_en", "country"], ["Bangkok", "TH"]]
    assert find_header(rows).headings == ("Name of the city\nname_en", "Land\ncountry")


def test_words_above_the_headings_that_are_none_stay_titles() -> None:
    header = find_header([["机密", "", "内部资料", ""], ["序号", "城市", "国家", "日期"], ["1", "曼谷", "泰国", ""]])
    assert (header.first, header.titles) == (1, ("机密", "内部资料"))


def test_the_first_record_is_no_part_of_the_headings() -> None:
    rows = [["City", "Country", "Website", ""], ["Tateyama", "Japan", "", "see below"], ["Nakhodka", "Russia", "", ""]]
    assert find_header(rows).last == 0


def test_unknown_headings_are_chosen_by_place_and_said_to_be_uncertain() -> None:
    assert find_header([["My list", "", ""], ["alpha", "beta", "gamma"], ["a", "b", "c"]]) == Header(
        1, 1, ("alpha", "beta", "gamma"), ("My list",), is_certain=False
    )


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "The sheet is empty."),
        ([[], ["", None]], "The sheet is empty."),
        ([[1], [3]], "No row of this sheet looks like headings."),
    ],
)
def test_a_sheet_without_headings_says_so(rows: list[list[Any]], reason: str) -> None:
    with pytest.raises(NoHeadings, match=reason):
        find_header(rows)


@pytest.mark.parametrize(
    ("rows", "first"),
    [
        ([[1, 2], [3, 4]], 0),
        ([["a", "a"], [1, 2]], 0),
        ([["Bangkok", "Thailand", "2011-09-26"], ["Busan", "South Korea", "2010-12"]], 0),
        ([["Bangkok", "Thailand", "Agreement"], ["Busan", "Korea", "Letter"]], 0),
        ([["Our partners", ""], ["", ""], ["曼谷", "泰国"], ["釜山", "韩国"]], 2),
    ],
)
def test_first_rows_that_look_like_records_are_no_headings_and_that_is_uncertain(rows: Any, first: int) -> None:
    header = find_header(rows)
    assert (header.first, header.last, set(header.headings), header.is_certain) == (first, first - 1, {""}, False)
    assert header.is_missing


def test_years_beside_a_known_heading_are_headings() -> None:
    assert find_header([["City", "2010", "2011"], ["Huế", "1", "2"]]).last == 0


CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.dates(), st.booleans(), st.text(max_size=12))
WORDS = st.sampled_from(["城市", "国家", "Country", "日期", "", "外方", "Bangkok", "2011"])


@given(st.lists(st.lists(st.one_of(CELLS, WORDS), max_size=6), max_size=8))
def test_any_sheet_has_headings_or_says_why_not(rows: list[list[Any]]) -> None:
    try:
        header = find_header(rows)
    except NoHeadings:
        return
    assert 0 <= header.first <= header.last + 1 <= len(rows)
    headings = rows if header.is_missing else rows[header.first : header.last + 1]
    assert len(header.headings) == max(map(len, headings))
