"""Columns of a sheet: how a cell's value is compared with what a record holds, and put into it."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from import_export.fields import Field

from sistercities.common.told import sentences_of
from sistercities.common.told import told as _
from sistercities.imports.cells import RefusedCell, plain
from sistercities.imports.formulas import escape_formula
from sistercities.imports.references import ReferenceWidget


class Column(Field):
    """A column whose values are kept in one column of the record."""

    # What to write into it, where no field of the record says so.
    note: str | Promise = ""
    # Ties and rows of other tables need the record's key: they are put when it has been saved.
    is_put_after_saving = False
    # What is to be read together with many records, so that comparing costs no query per record.
    prefetch: tuple[str, ...] = ()

    @cached_property
    def name(self) -> str:
        return str(self.column_name)

    @cached_property
    def attname(self) -> str:
        return str(self.attribute or self.column_name)

    @property
    def reads_directory(self) -> bool:
        return isinstance(self.widget, ReferenceWidget)

    def read(self, cell: Any) -> Any:
        """The value that the cell means; raises ValidationError."""
        if isinstance(cell, RefusedCell):
            raise ValidationError(cell.sentence)
        return self.widget.clean(cell)

    def current(self, record: models.Model) -> Any:
        """What the record holds now."""
        return getattr(record, self.attname)

    def is_same(self, old: Any, new: Any) -> bool:
        if isinstance(new, str):
            return plain(old) == plain(new)
        return old == new

    def may_be_cleared(self, record: models.Model) -> bool:
        """Whether an empty cell can mean that there is nothing: never for what tells the record or must be there."""
        field = record._meta.get_field(self.attname)
        return self.attname != "slug" and not isinstance(field, models.BooleanField) and bool(field.blank)

    def nothing(self, record: models.Model) -> Any:
        """The value that says nothing."""
        return None if record._meta.get_field(self.attname).null else ""

    def check(self, record: models.Model, value: Any) -> None:
        """Raise ValidationError when the value cannot be put, for what the record's own checks do not see."""

    def put(self, record: models.Model, value: Any) -> None:
        setattr(record, self.attname, value)

    def show(self, value: Any) -> str:
        """The value as people read it in a preview."""
        shown = self.widget.render(value)
        return "" if shown is None else str(shown)

    def export(self, instance: models.Model, **kwargs: Any) -> Any:
        """The cell of an exported sheet: a number, or a text that no program takes for a formula."""
        value = self.widget.render(self.current(instance))
        return escape_formula(plain(value)) if isinstance(value, str) else value


class ReferenceColumn(Column):
    """A column that names one other record."""

    def current(self, record: models.Model) -> Any:
        return record._meta.get_field(self.attname).value_from_object(record)

    def is_same(self, old: Any, new: Any) -> bool:
        return old == (new.pk if new else None)

    def show(self, value: Any) -> str:
        if value is not None and not isinstance(value, models.Model):
            value = self.widget.directory.with_key(value)
        return self.widget.render(value)

    def export(self, instance: models.Model, **kwargs: Any) -> str:
        return escape_formula(self.widget.render(getattr(instance, self.attname)))


class SeveralColumn(Column):
    """A column for several values, which are kept in another table."""

    is_put_after_saving = True

    def may_be_cleared(self, record: models.Model) -> bool:
        return True

    def nothing(self, record: models.Model) -> Any:
        return []


class TiesColumn(SeveralColumn):
    """A column that names several other records; the order of the ties says nothing."""

    @property
    def prefetch(self) -> tuple[str, ...]:  # type: ignore[override]
        return (self.attname,)

    def current(self, record: models.Model) -> list[models.Model]:
        return sorted(getattr(record, self.attname).all(), key=lambda tied: tied.slug) if record.pk else []

    def is_same(self, old: list[models.Model], new: list[models.Model]) -> bool:
        return {record.pk for record in old} == {record.pk for record in new}

    def put(self, record: models.Model, value: list[models.Model]) -> None:
        getattr(record, self.attname).set(value)


@dataclass
class RowChanges:
    """What a cell makes of the rows of another table: those that remain, those of them to be stored, those that go."""

    rows: list[models.Model] = field(default_factory=list)
    stored: list[models.Model] = field(default_factory=list)
    gone: list[models.Model] = field(default_factory=list)

    def carry_out(self) -> None:
        for row in self.stored:
            row.save()
        for row in self.gone:
            row.delete()


class RowsColumn(SeveralColumn):
    """A column whose lines are rows of another table, such as signatories.

    The widget reads a list of dicts, attribute → value. Rows are told apart by the attributes in `identity`: a row that
    stays keeps what the sheet does not show of it. `fixed` attributes limit the column to some of the rows; without
    `order` the rows have no order of their own.
    """

    def __init__(
        self, *args: Any, identity: tuple[str, ...], fixed: dict[str, Any] | None = None, order: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.identity, self.fixed, self.order = identity, fixed or {}, order

    @property
    def prefetch(self) -> tuple[str, ...]:  # type: ignore[override]
        return (self.attname, *(f"{self.attname}__{name}" for name in self.widget.relations))

    def rows(self, record: models.Model) -> list[models.Model]:
        """The rows of this column, in their order."""
        rows = getattr(record, self.attname).all() if record.pk else []
        return [row for row in rows if self._is_mine(row)]

    def _is_mine(self, row: models.Model) -> bool:
        return all(getattr(row, name) == value for name, value in self.fixed.items())

    def current(self, record: models.Model) -> list[dict[str, Any]]:
        return [self._values(row) for row in self.rows(record)]

    def is_same(self, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> bool:
        mine, theirs = ([_comparable(row) for row in rows] for rows in (old, new))
        if self.order:
            return mine == theirs
        return len(mine) == len(theirs) and all(row in theirs for row in mine)

    def check(self, record: models.Model, value: list[dict[str, Any]]) -> None:
        problems: list[str] = []
        for values in value:
            row, owner = self._made(record, values)
            try:
                # The related records were just found.
                row.clean_fields(exclude={owner, *self.widget.relations})
            except ValidationError as error:
                problems += sentences_of(error)
        if problems := problems or self._repeated(record, value):
            raise ValidationError(list(dict.fromkeys(problems)))

    def _repeated(self, record: models.Model, value: list[dict[str, Any]]) -> list[str]:
        """Entries that the table would not take twice."""
        told: set[tuple[Any, ...]] = set()
        repeated: list[str] = []
        constraints = record._meta.get_field(self.attname).related_model._meta.constraints
        for values in value if constraints else ():
            key = tuple(values[name] for name in self.identity)
            if key in told:
                repeated.append(_("“%(text)s” stands here twice.") % {"text": self.widget.write_entry(values)})
            told.add(key)
        return repeated

    def put(self, record: models.Model, value: list[dict[str, Any]]) -> None:
        self.changes(record, value, list(getattr(record, self.attname).all())).carry_out()
        # The record may carry rows read earlier.
        getattr(record, "_prefetched_objects_cache", {}).pop(self.attname, None)

    def changes(self, record: models.Model, value: list[dict[str, Any]], rows: list[models.Model]) -> RowChanges:
        """What `value` makes of `rows`, which are all that the record has in that table. Nothing is stored yet."""
        unused = [row for row in rows if self._is_mine(row)]
        changes = RowChanges(rows=[row for row in rows if not self._is_mine(row)])
        for position, values in enumerate(value):
            row = self._counterpart(unused, values) or self._made(record, values)[0]
            if self._fill(row, values, position):
                changes.stored.append(row)
            changes.rows.append(row)
        changes.gone = unused
        return changes

    def _made(self, record: models.Model, values: dict[str, Any]) -> tuple[models.Model, str]:
        """A new row and the name of its relation to the record."""
        relation = record._meta.get_field(self.attname)
        owner = relation.field.name  # type: ignore[union-attr]
        row = relation.related_model(**self.fixed, **values)  # type: ignore[misc, operator]
        if record.pk:
            setattr(row, owner, record)
        return row, owner

    def _counterpart(self, unused: list[models.Model], values: dict[str, Any]) -> models.Model | None:
        """The row that is meant, taken out of `unused`: one that is equal, else one of the same identity."""
        same = next((row for row in unused if _comparable(self._values(row)) == _comparable(values)), None)
        same = same or next((row for row in unused if self._is_identical(row, values)), None)
        if same is not None:
            unused.remove(same)
        return same

    def _is_identical(self, row: models.Model, values: dict[str, Any]) -> bool:
        return all(
            _comparable({name: getattr(row, name)}) == _comparable({name: values[name]}) for name in self.identity
        )

    def _fill(self, row: models.Model, values: dict[str, Any], position: int) -> bool:
        """Give the row its values; whether it has to be stored for that."""
        if self.order:
            values = {**values, self.order: position}
        if row.pk and all(getattr(row, name) == value for name, value in values.items()):
            return False
        for name, value in values.items():
            setattr(row, name, value)
        return True

    def _values(self, row: models.Model) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.widget.names}


def _comparable(values: dict[str, Any]) -> dict[str, Any]:
    """Texts without what a file cannot carry, nothing as the empty text."""
    return {name: plain(value) if value is None or isinstance(value, str) else value for name, value in values.items()}
