"""The column of a sheet that fits a field of a model."""

from collections.abc import Callable
from typing import Any

from django.db import models

from sistercities.common.date_fields import PartialDateField
from sistercities.imports.fields import Column, ReferenceColumn, TiesColumn
from sistercities.imports.number_widgets import DecimalWidget, FloatWidget, WholeNumberWidget
from sistercities.imports.references import ReferencesWidget, ReferenceWidget
from sistercities.imports.widgets import ChoiceWidget, DayWidget, PartialDateWidget, TextWidget, YesNoWidget

# The first kind that fits wins.
WIDGETS: tuple[tuple[type[models.Field], Callable[[], Any]], ...] = (
    (PartialDateField, PartialDateWidget),
    (models.BooleanField, YesNoWidget),
    (models.DecimalField, DecimalWidget),
    (models.FloatField, FloatWidget),
    (models.IntegerField, WholeNumberWidget),
    (models.DateField, DayWidget),
)


def column_for(name: str, field: models.Field) -> Column:
    """A column called `name` for the values of `field`."""
    if isinstance(field, models.ManyToManyField):
        return TiesColumn(attribute=name, column_name=name, widget=ReferencesWidget(field.related_model))
    if isinstance(field, models.ForeignKey):
        return ReferenceColumn(attribute=name, column_name=name, widget=ReferenceWidget(field.related_model))
    if field.choices:
        return Column(attribute=name, column_name=name, widget=ChoiceWidget(list(field.flatchoices), field))
    widget = next((make for kind, make in WIDGETS if isinstance(field, kind)), TextWidget)
    return Column(attribute=name, column_name=name, widget=widget())
