"""The records that can show photos, as cells of sheets name them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from media.usage import attachment_relations, owner_of
from sistercities.common.told import listed
from sistercities.common.told import told as _
from sistercities.imports.directories import Directory
from sistercities.imports.handed_on import HandedOn, Named
from sistercities.imports.kinds import kinds


def attaching_kinds() -> dict[str, type[models.Model]]:
    """The kinds of sheets whose records have photos."""
    owners = set(accessors().values())
    return {kind: model for kind, each in kinds().items() if (model := each._meta.model) in owners}


def accessors() -> dict[str, type[models.Model]]:
    """Under which names a photo has its attachments, and to which records each belongs."""
    return {str(each.get_accessor_name()): owner_of(each.related_model) for each in attachment_relations()}


class Targets:
    """The records that can show photos, by short name: those on record, and those that stand in the same file."""

    def __init__(self, handed: HandedOn | None) -> None:
        self.handed = handed

    @cached_property
    def kinds_by_slug(self) -> dict[str, list[str]]:
        found: dict[str, set[str]] = {}
        for kind, model in attaching_kinds().items():
            if self.handed is not None and kind not in self.handed.slugs:
                continue
            slugs = set(model._base_manager.values_list("slug", flat=True))
            for slug in slugs | (self.handed.slugs[kind] if self.handed else set()):
                found.setdefault(slug, set()).add(kind)
        return {slug: sorted(named) for slug, named in found.items()}

    def find(self, text: str) -> Named:
        """The record with this short name or, if none has it, the only one of this name. Its kind may stand before it:
        `bangkok`, `cities:bangkok`, `曼谷`.
        """
        kind, name = (part.strip() for part in text.rpartition(":")[::2])
        if kind not in attaching_kinds():
            kind, name = "", text.strip()
        slugs = [Named(each, name) for each in self.kinds_by_slug.get(name, ()) if kind in ("", each)]
        found = slugs or [named for named in self._by_name(name) if kind in ("", named.kind)]
        if not found:
            message = _("No record that can show photos is called “%(text)s”. Write its short name.")
            raise ValidationError(message % {"text": text})
        if len(found) > 1:
            message = _("“%(text)s” can be several records. Write which: %(ways)s.")
            raise ValidationError(message % {"text": text, "ways": listed(map(str, found))})
        return found[0]

    def _by_name(self, name: str) -> Iterator[Named]:
        for kind, directory in self._directories.items():
            with suppress(ValidationError):
                record: Any = directory.find(name)
                yield Named(kind, record.slug)

    @cached_property
    def _directories(self) -> dict[str, Directory]:
        reachable: Iterable[tuple[str, type[models.Model]]] = attaching_kinds().items()
        if self.handed is not None:
            reachable = [(kind, model) for kind, model in reachable if kind in self.handed.slugs]
        return {kind: kinds()[kind]().directory(model) for kind, model in reachable}
