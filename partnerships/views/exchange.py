"""Exchanges."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships import reading
from partnerships.filters import ExchangeFilterSet
from partnerships.models import Exchange
from partnerships.views.record import RecordPage
from sistercities.common.counting import Count
from sistercities.common.listing import Listing


class ExchangeList(Listing):
    heading = _("Exchanges")
    lead = _("What the cities did together: visits, forums, projects and more, as far as it is recorded here.")
    model = Exchange
    filterset_class = ExchangeFilterSet
    with_parts = staticmethod(reading.exchange_row)
    template_name = "partnerships/exchange_list.html"
    context_object_name = "exchanges"
    download = "partnerships:exchange_files"
    formats = ("csv", "xlsx", "json", "geojson")
    count_rule = _("Each exchange once, however many cities took part; plans and cancelled ones are marked.")

    def count_words(self, count: Count) -> str:
        words = ngettext("%(figure)s exchange recorded here", "%(figure)s exchanges recorded here", count.number)
        return words % {"figure": count.words}


class ExchangePage(RecordPage):
    model = Exchange
    with_parts = staticmethod(reading.exchange_page)
    template_name = "partnerships/exchange.html"
    context_object_name = "exchange"
    list_name = "partnerships:exchange_list"
    list_label = _("Exchanges")
    order = "starts_on_sort"
