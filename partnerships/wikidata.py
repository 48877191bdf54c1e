"""Sister-city ties as statements for Wikidata: P190 with when it began, as precisely as that is known, and the source.

Only ties of the class sister city are such statements, and only between two places whose numbers are known. A beginning
that is known about, and no more, is left out: a statement there must not claim more than is known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from partnerships import reading
from partnerships.choices import PartnershipStatus, TieClass
from partnerships.exports.chunks import CHUNK
from partnerships.models import Partnership
from sistercities.common.csv_text import csv_lines
from sistercities.common.dates import PartialDate

TWINNED, BEGAN, ENDED, REFERENCE = "P190", "P580", "P582", "S854"
NUMBER = re.compile(r"Q[1-9][0-9]*")
# Precision in Wikidata's words: 9 is a year, 10 a month, 11 a day.
PRECISIONS = {1: 9, 2: 10, 3: 11}
HEADINGS = ("subject", "property", "value", "start_time", "end_time", "reference_url")


@dataclass(frozen=True)
class Statement:
    """That `subject` is twinned with `value`; times are in Wikidata's notation, empty where not known."""

    subject: str
    value: str
    start_time: str
    end_time: str
    reference_url: str


def statements(language: str, base: str) -> Iterator[Statement]:
    """Each tie once from either side, oldest first."""
    for tie in _ties(language).iterator(chunk_size=CHUNK):
        numbers = tie.home_city.wikidata_id, tie.partner_city.wikidata_id
        if not all(map(NUMBER.fullmatch, numbers)) or not _is_told(tie):
            continue
        facts = time(tie.since), time(_end(tie)), _reference(tie, base)
        for subject, value in (numbers, numbers[::-1]):
            yield Statement(subject, value, *facts)


def _ties(language: str) -> QuerySet:
    ties = Partnership.objects.published(language).filter(tie_class=TieClass.SISTER_CITY)
    known = ties.exclude(home_city__wikidata_id="").exclude(partner_city__wikidata_id="")
    return (
        known.with_cities()
        .oldest_first()
        .prefetch_related(reading.public_events(), reading.public_citations(Partnership, language))
    )


def _is_told(tie: Partnership) -> bool:
    """Not what has not begun; and what has ended only with its end, for without one it would seem to go on."""
    if tie.public_status() == PartnershipStatus.IN_FORCE:
        return True
    return tie.status == PartnershipStatus.TERMINATED and bool(time(_end(tie)))


def _end(tie: Partnership) -> PartialDate:
    if tie.status != PartnershipStatus.TERMINATED:
        return PartialDate()
    ends = [event.happened_on for event in tie.events.all() if event.status == PartnershipStatus.TERMINATED]
    return ends[-1] if ends else PartialDate()


def time(date: PartialDate) -> str:
    """`2011-09` → `+2011-09-00T00:00:00Z/10`; nothing for a date that is not known or only about."""
    if not date or date.is_about:
        return ""
    return f"+{date.year:04d}-{date.month or 0:02d}-{date.day or 0:02d}T00:00:00Z/{PRECISIONS[date.precision]}"


def _reference(tie: Any, base: str) -> str:
    """The first public source with an address that supports the beginning, or the whole; else the tie's own page."""
    for citation in tie.citations.all():
        supported = citation.supported_fields
        if citation.source.url and (not supported or "since" in supported):
            return citation.source.url
    return base + tie.get_absolute_url()


def quick_statements(language: str, base: str) -> Iterator[bytes]:
    """For the tool QuickStatements (version 1): fields with tabs between."""
    for one in statements(language, base):
        times = [(BEGAN, one.start_time), (ENDED, one.end_time)]
        qualifiers = [part for name, moment in times if moment for part in (name, moment)]
        url = one.reference_url.replace('"', "%22").replace("\t", "%09")
        yield ("\t".join([one.subject, TWINNED, one.value, *qualifiers, REFERENCE, f'"{url}"']) + "\n").encode()


def table(language: str, base: str) -> Iterator[bytes]:
    """The same as CSV, for people who look before they load."""
    rows = ((one.subject, TWINNED, one.value, *_rest(one)) for one in statements(language, base))
    yield csv_lines([HEADINGS])
    for row in rows:
        yield csv_lines([row])


def _rest(one: Statement) -> tuple[str, str, str]:
    # A plus at the beginning of a cell is a formula to some programs.
    return one.start_time.lstrip("+"), one.end_time.lstrip("+"), one.reference_url
