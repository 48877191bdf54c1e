"""What has been published last, of the whole site, of one city or in one field of cooperation: for feeds."""

from collections.abc import Callable
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from partnerships.models import Agreement, City, Exchange, Field, Partnership, Story
from sistercities.common.languages import localized

MOST = 30
# Beyond so many records of a city or field it is quicker to go through all, the newest first, than to sort these.
MOST_SORTED = 5_000
Keys = Callable[[type[Model]], list[Any] | None]


def fields_in_use(language: str) -> QuerySet:
    """Fields of cooperation of at least one public agreement or exchange."""
    used = [
        model.objects.published(language).order_by().filter(fields=OuterRef("pk")) for model in (Agreement, Exchange)
    ]
    return Field.objects.filter(Exists(used[0]) | Exists(used[1]))


def of_site(language: str) -> list[Any]:
    return _newest(language, lambda model: None, Agreement, Exchange, Story)


def of_city(city: City, language: str) -> list[Any]:
    """What it takes part in; of a home city, which takes part in everything, what it keeps."""
    if city.is_home:
        return _merged([_ordered(Exchange.objects.filter(home_city=city), language)], language)
    return _newest(language, lambda model: _keys_of_city(model, city), Agreement, Exchange, Story)


def of_field(field: Field, language: str) -> list[Any]:
    parts = []
    for model in (Agreement, Exchange):
        rows = model.fields.through.objects.filter(field=field)
        keys = _short(rows.values_list(str(model._meta.model_name), flat=True))
        records = model.objects.filter(fields=field) if keys is None else model.objects.filter(pk__in=keys)
        parts.append(_ordered(records, language))
    return _merged(parts, language)


def _keys_of_city(model: type[Model], city: City) -> list[Any]:
    """Of very many the last that were recorded."""
    if model is Agreement:
        return _last(Agreement.objects.filter(partnership__partner_city=city), "pk")
    rows = model.cities.through.objects.filter(city=city)  # type: ignore[attr-defined]
    keys = _last(rows, f"{model._meta.model_name}_id")
    if model is Exchange:
        # Asked one by one: each has an index, and both together have none.
        for condition in (Q(held_in=city), Q(partnership__in=Partnership.objects.filter(partner_city=city))):
            keys += _last(Exchange.objects.filter(condition), "pk")
    return keys


def _last(records: QuerySet, key: str) -> list[Any]:
    return list(records.order_by(f"-{key}").values_list(key, flat=True)[:MOST_SORTED])


def _short(keys: QuerySet) -> list[Any] | None:
    """All of them; None if they are too many."""
    found = list(keys.order_by()[: MOST_SORTED + 1])
    return found if len(found) <= MOST_SORTED else None


def _newest(language: str, keys_of: Keys, *models: type[Model]) -> list[Any]:
    parts = []
    for model in models:
        keys = keys_of(model)
        records = model._default_manager.all()
        parts.append(_ordered(records if keys is None else records.filter(pk__in=keys), language))
    return _merged(parts, language)


def _ordered(records: Any, language: str) -> QuerySet:
    """Public ones, the latest published first. What was never published by an act has no place in the order."""
    published = localized("published_at", language)
    return records.published(language).filter(**{f"{published}__isnull": False}).order_by(f"-{published}", "-pk")


def _merged(parts: list[QuerySet], language: str) -> list[Any]:
    found = [record for part in parts for record in part[:MOST]]
    return sorted(found, key=attrgetter(localized("published_at", language)), reverse=True)[:MOST]


def public_since(record: Any, language: str) -> datetime:
    """When visitors could first see it."""
    published = getattr(record, localized("published_at", language))
    return max(published, record.publish_at or published)


def updated_at(record: Any, language: str) -> datetime:
    return max(record.changed_at, public_since(record, language))
