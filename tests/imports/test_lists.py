"""Several values in one cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.lists import join, lines, split

PARTS = st.lists(st.text(alphabet=r"ab;；\| 曼n=", min_size=1).map(str.strip).filter(bool), min_size=1)


@given(PARTS, st.sampled_from([";", "|", "="]))
def test_joined_parts_come_apart_as_they_were(parts: list[str], separator: str) -> None:
    assert split(join(parts, separator), separator) == parts


def test_full_width_separator_counts_as_one() -> None:
    assert split("bangkok；vientiane", ";") == ["bangkok", "vientiane"]


def test_line_break_in_a_part_survives() -> None:
    assert split(join(["two\nlines"], "|"), "|") == ["two\nlines"]


def test_limited_split_leaves_the_rest_whole() -> None:
    assert split("Rank = first = of all", "=", most=2) == ["Rank", "first = of all"]


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb\r\n", "\n a \r b "])
def test_lines_are_told_by_any_line_break(text: str) -> None:
    assert lines(text) == ["a", "b"]
