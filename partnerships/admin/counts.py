"""Numbers of related rows as columns of a list."""

from django.db.models import Count, IntegerField, Model, OuterRef, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce


def number_of(model: type[Model], relation: str) -> Combinable:
    """How many rows of `model` name the row in hand by `relation`: one subquery, computed for the rows shown only."""
    rows = model._default_manager.filter(**{relation: OuterRef("pk")}).order_by().values(relation)
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0)
