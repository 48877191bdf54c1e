"""How pieces of counters are put together."""

import pytest

from partnerships.models import Exchange
from sistercities.common.counter_parts import Part, added, runs
from sistercities.common.touched import KEYS
from tests import factories


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [([], []), ([4], [(4, 4)]), ([0, 1, 2, 5, 7, 8], [(0, 2), (5, 5), (7, 8)])],
)
def test_pieces_side_by_side_are_counted_together(numbers: list[int], expected: list[tuple[int, int]]) -> None:
    assert list(runs(numbers)) == expected


def test_sum_takes_what_is_not_known_for_nothing_and_not_for_zero() -> None:
    one = {"a": [1, None, 4], "b": {"2018": 1}, "c": "2026-01-01"}
    other = {"a": [2, None, None], "b": {"2018": 2, "2019": 1}, "c": "2026-02-01", "d": 5}
    assert added(one, other) == {"a": [3, None, 4], "b": {"2018": 3, "2019": 1}, "c": "2026-02-01", "d": 5}


@pytest.mark.django_db
def test_there_are_no_pieces_before_the_first_record() -> None:
    part = Part("exchanges", lambda _language, _keys: None, frozenset([Exchange]), pieces_of=Exchange)
    assert list(part.numbers()) == []
    factories.exchange(pk=KEYS * 50_000)
    factories.exchange(pk=KEYS * 50_001)
    assert list(part.numbers()) == [50_000, 50_001]
