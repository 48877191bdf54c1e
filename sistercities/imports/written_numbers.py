"""Numbers as people write them, in any script and with any separators; what can be two numbers is asked.

1,234 is one thousand in London and one and a bit in Berlin. A column as a whole usually tells which (`DecimalMark`);
where it does not, a whole-number field decides, and otherwise the reader raises AmbiguousNumber.
"""

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sistercities.common.told import told as _
from sistercities.imports.cell_reading import UnreadableCell, clean_line, is_unknown, shortened
from sistercities.imports.units import CJK_MULTIPLES, Unit, read_unit

LONGEST = 60
# Apostrophes and every narrow or wide blank group figures everywhere and mean the same.
GROUPING = re.compile(r"(?<=\d)['’‘´`\s](?=\d{3}(?!\d))")
PLAIN = re.compile(r"\d+")
GROUPED = {mark: re.compile(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+") for mark in ",."}
# Lakhs and crores: 12,34,567.
INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}")
FRACTION = {
    mark: re.compile(rf"(\d+|\d{{1,3}}(?:{re.escape(other)}\d{{3}})+){re.escape(mark)}(\d+)")
    for mark, other in ((",", "."), (".", ","))
}
ABOUT_BEFORE = re.compile(
    r"(?:[~≈><≥≤]|约为|约|約|大约|大約|近|超过|逾|およそ|약|대략|(?:ca|circa|approx|approximately|about|around|over"
    r"|more than|nearly|etwa|rund|über|ungefähr|env|environ|plus de|vers|quasi|oltre|unos|aprox|más de|casi)\b\.?)\s*",
    re.IGNORECASE,
)
ABOUT_AFTER = re.compile(r"\s*(?:\+|余|餘|多|左右|上下|以上|ほど|程度|강|여|정도)$")
ABOUT_WITHIN = re.compile(r"(?<=[\d万萬亿億千만억])[余餘多여](?=\D)")
CJK_MULTIPLE = "|".join(sorted(CJK_MULTIPLES, key=len, reverse=True))
CJK_PART = re.compile(rf"(\d[\d.,]*)\s*({CJK_MULTIPLE})?\s*")
# 1億2345万, 12만 3천, 1万2000: two figures or more, each but the last with its multiple.
COMPOUND = re.compile(rf"((?:\d[\d.,]*\s*(?:{CJK_MULTIPLE})\s*)+\d[\d.,]*\s*(?:{CJK_MULTIPLE})?)\s*(\D*)")
NUMBER_AND_WORD = re.compile(r"([+-]?)\s*(\d(?:[\d.,]*\d)?)\s*(\D.*)?")
RANGE = re.compile(r"\d\s*(?:-|–|—|~|至|到|to|bis|à)\s*\d")
SHORTENED = re.compile(r"\d(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)


class DecimalMark(StrEnum):
    """The mark before the fraction."""

    POINT = "."
    COMMA = ","


@dataclass(frozen=True)
class WrittenNumber:
    """A number, whether it was said to be about, and the unit that stood beside it (its factor already applied)."""

    value: Decimal
    is_about: bool = False
    unit: Unit | None = None


class AmbiguousNumber(UnreadableCell):
    """A writing with two meanings; `readings` holds them, the one with a decimal point first."""

    def __init__(self, text: str, readings: tuple[WrittenNumber, WrittenNumber]) -> None:
        self.readings = readings
        first, second = (f"{reading.value.normalize():f}" for reading in readings)
        message = _("“%(text)s” can be %(first)s or %(second)s. Say which mark stands before the fraction.")
        super().__init__(message % {"text": text, "first": first, "second": second})


def decimal_mark(cells: Iterable[Any]) -> DecimalMark | None:
    """The mark that a column uses, told by the values that can be read in one way only; None when none of them tells.

    Raises UnreadableCell, quoting both, when two values contradict each other.
    """
    evidence: dict[DecimalMark, str] = {}
    for cell in cells:
        if isinstance(cell, str) and len(cell) <= LONGEST and (mark := _mark_of(cell)):
            evidence.setdefault(mark, cell.strip())
            if len(evidence) == 2:
                message = _("In this column “%(first)s” has a decimal point, “%(second)s” a decimal comma. Use one.")
                values = {"first": evidence[DecimalMark.POINT], "second": evidence[DecimalMark.COMMA]}
                raise UnreadableCell(message % values)
    return next(iter(evidence), None)


def read_number(cell: Any, mark: DecimalMark | None = None, unit: Unit | None = None) -> WrittenNumber | None:
    """The number in a cell, None when it is unknown. `unit` is the one of the heading; one in the cell goes before.

    Raises UnreadableCell with a sentence, AmbiguousNumber when the number can be two.
    """
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        return WrittenNumber(_finite(cell) * (unit.factor if unit else 1), unit=unit)
    text = clean_line(cell)
    if is_unknown(text):
        return None
    if len(text) > LONGEST:
        raise UnreadableCell(_("This is too long for a number."))
    plain, is_about = _without_about(_half_width(text))
    _refuse_what_is_no_single_number(plain, text)
    return _read(plain, text, is_about, mark, unit)


def read_count(cell: Any, mark: DecimalMark | None = None, unit: Unit | None = None) -> WrittenNumber | None:
    """A whole number that is not negative, None when it is unknown: 不详 is not zero.

    Where 1,234 could be a fraction, the count is the reading without one.
    """
    try:
        number = read_number(cell, mark, unit)
    except AmbiguousNumber as error:
        number = _whole_reading(error)
    if number is None:
        return None
    if number.value < 0:
        raise UnreadableCell(_("“%(text)s” is less than nothing. Write 0 or more.") % {"text": cell})
    if not _is_whole(number.value):
        raise UnreadableCell(_("%(number)s is no whole number.") % {"number": f"{number.value.normalize():f}"})
    return replace(number, value=number.value.to_integral_value())


def _whole_reading(error: AmbiguousNumber) -> WrittenNumber:
    """The reading without a fraction, which a count has no use for; with a multiple (1.234万) both make sense."""
    greatest = max(error.readings, key=lambda reading: reading.value)
    if greatest.unit and greatest.unit.factor != 1:
        raise error
    return greatest


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral_value()


def _finite(number: float | Decimal) -> Decimal:
    if not math.isfinite(number):
        raise UnreadableCell(_("This is no number."))
    # A float through its text, so that 0.1 stays 0.1.
    return Decimal(repr(number)) if isinstance(number, float) else Decimal(number)


def _half_width(text: str) -> str:
    """ASCII figures and marks, groups closed up."""
    text = unicodedata.normalize("NFKC", text)
    text = "".join(str(unicodedata.decimal(char, char)) for char in text)
    return GROUPING.sub("", text.translate({ord("−"): "-", ord("٫"): ".", ord("٬"): "'"})).strip()


def _without_about(text: str) -> tuple[str, bool]:
    before = ABOUT_BEFORE.match(text)
    plain = text[before.end() :] if before else text
    plain = ABOUT_WITHIN.sub("", ABOUT_AFTER.sub("", plain))
    return plain.strip(), plain != text


def _refuse_what_is_no_single_number(plain: str, text: str) -> None:
    quoted = {"text": shortened(text)}
    if SHORTENED.fullmatch(plain):
        raise UnreadableCell(_("“%(text)s” was shortened by a spreadsheet. Write all its digits.") % quoted)
    if RANGE.search(plain):
        raise UnreadableCell(_("“%(text)s” is a range. Write one number.") % quoted)
    if "%" in plain:
        raise UnreadableCell(_("“%(text)s” is a share. Write a number.") % quoted)
    # 345² is 345 and a footnote, not 3452.
    if any(one.isdecimal() and two.isdigit() and not two.isdecimal() for one, two in zip(text, text[1:], strict=False)):
        raise UnreadableCell(_("“%(text)s” ends in the mark of a footnote. Write the number only.") % quoted)


def _read(plain: str, text: str, is_about: bool, mark: DecimalMark | None, unit: Unit | None) -> WrittenNumber:
    if compound := _compound(plain, mark, text):
        return WrittenNumber(compound, is_about)
    match = NUMBER_AND_WORD.fullmatch(plain)
    own_unit = read_unit(match.group(3)) if match and match.group(3) else None
    if not match or (match.group(3) and not own_unit):
        raise _no_number(text)
    unit = own_unit or unit
    factor = (unit.factor if unit else Decimal(1)) * (-1 if match.group(1) == "-" else 1)
    readings = [WrittenNumber(value * factor, is_about, unit) for value in _readings(match.group(2), mark, text)]
    if len(readings) > 1:
        raise AmbiguousNumber(shortened(text), (readings[0], readings[1]))
    return readings[0]


def _compound(plain: str, mark: DecimalMark | None, text: str) -> Decimal | None:
    match = COMPOUND.fullmatch(plain)
    if not match or (match.group(2) and not ((unit := read_unit(match.group(2))) and unit.factor == 1)):
        return None
    total, smallest = Decimal(0), None
    for figure, multiple in CJK_PART.findall(match.group(1)):
        worth = CJK_MULTIPLES.get(multiple, Decimal(1))
        readings = _readings(figure, mark, text)
        if len(readings) > 1 or (smallest is not None and worth >= smallest):
            raise _no_number(text)
        total += readings[0] * worth
        smallest = worth
    return total


def _readings(figure: str, mark: DecimalMark | None, text: str) -> list[Decimal]:
    """The one or two numbers that figures and separators can be, the one with a decimal point first."""
    found = [(own, value) for own, value in _meanings(figure) if mark is None or own is None or own is mark]
    if not found:
        raise _no_number(text) if mark is None else _other_mark(text, mark)
    return [value for _own, value in found]


def _meanings(figure: str) -> list[tuple[DecimalMark | None, Decimal]]:
    """Each meaning with the decimal mark that it takes for granted."""
    if PLAIN.fullmatch(figure):
        return [(None, Decimal(figure))]
    if INDIAN.fullmatch(figure):
        return [(DecimalMark.POINT, Decimal(figure.replace(",", "")))]
    found: list[tuple[DecimalMark | None, Decimal]] = []
    for mark, other in ((DecimalMark.POINT, ","), (DecimalMark.COMMA, ".")):
        if GROUPED[other].fullmatch(figure) and not figure.startswith("0"):
            found.append((mark, Decimal(figure.replace(other, ""))))
        elif match := FRACTION[mark].fullmatch(figure):
            found.append((mark, Decimal(f"{match.group(1).replace(other, '')}.{match.group(2)}")))
    return found


def _mark_of(cell: str) -> DecimalMark | None:
    """The mark that a value proves, if it does."""
    match = NUMBER_AND_WORD.fullmatch(_without_about(_half_width(clean_line(cell)))[0])
    meanings = _meanings(match.group(2)) if match else []
    return meanings[0][0] if len(meanings) == 1 else None


def _no_number(text: str) -> UnreadableCell:
    message = _("“%(text)s” is no number. Write it in digits, for example 1234 or 12.5.")
    return UnreadableCell(message % {"text": shortened(text)})


def _other_mark(text: str, mark: DecimalMark) -> UnreadableCell:
    message = _("“%(text)s” does not fit this column, whose fractions stand after “%(mark)s”.")
    return UnreadableCell(message % {"text": shortened(text), "mark": mark})
