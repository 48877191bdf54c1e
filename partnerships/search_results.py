"""What a page of search results shows of each record found: title and lines with what was searched for marked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from partnerships import titles
from partnerships.choices import PlanStatus
from partnerships.search import MOST_RANKED, Hit, Query, find, of_common_words
from partnerships.search_kinds import BY_NAME, Kind
from partnerships.search_rows import PHOTO, SOURCE, RowText, row_texts
from sistercities.common.folding import is_chinese, search_words
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.prose import plain_prose
from sistercities.common.record_page import is_ready, with_readiness
from sistercities.common.search_marks import excerpt, found_spans, marked
from sistercities.common.wording import language_name

MOST_LINES = 2


@dataclass(frozen=True)
class Line:
    """A piece of text; `language` where it is not the page's; `label` where it is not the record's own there."""

    text: SafeString
    language: str = ""
    label: str = ""


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
    """The first results of every kind of which there are any: one query for each such kind, and two for all."""
    found = [(BY_NAME[name], hits) for name, hits in find(query).items()]
    return _groups([(kind, len(hits), _records(kind, hits, query, 0, each)) for kind, hits in found], query)


def hits_of(kind: Kind, query: Query) -> list[Hit]:
    """Everything of one kind, more than MOST_RANKED only if there is more; one query."""
    return find(query, [kind]).get(kind.name, [])


def group_of(kind: Kind, hits: Sequence[Hit], query: Query, start: int, number: int) -> Group:
    """So many of the hits, read from the database: two queries, of common words three."""
    return _groups([(kind, len(hits), _records(kind, hits, query, start, number))], query)[0]


def _groups(found: list[tuple[Kind, int, list[Any]]], query: Query) -> list[Group]:
    shown = [(kind, [record.pk for record in records]) for kind, _count, records in found]
    rows = row_texts(shown, query.at, with_photos=bool(query.photos))
    return [
        Group(kind, count, [_result(record, kind, query, rows.get((kind.name, record.pk), ())) for record in records])
        for kind, count, records in found
    ]


def _records(kind: Kind, hits: Sequence[Hit], query: Query, start: int, number: int) -> list[Any]:
    if len(hits) <= MOST_RANKED:
        return _by_key(kind, [hit.key for hit in hits[start : start + number]], query)
    # Those called so come first, if they are all known.
    called = [hit.key for hit in hits if hit.is_named] if kind.words != "search" else []
    called = called if len(called) <= MOST_RANKED else []
    first = _by_key(kind, called[start : start + number], query)
    others = _with_parts(of_common_words(kind, query), kind)
    others = others.exclude(pk__in=called) if called else others
    behind = max(start - len(called), 0)
    return [*first, *others[behind : behind + number - len(first)]]


def _by_key(kind: Kind, keys: list[int], query: Query) -> list[Any]:
    public = kind.model.objects.published(query.language, query.at).filter(pk__in=keys)
    by_key = {record.pk: record for record in _with_parts(public, kind)} if keys else {}
    return [by_key[key] for key in keys if key in by_key]


def _with_parts(records: QuerySet, kind: Kind) -> QuerySet:
    return with_readiness(records).select_related(*kind.shown)


def _result(record: Any, kind: Kind, query: Query, rows: Sequence[RowText]) -> Result:
    title = title_of(record, kind)
    return Result(
        marked(title, query.text) or SafeString(_("Without a title")),
        record.get_absolute_url(),
        getattr(record, kind.date) if kind.date else None,
        _notes(record, kind),
        _lines(record, kind, query, title, rows),
    )


def title_of(record: Any, kind: Kind) -> str:
    if kind.name == "partnership":
        return _("%(home)s and %(partner)s") % {"home": record.home_city.name, "partner": record.partner_city.name}
    if kind.name == "photo":
        return record.caption or record.alt or record.credit or ""
    return titles.title_of(record)


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


def _lines(record: Any, kind: Kind, query: Query, title: str, rows: Sequence[RowText]) -> list[Line]:
    """Where the words stand in the page's language and among the names, else how the record begins.

    Words that are in none of these, nor in the title, are shown where they are: in another language in which it is
    public, at its photos, in its sources.
    """
    here = _here(record, kind, query, title, rows)
    found = [Line(excerpt(text, query.text), language) for text, language in here if found_spans(text, query.text)]
    told = search_words(" ".join([title, *(text for text, _language in here)]))
    missing = " ".join(word for word in query.words if not _is_told(word, told))
    further = _labelled(_elsewhere(record, kind, query, rows), missing) if missing else []
    begins = next((text for text in _texts(record, kind, query.language) if text and text != title), "")
    if not found and begins:
        found = [Line(excerpt(begins, query.text))]
    return [*found[: MOST_LINES - len(further)], *further]


def _is_told(word: str, told: Sequence[str]) -> bool:
    return any(word in each if is_chinese(word) else each.startswith(word) for each in told)


def _here(record: Any, kind: Kind, query: Query, title: str, rows: Sequence[RowText]) -> list[tuple[str, str]]:
    """Texts with their language, empty for the page's."""
    own = [row for row in rows if not row.beside]
    texts = [(text, "") for text in _texts(record, kind, query.language) if text != title]
    texts += [(row.text, "") for row in own if not row.is_own and row.language == query.language]
    texts += _names(record, kind)
    texts += [(row.text, row.language or "und") for row in own if row.is_own]
    return _once(texts)


def _once(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return list({text: (text, language) for text, language in reversed(texts)}.values())[::-1]


def _labelled(lines: Iterator[tuple[str, str, str]], missing: str) -> list[Line]:
    """The first line that has what is missing."""
    return [
        Line(excerpt(text, missing), language, label) for text, language, label in lines if found_spans(text, missing)
    ][:1]


def _texts(record: Any, kind: Kind, language: str) -> Iterator[str]:
    for name in kind.texts:
        text = getattr(record, localized(name, language)) or ""
        yield plain_prose(text) if name in kind.rich else text
    yield from (getattr(record, name) for name in kind.plain)


def _names(record: Any, kind: Kind) -> list[tuple[str, str]]:
    is_known = kind.name == "city" and record.native_name
    return [(record.native_name, record.native_language or "und")] if is_known else []


def _elsewhere(record: Any, kind: Kind, query: Query, rows: Sequence[RowText]) -> Iterator[tuple[str, str, str]]:
    """Texts that are not the record's own in the page's language: each with its language, and where it stands."""
    others = [code for code in CONTENT_LANGUAGES if code != query.language and is_ready(record, code)]
    for code in others:
        title = "" if kind.name == "partnership" else getattr(record, localized(kind.title, code)) or ""
        rest = (row.text for row in rows if not (row.is_own or row.beside) and row.language == code)
        yield from ((text, code, language_name(code)) for text in (title, *_texts(record, kind, code), *rest))
    photos = [row for row in rows if row.beside == PHOTO and row.language in (query.language, *others)]
    for row in sorted(photos, key=lambda row: row.language != query.language):
        yield row.text, "" if row.language == query.language else row.language, _("Photos and documents")
    yield from ((row.text, row.language or "und", _("Sources")) for row in rows if row.beside == SOURCE)
