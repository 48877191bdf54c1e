"""The tables of the page of figures, as the page and the files show them, and the one chart that is more than a bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from partnerships.figure_dimensions import EXCHANGE_DIMENSIONS, TIE_DIMENSIONS, UNKNOWN
from partnerships.figures import Figure, Figures, Visits
from sistercities.common.csv_text import csv_file
from sistercities.imports.formulas import escape_formula

WIDTH, HEIGHT, FOOT = 720, 200, 24
MOST_YEARS = 80


@dataclass(frozen=True)
class Table:
    """One dimension: a figure a row. `name` stands in the address of its file."""

    name: str
    heading: Any
    column: Any
    figures: Sequence[Figure]
    unit: Any
    note: Any = ""

    @property
    def most(self) -> int:
        return max((figure.number for figure in self.figures), default=0) or 1


def tie_tables(found: Figures) -> list[Table]:
    headings = {
        "tie": _("Partnerships by class"),
        "status": _("Partnerships by status"),
        "continent": _("Partnerships by continent"),
        "country": _("Partnerships by country or region"),
        "level": _("Partnerships by level of the partner"),
        "since": _("Partnerships by the decade in which they began"),
    }
    notes = {"status": _("A status is told where the office has published it.")}
    return [
        Table(
            f"partnerships-by-{name}",
            heading,
            TIE_DIMENSIONS[name].label,
            found.ties[name],
            _("Partnerships"),
            notes.get(name, ""),
        )
        for name, heading in headings.items()
    ]


def exchange_tables(found: Figures) -> list[Table]:
    headings = {
        "year": _("Exchanges by year"),
        "direction": _("Exchanges by direction"),
        "kind": _("Exchanges by kind"),
        "field": _("Exchanges by field of cooperation"),
    }
    notes = {
        "year": _("An exchange is counted in the year in which it began."),
        "direction": _("Seen from the home city."),
        "field": _("An exchange in several fields is counted in each of them, so that these numbers add up to more."),
    }
    return [
        Table(
            f"exchanges-by-{name}",
            heading,
            EXCHANGE_DIMENSIONS[name].label,
            found.exchanges[name],
            _("Exchanges"),
            notes.get(name, ""),
        )
        for name, heading in headings.items()
    ]


@dataclass(frozen=True)
class Column:
    """A year of the chart: where its bar stands, and whether the year is written below it."""

    year: str
    number: int
    x: float
    y: float
    width: float
    height: float
    is_named: bool


@dataclass(frozen=True)
class YearChart:
    """Bars of the years from the first to the last, those without an exchange too; undated ones are in the table."""

    columns: list[Column] = field(default_factory=list)
    most: int = 0
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT

    @property
    def last(self) -> str:
        return self.columns[-1].year


def year_chart(figures: Sequence[Figure]) -> YearChart:
    numbers = {int(figure.value): figure.number for figure in figures if figure.value != UNKNOWN}
    if not numbers:
        return YearChart()
    last = max(numbers)
    years = range(max(min(numbers), last - MOST_YEARS + 1), last + 1)
    most, step = max(numbers.values()), WIDTH / len(years)
    return YearChart(list(_columns(years, numbers, most, step)), most)


def _columns(years: range, numbers: dict[int, int], most: int, step: float) -> Iterator[Column]:
    # Four digits need some 64 units of room on a phone, where they are drawn larger.
    every = next(each for each in (1, 2, 5, 10, 20, 50) if each * step >= 64 or each == 50)
    tallest = HEIGHT - FOOT - 18
    for place, year in enumerate(years):
        tall = round(tallest * numbers.get(year, 0) / most, 1)
        gap = min(step * 0.25, 6)
        x = round(place * step + gap / 2, 1)
        named = year % every == 0 or len(years) == 1
        y = round(HEIGHT - FOOT - tall, 1)
        yield Column(str(year), numbers.get(year, 0), x, y, round(min(step - gap, 60), 1), tall, named)


def table_named(found: Figures, name: str) -> tuple[list[Any], list[list[Any]]] | None:
    """Head and rows of one table as its file has them; None for a name that no table has."""
    if name == "visits":
        return visit_head(), [visit_row(visits) for visits in found.visits]
    for table in (*tie_tables(found), *exchange_tables(found)):
        if table.name == name:
            rows = [[figure.value, figure.label, figure.number] for figure in table.figures]
            return [_("Code"), table.column, table.unit], rows
    return None


def visit_head() -> list[Any]:
    return [
        _("Direction"),
        _("Exchanges"),
        _("Delegations"),
        _("Exchanges of which the delegations are not known"),
        _("Person-visits"),
        _("Exchanges of which the person-visits are not known"),
    ]


def visit_row(visits: Visits) -> list[Any]:
    figures = (visits.exchanges, visits.delegations, visits.delegations_unknown, visits.persons, visits.persons_unknown)
    return [visits.label, *(figure.number if figure.is_known else "" for figure in figures)]


def as_csv(head: Sequence[Any], rows: Sequence[Sequence[Any]], rule: str, day: date) -> bytes:
    """The rule and the day stand below the rows."""
    return csv_file([_safe(cell) for cell in row] for row in [head, *rows, [], [rule], [day.isoformat()]])


def _safe(cell: Any) -> Any:
    return cell if isinstance(cell, int) else escape_formula(str(cell))
