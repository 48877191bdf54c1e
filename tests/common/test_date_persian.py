"""Days of the Iranian calendar as common ones."""

import pytest

from sistercities.common.date_persian import from_persian
from sistercities.common.dates import InvalidPartialDate


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((1357, 11, 22), "1979-02-11"),
        ((1375, 1, 1), "1996-03-20"),
        ((1390, 7, 4), "2011-09-26"),
        ((1399, 12, 30), "2021-03-20"),
        ((1403, 12, 30), "2025-03-20"),
        ((1390, 7), "2011"),
        ((1390, 11), "2012"),
    ],
)
def test_iranian_day_is_a_common_day_and_a_month_lies_in_a_year(parts: tuple[int, ...], text: str) -> None:
    assert from_persian(*parts).text == text


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ((1390,), "lies in 2011 and 2012"),
        ((1390, 10), "lies in 2011 and 2012"),
        ((1390, 12, 30), "no such day"),
        ((1390, 13, 1), "no such day"),
    ],
)
def test_what_lies_in_two_common_years_or_nowhere_is_refused(parts: tuple[int, ...], reason: str) -> None:
    with pytest.raises(InvalidPartialDate, match=reason):
        from_persian(*parts)
