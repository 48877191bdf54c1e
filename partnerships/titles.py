"""Titles that tell records apart where they stand alone: in a browser's tabs, in suggestions, in feeds.

Agreements of several cities are called the same, and a festival is so each year; in lists a date and two cities stand
beside the title already.
"""

from typing import Any

from django.utils.translation import gettext as _

from partnerships.models import Agreement, Exchange, Honour, Story
from sistercities.common.dates import PartialDate

DATES: dict[type, str] = {
    Agreement: "signed_on",
    Exchange: "starts_on",
    Honour: "given_on",
    Story: "published_on",
}


def title_of(record: Any) -> str:
    return getattr(record, "document_title", "") or getattr(record, record.title_field) or ""


def distinct_title(record: Any) -> str:
    """The title, with the two cities of an agreement and the date.

    Asks nothing of an agreement whose partnership was read with its cities.
    """
    # A draft in preview is shown without what visitors may not see.
    tie = getattr(record, "partnership", None) if isinstance(record, Agreement) else None
    if tie is None:
        return dated_title(record)
    details = {"home": tie.home_city.name, "partner": tie.partner_city.name}
    pair = _("%(home)s and %(partner)s") % details
    return _with_detail(title_of(record), *filter(None, (pair, _date_words(record))))


def dated_title(record: Any) -> str:
    """The title with the date, if it does not name the year itself."""
    return _with_detail(title_of(record), *filter(None, (_date_words(record),)))


def _date_words(record: Any) -> str:
    day = getattr(record, DATES.get(type(record), ""), None)
    if not isinstance(day, PartialDate) or not day or str(day.year) in title_of(record):
        return ""
    return day.words()


def _with_detail(title: str, *details: str) -> str:
    if not title or not details:
        return title
    if len(details) == 1:
        return _("%(title)s (%(detail)s)") % {"title": title, "detail": details[0]}
    return _("%(title)s (%(pair)s, %(date)s)") % {"title": title, "pair": details[0], "date": details[1]}
