"""The rules of a model, held against many records without asking the database about each.

The same as the model's own validation finds. What must be unique is read once and counted on from there; a relation is
not looked up, since it was found in a directory or comes from the database itself.
"""

from collections.abc import Iterator
from functools import cached_property
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import UniqueConstraint

from sistercities.common.former_slugs import former_slugs
from sistercities.common.slugs import readable_slug
from sistercities.imports.constraints import Answer, Unforeseen, columns_of, compiled
from sistercities.imports.drafts import Drafts

# Values of a field that were found right, so many at most: then the memory is given back.
MOST_KEPT = 10_000
BROAD = (models.CharField, models.TextField, models.FileField, models.JSONField)


class TakenSlugs:
    """The slugs that records of a model have or had, those counted in included."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self._next: dict[str, int] = {}

    @cached_property
    def keys(self) -> dict[str, Any]:
        former = former_slugs(self.model).values_list("slug", "record_key")
        return {**dict(former), **dict(self.model._base_manager.values_list("slug", "pk").iterator())}

    def free(self, wanted: str) -> str:
        """`wanted`, or with the first number behind it that no other record has."""
        wanted = wanted or str(self.model._meta.model_name)
        if wanted not in self.keys:
            return wanted
        first = self._next.get(wanted, 2)
        number = next(number for number in count(first) if f"{wanted}-{number}" not in self.keys)
        self._next[wanted] = number
        return f"{wanted}-{number}"


class TakenKeys:
    """What all records have in the columns of one unique constraint."""

    def __init__(self, model: type[models.Model], constraint: UniqueConstraint) -> None:
        self.model, self.constraint = model, constraint
        self._applies = compiled(constraint.condition, model) if constraint.condition else _always
        self.fields = [model._meta.get_field(name) for name in constraint.fields]
        self._keys_of: dict[Any, int] = {}

    @cached_property
    def keys(self) -> dict[int, Any]:
        """By the hash of the values, since there are as many as records; 64 bits keep them apart."""
        taken: dict[int, Any] = {}
        for values, key in self.stored():
            taken[hash(values)] = key
            self._keys_of[key] = hash(values)
        return taken

    def stored(self) -> Iterator[tuple[tuple[Any, ...], Any]]:
        """The values and the primary key of each record that the constraint is about."""
        rows = self.model._base_manager.all()
        if self.constraint.condition:
            rows = rows.filter(self.constraint.condition)
        columns = [field.attname for field in self.fields]
        for *values, key in rows.order_by().values_list(*columns, "pk").iterator():
            yield self._stored(values), key

    def owner(self, record: models.Model) -> Any:
        """The primary key of another record that has the same; None if there is none."""
        if not self._applies(record):
            return None
        owner = self.keys.get(self._of(record))  # type: ignore[arg-type]
        return None if owner == record.pk else owner

    def learn(self, record: models.Model) -> None:
        """Count in what the record has now, and no longer what it had."""
        if (former := self._keys_of.pop(record.pk, None)) is not None:
            self.keys.pop(former, None)
        if self._applies(record) and (key := self._of(record)) is not None:
            self.keys[key] = record.pk
            if not record._state.adding:
                self._keys_of[record.pk] = key

    def _of(self, record: models.Model) -> int | None:
        values = [field.value_from_object(record) for field in self.fields]
        # NULL is never the same as NULL.
        return None if None in values else hash(self._stored(values))

    def _stored(self, values: list[Any]) -> tuple[Any, ...]:
        return tuple(field.get_prep_value(value) for field, value in zip(self.fields, values, strict=True))


class PreparedRules:
    """In place of `DatabaseRules` for all rows of a sheet; `learn` counts in what each row makes of its record."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.slugs = TakenSlugs(model)
        self.drafts = Drafts(model)
        self.fields = [field for field in model._meta.fields if not field.generated]
        self.unique = {
            each.name: TakenKeys(model, each) for each in model._meta.constraints if isinstance(each, UniqueConstraint)
        }
        self._conditions: dict[str, Answer] = {}
        self._right: dict[str, set[Any]] = {field.attname: set() for field in self.fields if _is_narrow(field)}

    def learn(self, record: models.Model) -> None:
        self.slugs.keys[record.slug] = record.pk  # type: ignore[attr-defined]
        for taken in self.unique.values():
            taken.learn(record)

    def clean_fields(self, record: models.Model, exclude: set[str]) -> None:
        errors: dict[str, Any] = {}
        given = set(self.drafts.given(record)) if record._state.adding else None
        for field in self.fields:
            if field.name in exclude:
                continue
            if given is not None and field.attname not in given:
                if field.name in self.drafts.lacking:
                    errors[field.name] = self.drafts.lacking[field.name]
                continue
            try:
                self._clean_field(field, record)
            except ValidationError as error:
                errors[field.name] = error.error_list
        if errors:
            raise ValidationError(errors)

    def _clean_field(self, field: models.Field, record: models.Model) -> None:
        value = getattr(record, field.attname)
        if field.blank and value in field.empty_values:
            return
        if isinstance(field, models.ForeignKey) and value is not None:
            return
        right = self._right.get(field.attname)
        if right is not None and value in right:
            return
        setattr(record, field.attname, field.clean(value, record))
        if right is not None:
            if len(right) > MOST_KEPT:
                right.clear()
            right.add(value)

    def clean(self, record: Any, exclude: set[str]) -> None:
        errors: dict[str, Any] = {}
        try:
            self.clean_fields(record, exclude)
        except ValidationError as error:
            error.update_error_dict(errors)
        # Held against all that are taken, further below.
        record.has_stored_slug = True
        if not record.slug:
            record.slug = self.slugs.free(readable_slug(record.slug_words()))
        try:
            record.clean()
        except ValidationError as error:
            error.update_error_dict(errors)
        if "slug" not in errors and "slug" not in exclude and self.slugs.keys.get(record.slug, record.pk) != record.pk:
            errors["slug"] = [record.unique_error_message(self.model, ("slug",))]
        if errors:
            raise ValidationError(errors)

    def check_constraints(self, record: models.Model, wrong: set[str]) -> None:
        problems: list[ValidationError] = []
        for constraint in self.model._meta.constraints:
            if columns_of(self.model, constraint.name) & wrong:
                continue
            try:
                self._check(constraint, record)
            except ValidationError as error:
                problems.append(error)
        if problems:
            raise ValidationError(problems)

    def _check(self, constraint: Any, record: Any) -> None:
        if not self._is_broken(constraint, record):
            return
        has_own_message = constraint.violation_error_message != constraint.default_violation_error_message
        if isinstance(constraint, UniqueConstraint) and not has_own_message:
            raise ValidationError(record.unique_error_message(self.model, constraint.fields))
        code, about = constraint.violation_error_code, {"name": constraint.name}
        raise ValidationError(constraint.violation_error_message, code, about)

    def _is_broken(self, constraint: Any, record: Any) -> bool:
        if constraint.name in self.unique:
            return self.unique[constraint.name].owner(record) is not None
        try:
            return self._condition(constraint)(record) is False
        except Unforeseen:
            return not _is_kept(constraint, record)

    def _condition(self, constraint: Any) -> Answer:
        if constraint.name not in self._conditions:
            self._conditions[constraint.name] = compiled(constraint.condition, self.model)
        return self._conditions[constraint.name]


def _is_kept(constraint: Any, record: models.Model) -> bool:
    """What the database says of it."""
    try:
        constraint.validate(type(record), record)
    except ValidationError:
        return False
    return True


def _always(record: models.Model) -> bool:
    return True


def _is_narrow(field: models.Field) -> bool:
    """Whether few values come again and again."""
    return bool(field.choices) or not isinstance(field, BROAD)
