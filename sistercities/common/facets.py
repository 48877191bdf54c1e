"""Choices that know how many records each of them would leave, given all the other filters.

Whether a value is one does not depend on the other filters: a choice that leaves nothing gives an empty list with
advice, and only what is no value at all is an error beside its field.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import django_filters
from django import forms
from django.db.models import Count, F, QuerySet, TextChoices, TextField
from django.db.models.functions import Left
from django.forms.utils import flatatt
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sistercities.common.date_fields import years_between
from sistercities.common.languages import current_language

LONGEST_VALUE = 200
# More are not offered, since nobody reads them and they would weigh more than the page.
MOST_OFFERED = 400
FIRST_YEAR, LAST_YEAR = 0, 9999
SELECTED = mark_safe(" selected")


class Offer(NamedTuple):
    """A value with its label, and how many records it leaves; None where that was not counted."""

    value: str
    label: Any
    number: int | None = None

    @property
    def words(self) -> str:
        if self.number is None:
            return str(self.label)
        return _("%(label)s (%(number)s)") % {"label": self.label, "number": self.number}


class OfferSelect(forms.Select):
    """A select; out of sight, though kept in the form, while there is too much to choose from."""

    def __init__(self, is_too_long: Callable[[], bool]) -> None:
        self.is_too_long = is_too_long
        super().__init__()

    @property
    def is_hidden(self) -> bool:
        return self.is_too_long()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        if self.is_hidden:
            return forms.HiddenInput().render(name, value, attrs, renderer) if value else ""
        # A line for each option: Django's template includes two others for each.
        options = [(*offer, SELECTED if offer[0] == (value or "") else "") for offer in self.choices]
        lines = format_html_join("\n", '  <option value="{0}"{2}>{1}</option>\n', options)
        return format_html('<select name="{}"{}>\n{}\n</select>', name, flatatt(self.build_attrs(attrs or {})), lines)

    def use_required_attribute(self, initial: Any) -> bool:
        """Django would go through all that is offered to see."""
        return False


class OfferField(forms.ChoiceField):
    """Takes every value that `label_of` has a label for, whether it is offered now or not."""

    def __init__(self, label_of: Callable[[str], Any], is_too_long: Callable[[], bool], **kwargs: Any) -> None:
        self.label_of = label_of
        super().__init__(required=False, widget=OfferSelect(is_too_long), **kwargs)

    def valid_value(self, value: Any) -> bool:
        is_text = len(value) <= LONGEST_VALUE and value.isprintable()
        return is_text and self.label_of(value) is not None


class FacetFilter(django_filters.Filter):
    """One choice out of what the list holds. A subclass says how it is counted and what its values are called.

    Its filter set is a FacetedFilterSet wherever the choices are shown.
    """

    # Up to so many records are counted; None leaves the bound to the filter set.
    most: int | None = None
    # Whether it looks into many other records for each: a long list narrowed by it is counted less far.
    is_costly: bool = False

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        """What these records hold, in the order in which it is offered; one query or two."""
        raise NotImplementedError

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        """What a list too long to be counted may hold: `records` are all of it, and must not be walked through."""
        raise NotImplementedError

    def label_of(self, value: str) -> Any:
        """What the value is called in the page's language; None if it is none."""
        raise NotImplementedError

    @cached_property
    def offers(self) -> list[Offer]:
        """The choices; the chosen one among them even if it leaves nothing."""
        records, language = self.parent.countable(self), current_language()
        is_counted = records is not None
        found = self.count(records, language) if is_counted else self.uncounted(self.parent.queryset, language)
        offers, chosen = list(found), self.parent.chosen(self)
        if chosen and chosen not in {offer.value for offer in offers}:
            offers.append(Offer(chosen, self.label_of(chosen), 0 if is_counted else None))
        return offers

    def is_too_long(self) -> bool:
        return len(self.offers) > MOST_OFFERED

    def choices(self) -> list[tuple[str, Any]]:
        return [("", gettext_lazy("All")), *((offer.value, offer.words) for offer in self.offers)]

    @property
    def field(self) -> OfferField:
        if not hasattr(self, "_field"):
            # Functions, since a form copies its fields, and with a method it would copy the filter set and the request.
            known, is_long, offered = lambda v: self.label_of(v), lambda: self.is_too_long(), lambda: self.choices()
            self._field = OfferField(known, is_long, label=self.label, choices=offered)
        return self._field


def numbers(records: QuerySet, by: Any) -> dict[Any, int]:
    """How many records have each value of a column, or of a relation that names a record once per value."""
    rows = records.order_by().values_list(by).annotate(number=Count("pk"))
    return {value: number for value, number in rows if value not in (None, "")}


class WordFilter(FacetFilter):
    """A word of a fixed vocabulary, in its own order."""

    def __init__(self, vocabulary: type[TextChoices], field_name: str, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(field_name=field_name, **kwargs)

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        return self.offered(numbers(records, self.field_name))

    def offered(self, found: dict[Any, int]) -> list[Offer]:
        return [Offer(value, label, found[value]) for value, label in self.vocabulary.choices if value in found]

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        return [Offer(value, label) for value, label in self.vocabulary.choices]

    def label_of(self, value: str) -> Any:
        return dict(self.vocabulary.choices).get(value)


class PeriodFilter(FacetFilter):
    """The years, or decades, in which records are dated; a record without a date is in none."""

    def __init__(self, date: str, years: int = 1, **kwargs: Any) -> None:
        self.years = years
        super().__init__(field_name=date, **kwargs)

    def is_too_long(self) -> bool:
        return False

    def count(self, records: Any, language: str) -> Iterable[Offer]:
        return self.offered(numbers(records.exclude(**{self.field_name: ""}), year_of(self.field_name)))

    def offered(self, by_year: dict[str, int]) -> list[Offer]:
        """Periods of these years, the newest first."""
        found: dict[int, int] = {}
        for year, number in by_year.items():
            first = int(year) // self.years * self.years
            found[first] = found.get(first, 0) + number
        return [Offer(str(first), self.words(first), found[first]) for first in sorted(found, reverse=True)]

    def uncounted(self, records: Any, language: str) -> Iterable[Offer]:
        """From the first year to the last, which an index knows."""
        column = f"{self.field_name}_sort"
        dated = records.filter(**{f"{column}__gt": ""}).values_list(column, flat=True)
        ends = [dated.order_by(column).first(), dated.order_by(f"-{column}").first()]
        first, last = (int(end[:4]) // self.years * self.years if end else 0 for end in ends)
        return [Offer(str(year), self.words(year)) for year in range(last, first - 1, -self.years) if year]

    def words(self, first: int) -> str:
        return str(first) if self.years == 1 else f"{first}–{first + self.years - 1}"

    def label_of(self, value: str) -> Any:
        is_year = value.isascii() and value.isdigit() and len(value) <= 4
        if not is_year or not FIRST_YEAR <= int(value) <= LAST_YEAR or int(value) % self.years:
            return None
        return self.words(int(value))

    def filter(self, queryset: QuerySet, value: str) -> QuerySet:
        if not value:
            return queryset
        return queryset.filter(years_between(self.field_name, int(value), min(int(value) + self.years - 1, LAST_YEAR)))


def year_of(date: str) -> Left:
    return Left(F(f"{date}_sort"), 4, output_field=TextField())
