"""The bench fills its site set by set; what is measured must be what the office's acts would have left."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import models, transaction

from bench import site_records, site_rows
from partnerships.models import Agreement, City, Exchange, Field, Partnership
from sistercities.common.history import Act, change
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.publishing_actions import take_step
from sistercities.common.search_upkeep import index_faults, stale_records
from tests import factories

pytestmark = pytest.mark.django_db

NUMBERS = range(2)
# Keys, and what tells when and how often a record was changed.
NOT_COMPARED = {"id", "created_at", "changed_at", "version", "published_at_en", "published_at_zh_hans"}


def test_filled_set_by_set_rows_are_those_that_acts_leave() -> None:
    by_acts = _stored_by(_act)
    by_sets = _stored_by(_fill)

    assert by_sets == by_acts
    assert [len(rows) for rows in by_sets.values()] == [3, 2, 2, 40, 80, 40]


def test_filled_set_by_set_the_search_index_is_true() -> None:
    _fill()

    assert index_faults() == []
    assert list(stale_records()) == []
    assert [city.slug for city in City.objects.found_by_public("谷清")] == ["city-0"]


def test_filled_set_by_set_the_next_record_gets_a_key_of_its_own() -> None:
    _fill()

    assert factories.exchange(home_city=City.objects.get(is_home=True)).pk > 40


def _stored_by(fill: Callable[[], None]) -> dict[str, list[dict[str, Any]]]:
    """The rows of every table, told without keys, after which they are gone again."""
    with transaction.atomic():
        fill()
        stored = {model.__name__: _rows(model) for model in site_records.TABLES}
        transaction.set_rollback(True)
    return stored


def _rows(model: type[models.Model]) -> list[dict[str, Any]]:
    fields = [field for field in model._meta.concrete_fields if field.name not in NOT_COMPARED]
    names = [f"{field.name}__slug" if _leads_to_a_slug(field) else field.name for field in fields]
    return sorted(model._base_manager.values(*names), key=str)


def _leads_to_a_slug(field: models.Field) -> bool:
    related = field.related_model
    return related is not None and any(each.name == "slug" for each in related._meta.concrete_fields)


def _fill() -> None:
    site_records.add_cities(site_records.add_home(), NUMBERS)


def _act() -> None:
    home = _added(City(**site_records.home_values()))
    for row in map(site_rows.city, NUMBERS):
        city = _added(City(**site_records.city_values(row)))
        tie = _added(Partnership(home_city=home, partner_city=city, **site_records.partnership_values(row)))
        kind = site_records.agreement_kind()
        _added(Agreement(partnership=tie, kind=kind, **site_records.agreement_values(row)))
        for each in site_rows.exchanges(row.number):
            values = site_records.exchange_values(each)
            exchange = _added(Exchange(home_city=home, partnership=tie, held_in=city, **values))
            exchange.cities.set([home, city])
            exchange.fields.set([Field.objects.get(slug=each.field)])


def _added(record: Any) -> Any:
    with change(None, Act.ADD) as changes:
        record.full_clean()
        record.save()
        changes.added(record)
    take_step(Act.PUBLISH, [record], CONTENT_LANGUAGES, by=None)
    return record
