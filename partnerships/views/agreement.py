"""Agreements."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from partnerships import reading
from partnerships.choices import Side
from partnerships.filters import AgreementFilterSet
from partnerships.models import Agreement, Signatory
from partnerships.neighbours import neighbour_keys
from partnerships.views.record import RecordPage
from sistercities.common.counting import Count
from sistercities.common.languages import current_language
from sistercities.common.listing import Listing


class AgreementList(Listing):
    heading = _("Agreements")
    lead = _("Every document that is recorded here. A partnership may rest on several.")
    model = Agreement
    filterset_class = AgreementFilterSet
    with_parts = staticmethod(reading.agreement_row)
    template_name = "partnerships/agreement_list.html"
    context_object_name = "agreements"
    download = "partnerships:agreement_files"
    formats = ("csv", "xlsx", "json", "geojson")
    count_rule = _("Documents, each once; partnerships are fewer.")

    def count_words(self, count: Count) -> str:
        words = ngettext("%(figure)s agreement recorded here", "%(figure)s agreements recorded here", count.number)
        return words % {"figure": count.words}


class AgreementPage(RecordPage):
    model = Agreement
    with_parts = staticmethod(reading.agreement_page)
    template_name = "partnerships/agreement.html"
    context_object_name = "agreement"
    list_name = "partnerships:agreement_list"
    list_label = _("Agreements")
    order = "signed_on_sort"

    def beside(self) -> dict[int, Any]:
        """With the instruments that it follows on or that follow on it: one query for both."""
        keys = neighbour_keys(self.object)
        found = reading.instruments_beside(self.object, current_language(), keys)
        self.found = {agreement.pk: agreement for agreement in found}
        return self.found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        own = self.object
        return context | {
            "sides": self.sides(),
            "exchanges": sorted(own.exchanges.all(), key=lambda each: (each.starts_on, each.pk), reverse=True),
            "instruments": [
                each for each in self.found.values() if own.pk == each.predecessor_id or each.pk == own.predecessor_id
            ],
        }

    def sides(self) -> list[tuple[Side, list[Signatory]]]:
        """Who signed and bore witness for each side that anybody stands on, in protocol order."""
        people = self.object.people.all()
        sides = [(side, [person for person in people if person.side == side]) for side in Side]
        return [(side, people) for side, people in sides if people]
