"""Folding and the search column's tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.common.folding import fold, index_text, query_tokens


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zürich", "zurich"),
        ("PRAHA (Prag)", "praha prag"),
        ("Łódź", "lodz"),
        ("Đà Nẵng", "da nang"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("กรุงเทพมหานคร", "กรุงเทพมหานคร"),
        ("が", "が"),
        ("서울", "서울"),
        ("重慶2011年", "重慶 2011 年"),
        ("Ｂａｎｇｋｏｋ", "bangkok"),
        ("  O’Brien — & Co. ", "o brien co"),
        (None, ""),
        ("\x00", ""),
    ],
)
def test_text_is_folded_to_what_a_reader_would_type(text: str | None, folded: str) -> None:
    assert fold(text) == folded


def matches(query: str, *texts: str) -> bool:
    column = index_text(texts)
    return all(token in column for token in query_tokens(query))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("曼谷", "泰国曼谷市"),
        ("谷", "曼谷"),
        ("zurich", "Zürich"),
        ("Zürich", "ZURICH"),
        ("PRAHA", "Praha (Prag)"),
        ("Bang", "Bangkok"),
        ("重庆 曼谷", "重庆与曼谷签署协议"),
        ("rail 2022", "Rail cooperation, 2022"),
        ("서울", "서울특별시"),
    ],
)
def test_query_finds_text(query: str, text: str) -> None:
    assert matches(query, text)


@pytest.mark.parametrize(("query", "text"), [("曼城", "曼谷城"), ("kok", "Bangkok"), ("Bangkok Rayong", "Bangkok")])
def test_query_does_not_find_other_text(query: str, text: str) -> None:
    assert not matches(query, text)


@given(st.text(max_size=80))
def test_every_text_is_found_by_itself(text: str) -> None:
    column = index_text([text])
    assert all(token.strip() in column for token in query_tokens(text))


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_query_is_bounded() -> None:
    assert len(query_tokens("word " * 5000 + "曼" * 5000)) <= 12
