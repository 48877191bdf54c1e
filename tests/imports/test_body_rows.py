"""Which rows of a sheet are records, and what the others say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.body_rows import BodyRow, RowKind, body_rows, unmet_claims
from sistercities.imports.header_rows import Header

HEADER = Header(0, 0, ("序号", "友城", "国家", "人口"))
HEADINGS = list(HEADER.headings)


def read(*rows: list[Any]) -> list[BodyRow]:
    return list(body_rows([HEADINGS, *rows], HEADER))


def only(*cells: Any) -> BodyRow:
    (row,) = read(list(cells))
    return row


def test_records_know_the_section_they_stand_in() -> None:
    rows = read(
        ["一、亚洲（2对）", "", "", ""],
        [1, "曼谷", "泰国", None],
        [2, "广岛", "日本", None],
        ["二、欧洲（1对）", "", "", ""],
        [3, "图卢兹", "法国", None],
        ["合　计", "", "3对", ""],
    )
    assert [(row.number, row.kind.name, row.section, row.claimed) for row in rows] == [
        (1, "SECTION", "亚洲", 2),
        (2, "RECORD", "亚洲", None),
        (3, "RECORD", "亚洲", None),
        (4, "SECTION", "欧洲", 1),
        (5, "RECORD", "欧洲", None),
        (6, "TOTAL", "欧洲", 3),
    ]
    assert unmet_claims(rows) == []


@pytest.mark.parametrize(
    ("text", "name", "claimed"),
    [
        ("亚洲（15对）", "亚洲", 15),
        ("亚洲(共15对)", "亚洲", 15),
        ("（二）欧洲", "欧洲", None),
        ("欧洲：12个", "欧洲", 12),
        ("Europe (12)", "Europe", 12),
        ("III. Afrika – 7 Partnerschaften", "Afrika", 7),
        ("アジア", "アジア", None),
        ("Südamerika", "Südamerika", None),
        ("日本（3都市）", "日本", 3),
        ("Frankreich", "Frankreich", None),
    ],
)
def test_a_row_that_heads_others_is_a_section(text: str, name: str, claimed: int | None) -> None:
    row = only(text, "", "", "")
    assert (row.kind, row.label, row.claimed) == (RowKind.SECTION, name, claimed)


def test_a_section_merged_over_all_columns_is_the_same_section() -> None:
    row = only("亚洲（2对）", "亚洲（2对）", "亚洲（2对）", "亚洲（2对）")
    assert (row.kind, row.label, row.claimed) == (RowKind.SECTION, "亚洲", 2)


def test_a_section_with_its_count_in_a_cell_of_its_own_is_read() -> None:
    row = only("Asia", 15, "", "")
    assert (row.kind, row.label, row.claimed) == (RowKind.SECTION, "Asia", 15)


@pytest.mark.parametrize(
    "cells", [("", "Toulouse", "", ""), ("Singapore", "", "", ""), (7, "Toulouse", "", 500_000), (7, "", "", "")]
)
def test_a_record_with_little_in_it_stays_a_record(cells: tuple[Any, ...]) -> None:
    row = only(*cells)
    assert (row.kind, row.label) == (RowKind.RECORD, "")


@pytest.mark.parametrize(
    ("cells", "claimed"),
    [
        (("合计", "", " 130对", ""), 130),
        (("合计：130对", "", "", ""), 130),
        (("合计", "合计", "130", ""), 130),
        (("", "総計", 130, ""), 130),
        (("Total: 130", "", "", ""), 130),
        (("Summe", "", 130.0, ""), 130),
        (("共130对", "", "", ""), 130),
        (("합계", "", "", ""), None),
        (("Total", "", "", 12_345_678), None),
    ],
)
def test_a_total_claims_a_count_of_rows_but_no_sum_of_people(cells: tuple[Any, ...], claimed: int | None) -> None:
    row = only(*cells)
    assert (row.kind, row.claimed, row.is_subtotal) == (RowKind.TOTAL, claimed, False)


def test_a_subtotal_is_compared_with_its_section() -> None:
    rows = read(
        ["亚洲", "", "", ""],
        [1, "曼谷", "泰国", ""],
        ["小计", "", "2", ""],
        ["欧洲", "", "", ""],
        [2, "里昂", "法国", ""],
    )
    assert rows[2].is_subtotal
    assert unmet_claims(rows) == ["Row 4, “小计”, claims 2; the sheet has 1."]


def test_counts_that_differ_from_the_rows_are_told_in_the_order_of_the_sheet() -> None:
    rows = read(
        ["总计：9", "", "", ""],
        ["亚洲（5对）", "", "", ""],
        [1, "曼谷", "泰国", ""],
        ["合计", "", 7, ""],
    )
    assert unmet_claims(rows) == [
        "Row 2, “总计:9”, claims 9; the sheet has 1.",
        "Row 3, “亚洲”, claims 5; the sheet has 1.",
        "Row 5, “合计”, claims 7; the sheet has 1.",
    ]


@pytest.mark.parametrize("text", ["注：数据截至2023年", "* as of 2023", "Quelle: Statistisches Amt", "备注: 无"])
def test_a_note_below_the_table_is_no_record(text: str) -> None:
    assert only(text, "", "", "").kind is RowKind.NOTE


def test_headings_printed_again_on_the_next_page_are_no_record() -> None:
    assert only(*HEADINGS).kind is RowKind.HEADINGS_AGAIN


def test_blank_rows_are_told_as_blank() -> None:
    assert [row.kind for row in read(["", None], [" "], [])] == [RowKind.BLANK] * 3


CELLS = st.one_of(
    st.none(),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.text(max_size=20),
    st.sampled_from(["合计", "亚洲（3对）", "Total", "一、", "12对", "Asia", "法国"]),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8))
def test_every_row_comes_out_once_with_a_kind_whatever_it_holds(rows: list[list[Any]]) -> None:
    found = read(*rows)
    assert [(row.number, row.cells) for row in found] == list(enumerate(rows, 1))
    assert all(sentence.endswith(".") for sentence in unmet_claims(found))
