"""Boundaries: the moments at which something public changes by itself, without anybody's act.

A record's `publish_at` and `withdraw_at`, and the office's midnight: with it a day begins, and whatever depends on days
(the end of a permission or of an agreement's validity, anniversaries, what is coming) may look different.
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Min, Value
from django.utils import timezone

from sistercities.common.publishing import Publishable

MOMENTS = ("publish_at", "withdraw_at")


def next_boundary(now: datetime) -> datetime:
    """The first boundary after `now`: one query."""
    return min([next_midnight(now), *_moments_before_midnight(now)])


def next_midnight(now: datetime) -> datetime:
    """When the office's next day begins."""
    zone = timezone.get_default_timezone()
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time.min, zone)


def _moments_before_midnight(now: datetime) -> list[datetime]:
    until = next_midnight(now)
    soonest: list[Any] = [
        model._base_manager.filter(**{f"{moment}__gt": now, f"{moment}__lt": until})
        .order_by()
        .annotate(nothing=Value(1))
        .values("nothing")
        .annotate(soonest=Min(moment))
        .values_list("soonest", flat=True)
        for model in publishable_models()
        for moment in MOMENTS
    ]
    return [moment for moment in soonest[0].union(*soonest[1:], all=True) if moment is not None]


def publishable_models() -> list[type[Publishable]]:
    return [model for model in apps.get_models() if issubclass(model, Publishable)]
