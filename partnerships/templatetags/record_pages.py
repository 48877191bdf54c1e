"""What the pages of single records say besides their fields."""

from typing import Any

from django import template
from django.template.loader import get_template
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from partnerships.anniversaries import Anniversary
from partnerships.calendars import anniversary_words
from partnerships.city_records import CityRecords
from partnerships.models import Agreement, City
from partnerships.templatetags.records import source_refs
from sistercities.common.prose import clean_prose
from sistercities.common.records import Record

register = template.Library()
LAST_PARAGRAPH_ENDS = "</p>"


@register.simple_tag(takes_context=True)
def cited_prose(context: dict[str, Any], record: Record, name: str) -> SafeString:
    """A rich text of a record, with the numbers of its sources at the end of its last paragraph."""
    text = clean_prose(getattr(record, name))
    numbers = source_refs(context, record, name)
    if not numbers["numbers"]:
        return text
    refs = get_template("partnerships/includes/source_refs.html").render(numbers).strip()
    body, ending, rest = text.rpartition(LAST_PARAGRAPH_ENDS)
    # Both parts are clean; after a list or a table the numbers stand on a line of their own.
    marked = body + refs + ending + rest if ending and not rest.strip() else text + refs
    return mark_safe(marked)  # noqa: S308


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
def in_words(anniversary: Anniversary) -> str:
    """What becomes how old, as one line."""
    return anniversary_words(anniversary)


@register.filter
def degrees(city: City) -> str:
    """Latitude and longitude with the letters of the quarters of the sky, as exact as a city can be placed."""
    north, east = city.latitude or 0, city.longitude or 0
    latitude = pgettext("latitude", "%(number)s° N") if north >= 0 else pgettext("latitude", "%(number)s° S")
    longitude = pgettext("longitude", "%(number)s° E") if east >= 0 else pgettext("longitude", "%(number)s° W")
    numbers = [{"number": f"{abs(number):.2f}"} for number in (north, east)]
    return _("%(north)s, %(east)s") % {"north": latitude % numbers[0], "east": longitude % numbers[1]}
