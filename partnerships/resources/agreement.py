"""Sheets of agreements."""

from typing import Any

from partnerships.choices import SignatoryRole
from partnerships.models import Agreement
from partnerships.resources.base import COMMON, RegisterResource
from partnerships.resources.cells import LanguageCodesWidget, SignatoriesWidget, WordingsWidget
from sistercities.common.dates import PartialDate
from sistercities.common.folding import fold
from sistercities.imports.fields import Column, RowsColumn
from sistercities.imports.matching import Key


class AgreementResource(RegisterResource):
    """An agreement is known by its partnership, kind, date and distinguishing words."""

    ways_to_tell = (("partnership", "kind"),)

    wordings = RowsColumn(attribute="wordings", widget=WordingsWidget(), identity=("language", "text"))
    signatories = RowsColumn(
        attribute="people",
        widget=SignatoriesWidget(),
        identity=("name_en", "name_zh_hans"),
        fixed={"role": SignatoryRole.SIGNATORY.value},
        order="order",
    )
    witnesses = RowsColumn(
        attribute="people",
        widget=SignatoriesWidget(),
        identity=("name_en", "name_zh_hans"),
        fixed={"role": SignatoryRole.WITNESS.value},
        order="order",
    )
    text_languages = Column(attribute="text_languages", widget=LanguageCodesWidget())

    class Meta(RegisterResource.Meta):
        model = Agreement
        fields = (
            *("slug", "partnership", "kind", "title_en", "title_zh_hans", "wording", "wordings", "signed_on"),
            *("signed_in", "venue_en", "venue_zh_hans", "signatories", "witnesses", "fields", "validity"),
            *("valid_until", "renewal_years", "text_languages", "predecessor", "summary_en", "summary_zh_hans"),
            *COMMON,
        )

    def key_of_record(self, record: Agreement) -> Key:
        return _key(record.partnership_id, record.kind_id, record.signed_on, record.wording)

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        if "partnership" not in values or "kind" not in values:
            return None
        date = values.get("signed_on", PartialDate())
        return _key(values["partnership"].pk, values["kind"].pk, date, values.get("wording"))


def _key(partnership: Any, kind: Any, date: PartialDate, wording: str | None) -> Key:
    """Where one of two documents has no distinguishing words, they may be the same: the empty word is a hint."""
    folded = fold(wording)
    return Key(
        fixed=(partnership, kind), date=date, words=frozenset({("wording", folded)}), hints=frozenset({"", folded})
    )
