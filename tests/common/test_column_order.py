"""Columns stay in the order in which they were asked for, whatever the names and the process."""

from itertools import permutations

import pytest

from partnerships.models import Exchange

NAMES = ("pk", "home_city", "held_in", "kind", "direction")


@pytest.mark.parametrize("names", list(permutations(NAMES, 3)))
def test_columns_are_selected_in_the_order_asked_for(names: tuple[str, ...]) -> None:
    columns = {
        name: Exchange._meta.pk.column if name == "pk" else Exchange._meta.get_field(name).column for name in NAMES
    }
    selected = str(Exchange.objects.order_by().values_list(*names).query).partition(" FROM ")[0]
    places = [selected.index(f'"partnerships_exchange"."{columns[name]}"') for name in names]
    assert places == sorted(places)
