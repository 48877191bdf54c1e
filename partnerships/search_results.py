"""What a page of search results shows of each record found: title and lines with what was searched for marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.db.models import QuerySet
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships.choices import PlanStatus
from partnerships.search import MOST_RANKED, Hit, Query, find, of_common_words
from partnerships.search_kinds import BY_NAME, Kind
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.record_page import is_ready, with_readiness
from sistercities.common.search_marks import excerpt, found_spans, marked

MOST_LINES = 2


@dataclass(frozen=True)
class Line:
    """A piece of text; `language` where it is not the page's."""

    text: SafeString
    language: str = ""


@dataclass(frozen=True)
class Result:
    title: SafeString
    url: str
    date: Any
    notes: list[str]
    lines: list[Line]


@dataclass(frozen=True)
class Group:
    """The results of one kind: how many there are, and those of one page."""

    kind: Kind
    count: int
    results: list[Result]

    @property
    def is_more(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > MOST_RANKED

    @property
    def shown_count(self) -> int:
        return min(self.count, MOST_RANKED)


def overview(query: Query, each: int) -> list[Group]:
    """The first results of every kind of which there are any: one query for each such kind, and one for all."""
    return [group_of(BY_NAME[name], hits, query, 0, each) for name, hits in find(query).items()]


def hits_of(kind: Kind, query: Query) -> list[Hit]:
    """Everything of one kind, more than MOST_RANKED only if there is more; one query."""
    return find(query, [kind]).get(kind.name, [])


def group_of(kind: Kind, hits: Sequence[Hit], query: Query, start: int, number: int) -> Group:
    """So many of the hits, read from the database: one query, and one for a city's other names."""
    if len(hits) > MOST_RANKED:
        records = list(_with_parts(of_common_words(kind, query), kind, query)[start : start + number])
    else:
        keys = [hit.key for hit in hits[start : start + number]]
        public = kind.model.objects.published(query.language, query.at).filter(pk__in=keys)
        by_key = {record.pk: record for record in _with_parts(public, kind, query)}
        records = [by_key[key] for key in keys if key in by_key]
    return Group(kind, len(hits), [_result(record, kind, query) for record in records])


def _with_parts(records: QuerySet, kind: Kind, query: Query) -> QuerySet:
    shown = with_readiness(records).select_related(*kind.shown)
    return shown.prefetch_related("other_names") if kind.name == "city" else shown


def _result(record: Any, kind: Kind, query: Query) -> Result:
    title = title_of(record, kind)
    return Result(
        marked(title, query.text) or SafeString(_("Without a title")),
        record.get_absolute_url(),
        getattr(record, kind.date) if kind.date else None,
        _notes(record, kind),
        _lines(record, kind, query, title),
    )


def title_of(record: Any, kind: Kind) -> str:
    if kind.name == "partnership":
        return _("%(home)s and %(partner)s") % {"home": record.home_city.name, "partner": record.partner_city.name}
    if kind.name == "agreement":
        return record.document_title
    if kind.name == "photo":
        return record.caption or record.alt or record.credit or ""
    return getattr(record, kind.title) or ""


def _notes(record: Any, kind: Kind) -> list[str]:
    """What kind of thing it is, in few words."""
    if kind.name == "city":
        return [str(record.country.name), record.tier_term or ""]
    if kind.name == "partnership":
        return [record.get_tie_class_display()]
    if kind.name == "agreement":
        pair = [record.partnership.home_city.name, record.partnership.partner_city.name]
        return [record.kind.name or record.kind.get_code_display(), *pair]
    if kind.name == "exchange":
        is_held = record.plan_status == PlanStatus.HELD
        return [record.get_kind_display(), "" if is_held else record.get_plan_status_display()]
    return [record.get_kind_display()] if kind.name == "photo" else []


def _lines(record: Any, kind: Kind, query: Query, title: str) -> list[Line]:
    """Where the words stand: in the page's language, among the names, in another language in which it is public.

    Without any, the beginning of what the record says.
    """
    texts = [(text, "") for text in _texts(record, kind, query.language) if text != title]
    if kind.name == "city":
        texts += _names(record)
    texts += _elsewhere(record, kind, query.language)
    texts = list({text: (text, language) for text, language in reversed(texts)}.values())[::-1]
    found = [Line(excerpt(text, query.text), language) for text, language in texts if found_spans(text, query.text)]
    if found or not texts:
        return found[:MOST_LINES]
    text, language = texts[0]
    return [] if language or not text else [Line(excerpt(text, query.text))]


def _texts(record: Any, kind: Kind, language: str) -> Iterator[str]:
    for name in kind.texts:
        text = getattr(record, localized(name, language)) or ""
        yield unescape(strip_tags(text)) if name == "body" else text


def _names(record: Any) -> list[tuple[str, str]]:
    own = [(record.native_name, record.native_language or "und")] if record.native_name else []
    return [*own, *((other.name, other.language or "und") for other in record.other_names.all())]


def _elsewhere(record: Any, kind: Kind, language: str) -> Iterator[tuple[str, str]]:
    for other in CONTENT_LANGUAGES:
        if other == language or not is_ready(record, other):
            continue
        if kind.name != "partnership":
            yield getattr(record, localized(kind.title, other)) or "", other
        yield from ((text, other) for text in _texts(record, kind, other))
