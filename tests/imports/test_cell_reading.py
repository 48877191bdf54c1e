"""What a cell says when it holds a text, a yes or no, or a web address."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.cell_reading import (
    UnreadableCell,
    clean_line,
    clean_text,
    is_unknown,
    read_boolean,
    read_web_address,
)

CELLS = st.one_of(st.text(max_size=80), st.integers(), st.floats(), st.booleans(), st.none())


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (2011.0, "2011"),
        ("  Port\u00a0\u00a0Stephens \t", "Port Stephens"),
        ("A magnet._x000D_\n_x000D_\nOnce a haven.", "A magnet.\n\nOnce a haven."),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("\ufeffsoft\u00adware\u200b", "software"),
        ("abc\u202edef\u2066", "abcdef"),
        ("nul\x00l", "null"),
        ("x_y_x12", "x_y_x12"),
    ],
)
def test_a_text_is_what_a_person_sees(cell: Any, text: str) -> None:
    assert clean_text(cell) == text


def test_a_short_text_is_one_line() -> None:
    assert clean_line("Punta_x000D_\n Arenas ") == "Punta Arenas"


@pytest.mark.parametrize("error", ["#N/A", "#REF!", " #DIV/0! "])
def test_the_error_of_a_formula_is_no_text(error: str) -> None:
    with pytest.raises(UnreadableCell, match="The formula of this cell gives #"):
        clean_text(error)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "–",
        "—",
        "-",
        "?",
        "...",
        "N/A",
        "n. a.",
        "不详",
        "不詳",
        "未知",
        "미상",
        "k. A.",
        "unbekannt",
        "s/d",
        "Unknown",
    ],
)
def test_words_for_not_known_are_unknown(text: str) -> None:
    assert is_unknown(text)


@pytest.mark.parametrize("text", ["0", "Nantes", "无锡", "✓", "!", "unknown soldier"])
def test_other_words_are_known(text: str) -> None:
    assert not is_unknown(text)


@pytest.mark.parametrize(
    "cell", ["yes", "Y", "是", "有", "はい", "예", "ja", "Oui", "sì", "SÍ", "true", True, 1, 1.0, "✓", "x"]
)
def test_yes_is_yes_in_eight_languages(cell: Any) -> None:
    assert read_boolean(cell) is True


@pytest.mark.parametrize("cell", ["no", "否", "无", "いいえ", "아니요", "nein", "non", "FALSE", False, 0, "✗"])
def test_no_is_no_in_eight_languages(cell: Any) -> None:
    assert read_boolean(cell) is False


@pytest.mark.parametrize("cell", ["", None, "–", "不详", "n/a"])
def test_an_unknown_answer_is_neither(cell: Any) -> None:
    assert read_boolean(cell) is None


@pytest.mark.parametrize("cell", ["maybe", "2", 2, "yes and no"])
def test_another_answer_is_sent_back(cell: Any) -> None:
    with pytest.raises(UnreadableCell, match="is neither yes nor no. Write yes or no."):
        read_boolean(cell)


@pytest.mark.parametrize(
    ("cell", "address"),
    [
        ("", ""),
        ("n/a", ""),
        ("http://english.cheongju.go.kr/ ", "http://english.cheongju.go.kr/"),
        ("\u00a0http://www.nakhodka.ru/_x000D_\n", "http://www.nakhodka.ru/"),
        ("www.example.org/cities", "https://www.example.org/cities"),
        ("ｈｔｔｐｓ：//example.org", "https://example.org"),
        ("<https://example.org/a?b=1>", "https://example.org/a?b=1"),
    ],
)
def test_a_web_address_is_freed_from_what_is_round_it(cell: str, address: str) -> None:
    assert read_web_address(cell) == address


@pytest.mark.parametrize(
    "cell", ["example", "http://", "javascript:alert(1)", "ftp://example.org", "file:///etc/passwd"]
)
def test_what_is_no_web_address_is_sent_back(cell: str) -> None:
    with pytest.raises(UnreadableCell, match="is no web address. Write it whole"):
        read_web_address(cell)


@pytest.mark.parametrize("cell", ["http://a.org http://b.org", "http://a.org,http://b.org", "see http://a.org", "a\nb"])
def test_several_web_addresses_are_sent_back(cell: str) -> None:
    with pytest.raises(UnreadableCell, match="more than one web address, or other words"):
        read_web_address(cell)


@given(CELLS)
def test_any_cell_is_read_or_refused_with_a_sentence(cell: Any) -> None:
    for read in (clean_text, clean_line, read_boolean, read_web_address):
        with suppress(UnreadableCell):
            read(cell)


@given(st.text(max_size=200))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    try:
        cleaned = clean_text(text)
    except UnreadableCell:
        return
    if "_x" not in text and not cleaned.startswith(("'", "#")):
        assert clean_text(cleaned) == cleaned
