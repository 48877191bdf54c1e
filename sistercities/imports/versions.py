"""Which state of a record a check has seen: its version, or its last entry in history if its type has none."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Max

from sistercities.common.history import Revision


def has_versions(model: type[models.Model]) -> bool:
    return any(field.name == "version" for field in model._meta.concrete_fields)


def versions(model: type[models.Model], keys: list[Any]) -> dict[Any, int]:
    """The last entries in history of records whose type has no versions; nothing for others."""
    if has_versions(model) or not keys:
        return {}
    of_records = Revision.objects.filter(record_type=ContentType.objects.get_for_model(model), record_key__in=keys)
    last = dict(of_records.order_by().values_list("record_key").annotate(Max("id")))
    return {key: last.get(key, 0) for key in keys}
