"""Numbers as people write them, and which writings are asked about."""

from contextlib import suppress
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sistercities.imports.cell_reading import UnreadableCell
from sistercities.imports.units import Measure, Unit
from sistercities.imports.written_numbers import (
    AmbiguousNumber,
    DecimalMark,
    WrittenNumber,
    decimal_mark,
    read_count,
    read_number,
)

TEN_THOUSAND = Unit("万", Decimal(10_000))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (1234, "1234"),
        (0.1, "0.1"),
        ("1234", "1234"),
        ("１２,３４５，６７８", "12345678"),
        ("1,234,567", "1234567"),
        ("1.234.567", "1234567"),
        ("1.234.567,8", "1234567.8"),
        ("1,234.5", "1234.5"),
        ("12 345,6", "12345.6"),
        ("12\u202f345", "12345"),
        ("12\u00a0345\u2009678", "12345678"),
        ("1'234’567.5", "1234567.5"),
        ("12,34,567", "1234567"),
        ("12,5", "12.5"),
        ("0,123", "0.123"),
        ("−5", "-5"),
        ("٣٤٥", "345"),
        ("1.2万", "12000"),
        ("3亿", "300000000"),
        ("1億2345万", "123450000"),
        ("1万2000人", "12000"),
        ("12만 3천", "123000"),
        ("1.2 Mio.", "1200000"),
        ("150 Tsd. Einwohner", "150000"),
        ("3,5 millions d'habitants", "3500000"),
        ("12 miles de habitantes", "12000"),
        ("250 ha", "2.5"),
    ],
)
def test_a_number_is_read_in_every_usual_writing(cell: Any, value: str) -> None:
    number = read_number(cell)
    assert number is not None
    assert (number.value, number.is_about) == (Decimal(value), False)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("~2500", 2500),
        ("约300人", 300),
        ("300余人", 300),
        ("10余万", 100_000),
        ("ca. 40 000", 40_000),
        ("about 50", 50),
        ("2500+", 2500),
        ("약 3천명", 3000),
        ("rund 1,2 Mio.", 1_200_000),
    ],
)
def test_about_is_kept_beside_the_number(cell: str, value: int) -> None:
    number = read_number(cell)
    assert number is not None
    assert (number.value, number.is_about) == (value, True)


@pytest.mark.parametrize("cell", [None, "", "–", "不详", "unknown", "n/a", "k. A."])
def test_an_unknown_number_is_not_zero(cell: Any) -> None:
    assert read_number(cell) is None
    assert read_count(cell) is None


@pytest.mark.parametrize(
    ("cell", "readings"), [("1,234", ("1234", "1.234")), ("1.234", ("1.234", "1234")), ("~2,500 km²", ("2500", "2.5"))]
)
def test_a_number_with_two_meanings_is_asked_about(cell: str, readings: tuple[str, str]) -> None:
    with pytest.raises(AmbiguousNumber) as caught:
        read_number(cell)
    assert tuple(reading.value for reading in caught.value.readings) == tuple(map(Decimal, readings))
    assert str(caught.value).startswith(f"“{cell}” can be {readings[0]} or {readings[1]}.")


@pytest.mark.parametrize(("mark", "value"), [(DecimalMark.POINT, Decimal(1234)), (DecimalMark.COMMA, Decimal("1.234"))])
def test_the_mark_of_the_column_decides(mark: DecimalMark, value: Decimal) -> None:
    assert read_number("1,234", mark) == WrittenNumber(value)


def test_a_number_that_does_not_fit_the_column_is_sent_back() -> None:
    with pytest.raises(UnreadableCell, match="“12,5” does not fit this column, whose fractions stand after “.”"):
        read_number("12,5", DecimalMark.POINT)


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["1,234", "5.5"], DecimalMark.POINT),
        (["1,234,567", "1,234"], DecimalMark.POINT),
        (["1.234", "5,5 km²"], DecimalMark.COMMA),
        (["1.234.567"], DecimalMark.COMMA),
        (["1,234", "2,345", "77", "", "abc", None, 1.5], None),
    ],
)
def test_a_column_tells_its_decimal_mark_if_one_of_its_values_does(column: list[Any], mark: DecimalMark | None) -> None:
    assert decimal_mark(column) is mark


def test_a_column_with_both_marks_is_sent_back() -> None:
    with pytest.raises(UnreadableCell, match="In this column “1.5” has a decimal point, “12,5” a decimal comma."):
        decimal_mark(["1,234", "1.5", "12,5"])


@pytest.mark.parametrize(("cell", "count"), [("1.234", 1234), ("5,000", 5000)])
def test_a_count_takes_the_reading_without_a_fraction(cell: str, count: int) -> None:
    assert read_count(cell) == WrittenNumber(Decimal(count))
    assert read_count(f"~{cell}") == WrittenNumber(Decimal(count), is_about=True)


def test_a_count_is_said_without_a_fraction() -> None:
    count = read_count(594716.0)
    assert count is not None
    assert str(count.value) == "594716"


def test_a_count_of_multiples_with_two_readings_is_asked_about() -> None:
    with pytest.raises(AmbiguousNumber):
        read_count("1,234万")


def test_the_unit_of_the_heading_multiplies_and_the_one_of_the_cell_goes_before() -> None:
    assert read_count("12.5", None, TEN_THOUSAND) == WrittenNumber(Decimal(125_000), False, TEN_THOUSAND)
    assert read_count(3, None, TEN_THOUSAND) == WrittenNumber(Decimal(30_000), False, TEN_THOUSAND)
    assert read_count("1200人", None, TEN_THOUSAND) == WrittenNumber(
        Decimal(1200), False, Unit("人", Decimal(1), Measure.PEOPLE)
    )


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("-3", "is less than nothing"),
        ("1.5", "is no whole number"),
        (1.5, "is no whole number"),
        ("20-30", "is a range"),
        ("50 %", "is a share"),
        ("5²", "ends in the mark of a footnote"),
        ("1.2E+07", "was shortened by a spreadsheet"),
        ("1,23,4", "is no number"),
        ("twelve", "is no number"),
        ("nan", "is no number"),
        ("$5", "is no number"),
        ("5 apples", "is no number"),
        ("2万3億", "is no number"),
        (float("inf"), "This is no number"),
        (True, "is no number"),
        ("9" * 100, "too long for a number"),
    ],
)
def test_what_is_no_count_says_why(cell: Any, reason: str) -> None:
    with pytest.raises(UnreadableCell, match=reason):
        read_count(cell)


@given(st.integers(0, 10**12), st.sampled_from([",", ".", " ", "'", "’", "\u202f", "\u00a0"]))
def test_grouped_figures_are_read_as_the_number_that_was_written(number: int, separator: str) -> None:
    count = read_count(f"{number:,}".replace(",", separator))
    assert count is not None
    assert count.value == number


@given(st.decimals(0, 10**9, places=2), st.booleans())
def test_a_fraction_is_read_with_the_mark_of_its_column(number: Decimal, has_comma: bool) -> None:
    text = f"{number:,.2f}"
    mark = DecimalMark.COMMA if has_comma else DecimalMark.POINT
    written = text.translate({ord(","): ".", ord("."): ","}) if has_comma else text
    assert read_number(written, mark) == WrittenNumber(number)


@given(
    st.one_of(
        st.text(max_size=70),
        st.from_regex(r"[~约]?[0-9.,' ]{1,12}[万亿千kK余%²]?[人]?", fullmatch=True),
        st.integers(),
        st.floats(),
        st.booleans(),
    )
)
def test_any_cell_is_a_number_or_refused_with_a_sentence(cell: Any) -> None:
    for read in (read_number, read_count):
        with suppress(UnreadableCell):
            number = read(cell)
            assert number is None or number.value.is_finite()
    decimal_mark([cell])
