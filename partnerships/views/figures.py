"""Figures, how they are counted, the rows behind each of them, and each table as a file."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from partnerships import figure_counts, figures
from partnerships.figure_dimensions import EXCHANGE_DIMENSIONS, TIE_DIMENSIONS, Dimension
from partnerships.figure_tables import as_csv, exchange_tables, table_named, tie_tables, year_chart
from partnerships.views.composed import ComposedPage
from sistercities.common.counting import Count
from sistercities.common.dates import PartialDate
from sistercities.common.languages import current_language, localized
from sistercities.common.listing import address
from sistercities.common.paging import AFTER, BEFORE, LAST, PAGE, ListPage, page_of
from sistercities.common.public_page import PublicPage
from sistercities.common.responses import public

PER_PAGE = 50


def rule_of(name: str) -> str:
    """By which rule a table is counted, in a sentence."""
    if name.startswith("partnerships"):
        return _("Counted are public partnerships, one for each pair of cities, whatever number of documents it has.")
    return _("Counted are public exchanges that were held.")


def today_in_words() -> str:
    return PartialDate.from_date(timezone.localdate()).words()


class FiguresPage(PublicPage):
    template_name = "partnerships/figures.html"
    known_parameters = ()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = figures.figures(current_language())
        return super().get_context_data(**kwargs) | {
            "figures": found,
            "tie_tables": tie_tables(found),
            "exchange_tables": exchange_tables(found),
            "year_chart": year_chart(found.exchanges["year"]),
            "tie_rule": rule_of("partnerships"),
            "exchange_rule": rule_of("exchanges"),
            "counted_on": today_in_words(),
        }


class BelowFigures(ComposedPage):
    list_name = "partnerships:figures"
    list_label = gettext_lazy("Figures")


class HowWeCountPage(BelowFigures):
    template_name = "partnerships/how_we_count.html"
    known_parameters = ()


class FigureFile(View):
    """One table as CSV."""

    known_parameters = ()

    def get(self, request: HttpRequest, table: str) -> HttpResponse:
        found = table_named(figures.figures(current_language()), table)
        if found is None:
            raise Http404
        head, rows = found
        body = as_csv(head, rows, rule_of(table), timezone.localdate())
        response = HttpResponse(body, content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{table}.csv"'
        return public(request, response)


class FigureRows(BelowFigures):
    """The records behind a figure. Parameters are dimensions; any other is ignored."""

    template_name: str = ""
    heading: ClassVar[Any] = ""
    dimensions: ClassVar[dict[str, Dimension]] = {}

    @classmethod
    def known_parameters(cls) -> set[str]:
        return {*cls.dimensions, PAGE, AFTER, BEFORE}

    def records(self, language: str) -> QuerySet:
        """All that is counted, in their order."""
        raise NotImplementedError

    def told(self, records: QuerySet, chosen: dict[str, str]) -> dict[str, Any]:
        """How many these are, as `count`, and what else is said of all of them."""
        raise NotImplementedError

    def asked(self) -> dict[str, str]:
        return self.address

    def chosen(self) -> dict[str, str]:
        given = {name: self.request.GET.get(name, "") for name in self.dimensions}
        return {name: value for name, value in given.items() if value}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = self.chosen()
        records = figures.narrowed(self.records(current_language()), self.dimensions, chosen)
        told = self.told(records, chosen)
        page = page_of(records, told["count"], self.request.GET, PER_PAGE)
        words = {name: self.dimensions[name].word(value) for name, value in chosen.items()}
        valid = {name: chosen[name] for name in chosen if words[name] is not None}
        self.address = valid | page.here
        return super().get_context_data(**kwargs) | {
            "heading": self.heading,
            "page_obj": page,
            "rows": page.rows,
            "chosen": [(self.dimensions[name].label, words[name]) for name in valid],
            "counted_on": today_in_words(),
            **told,
            **ways(page, valid, self.request.path),
        }


class FigurePartnerships(FigureRows):
    template_name = "partnerships/figure_partnerships.html"
    heading = gettext_lazy("The partnerships behind the figure")
    dimensions = TIE_DIMENSIONS

    def records(self, language: str) -> QuerySet:
        ties = figure_counts.counted_ties(language).select_related("home_city", "partner_city")
        return ties.order_by(localized("partner_city__sort", language), "pk")

    def told(self, records: QuerySet, chosen: dict[str, str]) -> dict[str, Any]:
        return {"count": Count(records.count()), "rule": rule_of("partnerships")}


class FigureExchanges(FigureRows):
    template_name = "partnerships/figure_exchanges.html"
    heading = gettext_lazy("The exchanges behind the figure")
    dimensions = EXCHANGE_DIMENSIONS

    def records(self, language: str) -> QuerySet:
        return figure_counts.counted_exchanges(language).newest_first()

    def told(self, records: QuerySet, chosen: dict[str, str]) -> dict[str, Any]:
        """Of a figure all of it; of any other choice as far as it is quickly counted, and sums if that is all."""
        exchanges, delegations, persons = figures.exchanges_told(chosen, records)
        return {
            "count": exchanges,
            "delegations": delegations,
            "persons": persons,
            "rule": rule_of("exchanges"),
        }


def ways(page: ListPage, chosen: dict[str, str], path: str) -> dict[str, str]:
    """The addresses of other pages, as the template of pages wants them."""

    def of(there: dict[str, str] | None) -> str:
        return "" if there is None else address(chosen, there) or path

    return {
        "previous_url": of(page.previous),
        "next_url": of(page.following),
        "first_url": of({}),
        "last_url": of({PAGE: LAST}),
        "page_ending": address(chosen, {PAGE: ""}),
    }
