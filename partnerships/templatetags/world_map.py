"""The world map in a page: `{% world_map home partnerships %}`."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import template
from django.template.context import Context

from partnerships.map_markers import Partner
from partnerships.models import City, Partnership
from partnerships.world_map import WorldMap, build_map, map_of
from sistercities.common.languages import current_language

register = template.Library()


@register.inclusion_tag("partnerships/includes/world_map.html", takes_context=True)
def world_map(context: Context, home: City | None, partnerships: Iterable[Partnership]) -> dict[str, Any]:
    """The map around `home`; nothing at all if the office has switched the map off.

    Give `partnerships` that visitors may see, with their cities fetched: `published().with_cities()`.
    """
    return shown(context, lambda: build_map(home or None, partnerships, current_language()))


@register.inclusion_tag("partnerships/includes/world_map.html", takes_context=True)
def partners_map(context: Context, home: City | None, partners: Sequence[Partner]) -> dict[str, Any]:
    """The same of partners as partnerships.map_cells gives them."""
    return shown(context, lambda: map_of(home or None, partners, current_language()))


def shown(context: Context, draw: Callable[[], WorldMap]) -> dict[str, Any]:
    profile = context.get("site_profile")
    profile = profile() if callable(profile) else profile
    if profile and not profile.is_map_shown:
        return {"map": None}
    return {"map": draw(), "licence_number": profile.map_licence_number if profile else ""}
