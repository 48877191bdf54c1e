"""How many records there are, without ever walking through millions of them for a number that nobody reads."""

from typing import Any, NamedTuple

from babel.numbers import format_decimal
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sistercities.common.date_wording import locale_of

# Beyond so many a list says “more than”.
MOST_COUNTED = 10_000


class Count(NamedTuple):
    """`number` records, or more than that where it is not exact."""

    number: int
    is_exact: bool = True

    @property
    def words(self) -> str:
        """The number with its digits in groups of three."""
        figure = format_decimal(self.number, locale=locale_of(get_language() or "en"))
        return figure if self.is_exact else _("more than %(number)s") % {"number": figure}


def count_of(records: Any, most: int = MOST_COUNTED) -> Count:
    """One query, which stops at the first record beyond `most`. Every list asks here for its number of rows."""
    number = records.order_by().values("pk")[: most + 1].count()
    return Count(min(number, most), is_exact=number <= most)
