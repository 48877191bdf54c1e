"""Texts of rows that stand on a record's page, of which search results show a line: names, facts, people, sources."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import BooleanField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from partnerships.search import read_together
from sistercities.common.languages import CONTENT_LANGUAGES, localized

COLUMNS = ("row_kind", "row_of", "row_text", "row_language", "is_own", "is_source")
# Of each sort, for all records of a page of results.
MOST = 500


class RowText(NamedTuple):
    """`language` of the text; `is_own` where it is the row's own and stands on pages in every language."""

    text: str
    language: str
    is_own: bool
    is_source: bool = False


RowTexts = Mapping[tuple[str, int], Sequence[RowText]]


@dataclass(frozen=True)
class Rows:
    """One text of the rows `accessor` of a kind of record: translated, or in the language that `language` names."""

    accessor: str
    text: str
    label: str = ""
    language: str = ""
    shown: Q = Q()

    def parts(self, kind: Any, keys: Sequence[int]) -> Iterator[QuerySet]:
        relation: Any = kind.model._meta.get_field(self.accessor)
        rows = relation.related_model.objects.filter(self.shown, **{f"{relation.field.name}__in": keys}).order_by()
        columns = {
            "row_kind": Value(kind.name, output_field=TextField()),
            "row_of": F(relation.field.attname),
            "is_source": Value(self.accessor == "citations", output_field=BooleanField()),
        }
        if self.language:
            own = {"row_language": F(self.language), "is_own": Value(True, output_field=BooleanField())}
            yield rows.annotate(**columns, row_text=F(self.text), **own).values(*COLUMNS)[:MOST]
            return
        for code in CONTENT_LANGUAGES:
            own = {
                "row_language": Value(code, output_field=TextField()),
                "is_own": Value(False, output_field=BooleanField()),
            }
            filled = Q(**{f"{localized(name, code)}__gt": "" for name in (self.text, self.label) if name})
            yield rows.filter(filled).annotate(**columns, row_text=self._in(code), **own).values(*COLUMNS)[:MOST]

    def _in(self, code: str) -> Any:
        text = F(localized(self.text, code))
        if not self.label:
            return text
        colon = Value("：" if code.startswith("zh") else ": ")
        return Concat(F(localized(self.label, code)), colon, text, output_field=TextField())


SOURCES = Rows("citations", "source__title", language="source__language", shown=Q(source__is_public=True))
ROWS: dict[str, tuple[Rows, ...]] = {
    "city": (Rows("other_names", "name", language="language"), Rows("facts", "value", label="label"), SOURCES),
    "partnership": (Rows("events", "reason", shown=Q(is_public=True)), SOURCES),
    "agreement": (
        Rows("wordings", "text", language="language"),
        Rows("people", "name", shown=Q(is_name_withheld=False)),
        Rows("people", "office"),
        Rows("further_parties", "name"),
        SOURCES,
    ),
    "exchange": (SOURCES,),
    "honour": (SOURCES,),
    "story": (SOURCES,),
}


def row_texts(found: Sequence[tuple[Any, Sequence[int]]]) -> RowTexts:
    """The texts of the rows of records, by kind and key; `found` names kinds with keys. One query at most."""
    parts = [
        part for kind, keys in found if keys for rows in ROWS.get(kind.name, ()) for part in rows.parts(kind, keys)
    ]
    texts: dict[tuple[str, int], list[RowText]] = defaultdict(list)
    for kind, key, text, language, is_own, is_source in read_together(parts, COLUMNS):
        if text:
            texts[kind, key].append(RowText(text, language, bool(is_own), bool(is_source)))
    return texts
