"""What the admin lists before it deletes."""

from typing import Any

from django.db import models
from django.utils.text import capfirst


def without_ties(model: type[models.Model], deleted: list[Any], counts: dict[str, int]) -> tuple[list, dict[str, int]]:
    """Leave out the tables that hold the model's many-to-many: nameless rows, in English whatever the language."""
    throughs = [field.remote_field.through._meta for field in model._meta.many_to_many]
    for options in throughs:
        if options.auto_created:
            counts = {name: number for name, number in counts.items() if name != options.verbose_name_plural}
            deleted = _without(deleted, f"{capfirst(options.verbose_name)}: ")
    return deleted, counts


def _without(lines: list[Any], beginning: str) -> list[Any]:
    """A nested list of lines without those that begin so."""
    kept = (line for line in lines if isinstance(line, list) or not str(line).startswith(beginning))
    return [_without(line, beginning) if isinstance(line, list) else line for line in kept]
