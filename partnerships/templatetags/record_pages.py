"""What the pages of single records say besides their fields."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerships.city_records import CityRecords
from partnerships.models import Agreement, City
from sistercities.common.records import Record

register = template.Library()


@register.filter
def district_of(records: CityRecords, record: Record) -> City | None:
    """The district that a record on its city's page concerns, if it does not concern the city itself."""
    return records.district_of_record(record)


@register.filter
def is_over(agreement: Agreement) -> bool:
    """Whether the last day on which an agreement can have been valid has passed at the office."""
    end = agreement.valid_until.latest
    return bool(end and end < timezone.localdate())


@register.filter
def degrees(city: City) -> str:
    """Latitude and longitude with the letters of the quarters of the sky, as exact as a city can be placed."""
    north, east = city.latitude or 0, city.longitude or 0
    latitude = pgettext("latitude", "%(number)s° N") if north >= 0 else pgettext("latitude", "%(number)s° S")
    longitude = pgettext("longitude", "%(number)s° E") if east >= 0 else pgettext("longitude", "%(number)s° W")
    numbers = [{"number": f"{abs(number):.2f}"} for number in (north, east)]
    return _("%(north)s, %(east)s") % {"north": latitude % numbers[0], "east": longitude % numbers[1]}
