"""Texts of rows that stand on a record's page, of which search results show a line: names, facts, people, photos."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import BooleanField, F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from media.models import MediaItem
from partnerships.search_together import read_together
from sistercities.common.languages import CONTENT_LANGUAGES, localized

COLUMNS = ("row_kind", "row_of", "row_text", "row_language", "is_own", "beside")
# Where a text stands, if it is not the record's own.
SOURCE, PHOTO = "source", "photo"
# Of each sort, for all records of a page of results.
MOST = 500


class RowText(NamedTuple):
    """`language` of the text; `is_own` where it is the row's own and stands on pages in every language."""

    text: str
    language: str
    is_own: bool
    beside: str = ""


RowTexts = Mapping[tuple[str, int], Sequence[RowText]]


@dataclass(frozen=True)
class Rows:
    """One text of the rows `accessor` of a kind of record: translated, or in the language that `language` names."""

    accessor: str
    text: str
    label: str = ""
    language: str = ""
    shown: Q = Q()

    def parts(self, kind: Any, keys: Sequence[int], at: datetime) -> Iterator[QuerySet]:
        relation: Any = kind.model._meta.get_field(self.accessor)
        rows = relation.related_model.objects.filter(self.shown, **{f"{relation.field.name}__in": keys}).order_by()
        columns = {
            "row_kind": Value(kind.name, output_field=TextField()),
            "row_of": F(relation.field.attname),
            "beside": Value(BESIDE.get(self.accessor, ""), output_field=TextField()),
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
            told = rows.filter(self.is_told(code, at)).annotate(**columns, row_text=self._in(code), **own)
            yield told.values(*COLUMNS)[:MOST]

    def is_told(self, code: str, at: datetime) -> Q:
        """Whether a row says anything in a language."""
        return Q(**{f"{localized(name, code)}__gt": "" for name in (self.text, self.label) if name})

    def _in(self, code: str) -> Any:
        text = F(localized(self.text, code))
        if not self.label:
            return text
        colon = Value("：" if code.startswith("zh") else ": ")
        return Concat(F(localized(self.label, code)), colon, text, output_field=TextField())


@dataclass(frozen=True)
class PhotoRows(Rows):
    """A text of attachments or of their items, where visitors may see the item."""

    def is_told(self, code: str, at: datetime) -> Q:
        return super().is_told(code, at) & MediaItem.public_condition(code, at, "item__")


BESIDE = {"citations": SOURCE, "attachments": PHOTO}
PHOTOS = tuple(PhotoRows("attachments", name) for name in ("caption", "item__caption", "item__alt", "item__credit"))
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


def row_texts(found: Sequence[tuple[Any, Sequence[int]]], at: datetime, with_photos: bool) -> RowTexts:
    """The texts of the rows of records, by kind and key; `found` names kinds with keys. One query at most."""
    parts = [
        part
        for kind, keys in found
        if keys
        for rows in (*ROWS.get(kind.name, ()), *(PHOTOS if with_photos and kind.name in ROWS else ()))
        for part in rows.parts(kind, keys, at)
    ]
    texts: dict[tuple[str, int], list[RowText]] = defaultdict(list)
    for kind, key, text, language, is_own, beside in read_together(parts, COLUMNS):
        if text:
            texts[kind, key].append(RowText(text, language, bool(is_own), beside))
    return texts
