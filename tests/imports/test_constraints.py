"""Check constraints worked out without the database say what the database says."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, Value
from django.db.models.functions import Left, Lower

from media.models import MediaItem
from partnerships.models import Agreement, City, Exchange, Partnership
from sistercities.imports.constraints import Unforeseen, compiled

pytestmark = pytest.mark.django_db
DATES = ("", "2018", "2018-05", "2018-05-03~", "2017", "2019-01-01")
RECORDS: dict[type[models.Model], list[dict[str, Any]]] = {
    Exchange: [{"starts_on": start, "ends_on": end} for start in DATES for end in DATES],
    Agreement: [{"validity": kind, "valid_until": end} for kind in ("dated", "unknown", "open_ended") for end in DATES],
    City: [
        *({"latitude": one, "longitude": other} for one in (None, 0.0, 90.5, -90.0) for other in (None, 180.0, 181.0)),
        *({"area_km2": area} for area in (None, 0, -1)),
        *({"pk": 5, "parent_id": parent} for parent in (None, 5, 6)),
    ],
    Partnership: [{"home_city_id": one, "partner_city_id": other} for one in (None, 1) for other in (None, 1, 2)],
    MediaItem: [{"focal_x": one, "focal_y": other} for one in (0, 100, 101) for other in (100, 101)],
}


def refuses(constraint: CheckConstraint, record: models.Model) -> bool:
    try:
        constraint.validate(type(record), record)
    except ValidationError:
        return True
    return False


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_worked_out_answer_is_that_of_the_database(model: type[models.Model]) -> None:
    constraints = [each for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    told = set()
    for constraint in constraints:
        answer = compiled(constraint.condition, model)
        for values in RECORDS[model]:
            record = model(**values)
            is_refused = answer(record) is False
            assert is_refused == refuses(constraint, record), (constraint.name, values)
            told.add((constraint.name, is_refused))
    assert told == {(each.name, is_refused) for each in constraints for is_refused in (True, False)}


@pytest.mark.parametrize(
    "condition", [Q(name_en__regex="x"), Q(name_en=Lower("name_en")), Q(is_home=True, _connector=Q.XOR)]
)
def test_condition_that_only_the_database_understands_is_left_to_it(condition: Q) -> None:
    with pytest.raises(Unforeseen):
        compiled(condition, City)


def test_comparison_with_null_is_left_open_unless_the_rest_decides() -> None:
    city = City(population=None, slug="hue")
    assert compiled(Q(population__gt=5), City)(city) is None
    assert compiled(~Q(population__gt=5), City)(city) is None
    assert compiled(Q(population__gt=5) | Q(slug="hue"), City)(city) is True
    assert compiled(Q(population__gt=5) & Q(slug="x"), City)(city) is False
    assert compiled(Q(slug__lt=Left(F("slug"), Value(2))), City)(city) is False
