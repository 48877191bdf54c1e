"""By what figures are told apart. One declaration counts the records of each value and finds them again, so that the
number of a figure and the rows behind its link cannot differ.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When
from django.db.models.functions import Cast, Left
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from partnerships.choices import Direction, ExchangeKind, PartnershipStatus, TieClass, Tier
from partnerships.continents import COUNTRIES_ON, Continent, continent_of
from partnerships.facets import told_by_event
from partnerships.models import Exchange, Field
from partnerships.querysets import PUBLICLY_IN_FORCE
from sistercities.common.date_fields import year_range, years_between
from sistercities.common.facets import year_of
from sistercities.common.languages import current_language, localized

SLUG = re.compile(r"[-a-zA-Z0-9_]{1,60}")
UNKNOWN = "unknown"
KNOWN = "known"

TOLD_STATUS = Case(
    When(status__in=PUBLICLY_IN_FORCE, then=Value(PartnershipStatus.IN_FORCE)),
    When(told_by_event(), then=F("status")),
    default=Value(""),
    output_field=TextField(),
)
# What partnerships and exchanges are grouped by, each in one query.
TIE_COLUMNS: dict[str, Any] = {
    "country": Cast("partner_city__country", TextField()),
    "level": F("partner_city__tier"),
    "tie": F("tie_class"),
    "status": TOLD_STATUS,
    "decade": Left(F("since_sort"), 3, output_field=TextField()),
}
EXCHANGE_COLUMNS: dict[str, Any] = {
    "year": year_of("starts_on"),
    "direction": F("direction"),
    "kind": F("kind"),
    "field": Exists(Exchange.fields.through.objects.filter(exchange=OuterRef("pk"))),
    "delegations": Q(delegations__isnull=False),
    "persons": Q(persons__isnull=False),
}


@dataclass(frozen=True)
class Dimension:
    """`value` says what a grouped column is counted as, `where` which records are counted as a value.

    `word` gives a value's words, None for a value that there is not. `order` are values in their order, where size is
    not what orders them.
    """

    name: str
    label: Any
    word: Callable[[str], Any]
    column: str = ""
    value: Callable[[Any], str] = lambda raw: raw or UNKNOWN
    where: Callable[[str], Q] | None = None
    order: tuple[str, ...] = ()

    def condition(self, value: str) -> Q:
        if self.where:
            return self.where(value)
        return Q(**{f"by_{self.column or self.name}": "" if value == UNKNOWN else value})


def by_columns(columns: dict[str, Any]) -> dict[str, Any]:
    return {f"by_{name}": expression for name, expression in columns.items()}


def chosen(words: Any, unknown: Any = None) -> Callable[[str], Any]:
    """The words of a fixed vocabulary."""
    labels = {**dict(words.choices), **({UNKNOWN: unknown} if unknown is not None else {})}
    return labels.get


def country_word(code: str) -> Any:
    # Asked so, and not by name: that would take a number for the code of a country, too.
    return countries.name(code) if code in countries.countries else None


def year_word(year: str) -> Any:
    if year == UNKNOWN:
        return _("Date not known")
    return year if len(year) == 4 and year.isascii() and year.isdigit() else None


def decade_word(first: str) -> Any:
    if first == UNKNOWN or year_word(first) is None:
        return year_word(first)
    return f"{first}–{first[:3]}9" if first.endswith("0") else None


def in_year(year: str) -> Q:
    return Q(starts_on="") if year == UNKNOWN else year_range("starts_on", int(year))


def in_decade(first: str) -> Q:
    return Q(since="") if first == UNKNOWN else years_between("since", int(first), int(first) + 9)


def on_continent(value: str) -> Q:
    if value == UNKNOWN:
        return ~Q(by_country__in=[code for codes in COUNTRIES_ON.values() for code in codes])
    return Q(by_country__in=COUNTRIES_ON[Continent(value)])


def status_word(code: str) -> Any:
    """What visitors may be told; dormancy is the office's own judgement."""
    return None if code == PartnershipStatus.DORMANT else chosen(PartnershipStatus, _("Not told"))(code)


def field_word(slug: str) -> Any:
    if slug == UNKNOWN:
        return _("No field recorded")
    if not SLUG.fullmatch(slug):
        return None
    names = Field.objects.filter(slug=slug).values_list(localized("name", current_language()), flat=True)
    return next((name or slug for name in names), None)


def in_field(slug: str) -> Q:
    return Q(by_field=False) if slug == UNKNOWN else Q(fields__slug=slug)


def how_known(column: str) -> Callable[[str], Q]:
    return lambda value: Q(**{f"{column}__isnull": value == UNKNOWN})


def known(is_known: bool) -> str:
    return KNOWN if is_known else UNKNOWN


TIE_DIMENSIONS: dict[str, Dimension] = {
    each.name: each
    for each in (
        Dimension("tie", _("Class"), chosen(TieClass), order=tuple(TieClass.values)),
        Dimension("status", _("Status"), status_word, order=(*PartnershipStatus.values, UNKNOWN)),
        Dimension(
            "continent",
            _("Continent"),
            chosen(Continent, _("Elsewhere")),
            column="country",
            value=lambda code: continent_of(code) or UNKNOWN,
            where=on_continent,
        ),
        Dimension("country", _("Country or region"), country_word),
        Dimension("level", _("Level"), chosen(Tier), order=tuple(Tier.values)),
        Dimension(
            "since",
            _("Since"),
            decade_word,
            column="decade",
            value=lambda start: f"{start}0" if start else UNKNOWN,
            where=in_decade,
        ),
    )
}
SIZES = {KNOWN: _("Known"), UNKNOWN: _("Not known")}
EXCHANGE_DIMENSIONS: dict[str, Dimension] = {
    each.name: each
    for each in (
        Dimension("year", _("Year"), year_word, where=in_year),
        # Here “unknown” is a word of the vocabulary itself.
        Dimension(
            "direction",
            _("Direction"),
            chosen(Direction),
            where=lambda value: Q(direction=value),
            order=tuple(Direction.values),
        ),
        Dimension("kind", _("Kind"), chosen(ExchangeKind)),
        Dimension("field", _("Field of cooperation"), field_word, value=known, where=in_field),
        Dimension("delegations", _("Delegations"), SIZES.get, value=known, where=how_known("delegations")),
        Dimension("persons", _("Person-visits"), SIZES.get, value=known, where=how_known("persons")),
    )
}
