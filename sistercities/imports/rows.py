"""Cells that hold rows of another table: an entry a line, or entries with semicolons between."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeAlias

from django.core.exceptions import ValidationError
from django.db import models
from import_export.widgets import Widget

from sistercities.common.told import sentences_of
from sistercities.common.told import told as _
from sistercities.imports.cells import cell_text, plain
from sistercities.imports.directories import Directory
from sistercities.imports.lists import join, lines, split

Values: TypeAlias = dict[str, Any]


class RowsWidget(Widget):
    """Reads entries to dicts, attribute of the row → value, and writes them back."""

    # The attributes that a cell shows.
    names: ClassVar[tuple[str, ...]] = ()
    # Those of them that are other records.
    relations: ClassVar[tuple[str, ...]] = ()
    # Set by the resource before it reads.
    directory_of: Callable[[type[models.Model]], Directory]

    def entries(self, text: str) -> list[str]:
        """The entries of a cell."""
        return [entry for entry in split(text, ";") if entry]

    def read_entry(self, entry: str) -> Values:
        """One entry; raises ValidationError."""
        raise NotImplementedError

    def write_entry(self, values: Values) -> str:
        raise NotImplementedError

    def clean(self, value: Any, row: dict[str, Any] | None = None, **kwargs: Any) -> list[Values]:
        read: list[Values] = []
        problems: list[str] = []
        for entry in self.entries(cell_text(value)):
            try:
                values = self.read_entry(entry)
            except ValidationError as error:
                problems += sentences_of(error)
                continue
            if values in read:
                problems.append(_("“%(text)s” stands here twice.") % {"text": entry})
            read.append(values)
        if problems:
            raise ValidationError(problems)
        return read

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return join((self.write_entry(values) for values in value), ";")


class LinesWidget(RowsWidget):
    """An entry a line, its parts with | between, in the order of `names`; parts missing at the end are empty."""

    separator: ClassVar[str] = "|"

    def entries(self, text: str) -> list[str]:
        return lines(text)

    def read_entry(self, entry: str) -> Values:
        parts = split(entry, self.separator)
        if len(parts) > len(self.names):
            message = _("“%(text)s” has more parts than the %(most)s that are read: %(parts)s.")
            what = {"text": entry, "most": len(self.names), "parts": f" {self.separator} ".join(self.names)}
            raise ValidationError(message % what)
        parts += [""] * (len(self.names) - len(parts))
        return {name: self.read_part(name, part) for name, part in zip(self.names, parts, strict=True)}

    def read_part(self, name: str, part: str) -> Any:
        return part

    def write_part(self, name: str, value: Any) -> str:
        return plain(value)

    def write_entry(self, values: Values) -> str:
        parts = [self.write_part(name, values[name]) for name in self.names]
        while parts and not parts[-1]:
            parts.pop()
        return join(parts, self.separator, glue=f" {self.separator} ")

    def render(self, value: Any, obj: models.Model | None = None, **kwargs: Any) -> str:
        return "\n".join(self.write_entry(values) for values in value)
