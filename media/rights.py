"""Credit and licence of many items at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models

from media.models import MediaItem
from sistercities.common.history import Act, change
from sistercities.common.people import User, may


@dataclass
class RightsOutcome:
    changed: list[MediaItem] = field(default_factory=list)
    # Visitors see them, and whoever acts may not publish.
    refused: list[MediaItem] = field(default_factory=list)


def set_rights(items: Iterable[MediaItem], values: Mapping[str, Any], by: User) -> RightsOutcome:
    """Write the non-empty ones of `values` into each item, in one change set. Raises ValidationError for none at all
    if a value is wrong, and PermissionDenied for whoever may change no item.
    """
    if not may(by, "change", MediaItem):
        raise PermissionDenied
    given = {name: value for name, value in values.items() if value not in (None, "")}
    may_publish = may(by, "publish", MediaItem)
    outcome = RightsOutcome()
    with change(by, Act.EDIT) as changes:
        items = list(items)
        changes.lock(*items)
        for item in items:
            if item.is_live and not may_publish:
                outcome.refused.append(item)
                continue
            for name, value in given.items():
                setattr(item, name, value)
            item.full_clean()
            item.save()
            outcome.changed.append(item)
    return outcome


RIGHTS: tuple[str, ...] = ("credit_en", "credit_zh_hans", "licence", "permission_until")


def rights_fields() -> list[models.Field]:
    """The fields that a form about rights asks for."""
    return [MediaItem._meta.get_field(name) for name in RIGHTS]  # type: ignore[misc]
