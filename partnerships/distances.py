"""How far one city is from another, and how much earlier or later it is there."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import asin, cos, radians, sin, sqrt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnerships.map_markers import position
from partnerships.map_projection import Place
from partnerships.models import City

EARTH_RADIUS_KM = 6371.0088  # the mean radius of the International Union of Geodesy and Geophysics
ROUNDED_TO_KM = 10  # a city is no point: more would be more exact than it is
NOON = time(12)


@dataclass(frozen=True)
class Elsewhere:
    """Where a city lies, seen from `home`; None or empty is what the records do not tell."""

    home: City
    kilometres: int | None
    offset: str
    difference: str

    def __bool__(self) -> bool:
        return bool(self.kilometres or self.offset)


def elsewhere(city: City, home: City, today: date) -> Elsewhere:
    """The difference of the clocks is that at noon of `today`: it changes with summer time, and then overnight."""
    offset = offset_at_noon(city.time_zone, today) if city.time_zone else None
    at_home = offset_at_noon(home.time_zone or settings.TIME_ZONE, today)
    return Elsewhere(
        home,
        kilometres_between(position(city), position(home)),
        "" if offset is None else utc_words(offset),
        "" if offset is None else difference_words(offset - at_home, home.name),
    )


def kilometres_between(one: Place | None, other: Place | None) -> int | None:
    """Along the great circle, rounded; None where a position is not known or the two are one."""
    if not one or not other:
        return None
    north = sin(radians(other.latitude - one.latitude) / 2) ** 2
    east = sin(radians(other.longitude - one.longitude) / 2) ** 2
    half_chord = sqrt(north + cos(radians(one.latitude)) * cos(radians(other.latitude)) * east)
    exact = 2 * EARTH_RADIUS_KM * asin(min(1.0, half_chord))
    return round(exact / ROUNDED_TO_KM) * ROUNDED_TO_KM or None


def offset_at_noon(zone: str, today: date) -> timedelta:
    """Minutes east of Greenwich; zones had seconds only before there was a railway."""
    return datetime.combine(today, NOON, ZoneInfo(zone)).utcoffset() or timedelta()


def utc_words(offset: timedelta) -> str:
    """UTC+8, UTC−3:30."""
    hours, minutes = divmod(abs(int(offset.total_seconds())) // 60, 60)
    sign = "+" if offset >= timedelta() else "−"  # noqa: RUF001 (a minus, as it is set)
    return f"UTC{sign}{hours}" + (f":{minutes:02d}" if minutes else "")


def difference_words(ahead: timedelta, home: str) -> str:
    """How far the clocks are ahead of those of `home`, or behind them."""
    if not ahead:
        return _("same time as %(home)s") % {"home": home}
    hours, minutes = divmod(abs(int(ahead.total_seconds())) // 60, 60)
    span = hours_words(hours, minutes)
    if ahead > timedelta():
        return _("%(span)s ahead of %(home)s") % {"span": span, "home": home}
    return _("%(span)s behind %(home)s") % {"span": span, "home": home}


def hours_words(hours: int, minutes: int) -> str:
    parts = []
    if hours:
        parts.append(ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours})
    if minutes:
        parts.append(ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes})
    return " ".join(parts)
