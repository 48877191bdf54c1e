"""Who may import what."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser
from django.db import models

from sistercities.common.people import User, may
from sistercities.imports.kinds import expansions, kinds
from sistercities.imports.resources import RecordResource


def may_import(user: User | AnonymousUser, model: type[models.Model]) -> bool:
    """The right to import alone takes nothing in: that to add or to change belongs to it."""
    return may(user, "import", model) and (may(user, "add", model) or may(user, "change", model))


def importable_kinds(user: User | AnonymousUser) -> dict[str, type[RecordResource]]:
    """The kinds of sheets that `user` may import, single records only."""
    return {kind: resource for kind, resource in kinds().items() if may_import(user, resource._meta.model)}


def may_import_kinds(user: User | AnonymousUser, names: Iterable[str]) -> bool:
    """Whether `user` may import sheets of all these kinds, wide ones with all the records that they make."""
    allowed, wide = importable_kinds(user), expansions()
    parts = (part for name in names for part in ([each.kind for each in wide[name].parts] if name in wide else [name]))
    return bool(allowed) and all(part in allowed for part in parts if part)


def may_change_record(user: User | AnonymousUser, resource: type[RecordResource], slug: str) -> bool:
    """Whether `user` may change the record with this slug; one that visitors see only with the right to publish."""
    model = resource._meta.model
    record = model._base_manager.filter(slug=slug).first()
    if record is None or not may(user, "change", model):
        return False
    return may(user, "publish", model) or not resource().is_live(record)
