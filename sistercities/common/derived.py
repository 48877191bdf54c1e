"""Columns computed from a record's other values whenever it is stored, singly or in bulk."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db import models


class DerivedTextField(models.TextField):
    """Text that `method` of the record gives. Never edited, never exported, no part of history."""

    is_derived = True

    def __init__(self, method: str = "", *args: Any, **kwargs: Any) -> None:
        self.method = method
        super().__init__(*args, **{"editable": False, "default": "", "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, [self.method, *args], kwargs

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        value = self.compute(model_instance)
        setattr(model_instance, self.attname, value)
        return value

    def compute(self, record: models.Model) -> str:
        method: Callable[[], str] = getattr(record, self.method)
        return method()


class DerivedKeyField(DerivedTextField):
    """A derived text that is compared by code point on every engine, so that it can be a key or an order."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class Derived(models.Model):
    """A model with derived columns: they take part in its validation as they will be stored."""

    # Accessors of rows from which derived columns are computed; such rows are stored after the record.
    derived_from_rows: ClassVar[tuple[str, ...]] = ()

    class Meta:
        abstract = True

    @classmethod
    def derived_fields(cls) -> list[DerivedTextField]:
        return [field for field in cls._meta.concrete_fields if isinstance(field, DerivedTextField)]

    def clean(self) -> None:
        super().clean()
        for field in self.derived_fields():
            setattr(self, field.attname, field.compute(self))

    def validate_constraints(self, exclude: set[str] | None = None) -> None:
        # A form leaves out what it does not show; a key made from what it shows must be checked all the same.
        derived = {field.name for field in self.derived_fields()}
        super().validate_constraints(exclude=set(exclude or ()) - derived)


def refresh_derived(model: type[Derived], keys: list[Any]) -> None:
    """Compute the derived columns of these records again, after rows that belong to them have changed."""
    fields = [field.attname for field in model.derived_fields()]
    records = list(model._base_manager.filter(pk__in=keys).prefetch_related(*model.derived_from_rows))
    for record in records:
        for field in model.derived_fields():
            setattr(record, field.attname, field.compute(record))
    model._base_manager.bulk_update(records, fields, batch_size=500)
