"""Tells the rows of a sheet's body apart: records, sections, totals, notes, headings printed again, blanks.

Rows are read one after the other and none is dropped in silence: each comes out with its kind, sections and totals
with the count they claim, so that it can be compared with the rows that are there.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Any

from babel import Locale

from sistercities.common.folding import CJK, fold
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import unescaped
from sistercities.imports.cells import cell_text
from sistercities.imports.countries import LANGUAGES, MORE_LANGUAGES, find_country
from sistercities.imports.header_rows import Header, Row
from sistercities.imports.heading_aliases import LONGEST_HEADING, aliases, heading_key, split_unit
from sistercities.imports.other_tables import begins_another_table
from sistercities.imports.row_words import COUNT, NOTE, ORDINAL, SECTION, SUBTOTAL_WORDS, TOTAL, TOTAL_SENTENCE
from sistercities.imports.sheets import is_blank

LONGEST_LABEL = 60


class RowKind(Enum):
    """What a row is."""

    RECORD = "record"
    SECTION = "section"
    TOTAL = "total"
    NOTE = "note"
    HEADINGS_AGAIN = "headings again"
    BLANK = "blank"
    OTHER_TABLE = "other table"


@dataclass(frozen=True)
class BodyRow:
    """One row; `number` is counted from 0 in the sheet.

    `label` is the name of a section or the words of a total or note, `claimed` the count that it states, `section`
    the section in which a record or a subtotal stands.
    """

    number: int
    kind: RowKind
    cells: Row
    section: str = ""
    label: str = ""
    claimed: int | None = None
    is_subtotal: bool = False


STRETCHED = re.compile(rf"(?<=[{CJK}]) (?=[{CJK}])")
QUANTITIES = frozenset({"population", "area_km2", "persons", "delegations", "renewal_years", "population_year"})
CONTINENTS = ("002", "142", "150", "019", "009", "003", "005", "013", "021", "053")
OTHER_CONTINENTS = frozenset(
    map(fold, ("美洲", "北美", "南美", "拉美", "中东", "拉丁美洲", "America", "Amerika", "中南米", "北米", "欧洲地区"))
)
# A title further above headings is none of theirs.
WIDEST_GAP = 10
# Cities that are countries of the same name: a row with nothing but one of them may be a record.
CITY_STATES = frozenset({"SG", "MC", "LU", "VA", "SM", "DJ", "KW", "PA", "GT", "MX", "HK", "MO", "GI", "QA"})


def body_rows(rows: Iterable[Row], header: Header) -> Iterator[BodyRow]:
    """The rows below the headings. `rows` is the whole sheet; it is read once, so it may be a stream."""
    section = ""
    waiting: list[BodyRow] = []
    is_apart = is_elsewhere = False
    for number, cells in enumerate(rows):
        if number <= header.last:
            continue
        row = _classified(number, cells, header, section)
        starts_another = is_apart and row.kind is RowKind.RECORD and begins_another_table(cells, header)
        is_elsewhere = (is_elsewhere or starts_another) and row.kind is not RowKind.HEADINGS_AGAIN
        if starts_another:
            waiting = [each if each.kind is RowKind.BLANK else _elsewhere(each) for each in waiting]
        if is_elsewhere and row.kind is not RowKind.BLANK:
            row = _elsewhere(row)
        is_alone = _stands_alone(cells)
        is_apart = row.kind is RowKind.BLANK or is_alone
        if row.kind is RowKind.SECTION:
            section = row.label
        if waiting and row.kind is RowKind.HEADINGS_AGAIN:
            # What stands alone above headings is the title of what follows.
            section = _plain(next(cell for cell in waiting[0].cells if not is_blank(cell)))
            waiting[0] = replace(waiting[0], kind=RowKind.SECTION, section=section, label=section)
        if waiting and row.kind is RowKind.BLANK and len(waiting) < WIDEST_GAP:
            waiting.append(row)
            continue
        yield from waiting
        waiting = [row] if row.kind is RowKind.RECORD and is_alone else []
        if not waiting:
            yield row
    yield from waiting


def unmet_claims(rows: Iterable[BodyRow]) -> list[str]:
    """A sentence for each section or total that claims another number of records than stand in the sheet."""
    total = in_section = 0
    section = first_total = None
    unmet: list[tuple[int, str]] = []
    for row in rows:
        if row.kind is RowKind.RECORD:
            total, in_section = total + 1, in_section + 1
        elif row.kind is RowKind.SECTION:
            unmet += _unmet(section, in_section)
            section, in_section = row, 0
        elif row.kind is RowKind.TOTAL and not total:
            first_total = row
        elif row.kind is RowKind.TOTAL and row.claimed not in (total, in_section):
            unmet += _unmet(row, in_section if row.is_subtotal else total)
    unmet += _unmet(section, in_section) + _unmet(first_total, total)
    return [sentence for _number, sentence in sorted(unmet)]


def _unmet(row: BodyRow | None, counted: int) -> list[tuple[int, str]]:
    if row is None or row.claimed is None or row.claimed == counted:
        return []
    message = _("Row %(row)s, “%(label)s”, claims %(claimed)s; the sheet has %(counted)s.")
    values = {"row": row.number + 1, "label": row.label, "claimed": row.claimed, "counted": counted}
    return [(row.number, message % values)]


def _classified(number: int, cells: Row, header: Header, section: str) -> BodyRow:
    row = BodyRow(number, RowKind.RECORD, cells, section)
    if _has_two_words(cells):
        return replace(row, kind=RowKind.HEADINGS_AGAIN) if _repeats_headings(cells, header) else row
    filled = {column: cell for column, cell in enumerate(cells) if not is_blank(cell)}
    if not filled:
        return replace(row, kind=RowKind.BLANK)
    texts = {column: _plain(cell) for column, cell in filled.items() if not _is_count(cell)}
    if len(set(texts.values())) == 1 and all(isinstance(cells[column], str) for column in texts):
        labelled = replace(row, label=next(iter(texts.values())))
        counts = {column: cell for column, cell in filled.items() if column not in texts}
        return _total(labelled, counts, header) or _heading_of_section(labelled, counts, header) or row
    return row


def _elsewhere(row: BodyRow) -> BodyRow:
    """The row as one of another table, whose columns mean something else."""
    return BodyRow(row.number, RowKind.OTHER_TABLE, row.cells)


def _stands_alone(cells: Row) -> bool:
    """Whether a row holds one text and nothing else."""
    found = None
    for cell in cells:
        if not is_blank(cell):
            if found is not None:
                return False
            found = cell
    return isinstance(found, str) and len(found) <= LONGEST_LABEL


def _has_two_words(cells: Row) -> bool:
    """Whether a row holds two different texts, as nearly all records do; no count begins without a digit."""
    first = None
    for cell in cells:
        if isinstance(cell, str) and (text := cell.strip()) and not text[0].isdigit():
            if first is not None and cell != first:
                return True
            first = cell
    return False


def _repeats_headings(cells: Row, header: Header) -> bool:
    return all(_repeats(column, cell, header) for column, cell in enumerate(cells) if not is_blank(cell))


def _plain(cell: Any) -> str:
    """The text of a cell in one line and one width, without the blanks that stretch a word over its cell (合　计)."""
    text = " ".join(unicodedata.normalize("NFKC", unescaped(cell_text(cell))).split())
    return STRETCHED.sub("", text)


def _is_count(cell: Any) -> bool:
    if isinstance(cell, str):
        return len(cell) <= LONGEST_LABEL and bool(re.fullmatch(COUNT, _plain(cell), re.IGNORECASE))
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def _count_in(cell: Any) -> int | None:
    found = re.search(r"\d+", _plain(cell))
    return int(found.group()) if found and not (isinstance(cell, float) and not cell.is_integer()) else None


def _repeats(column: int, cell: Any, header: Header) -> bool:
    heading = header.headings[column] if column < len(header.headings) else ""
    return isinstance(cell, str) and cell.strip() in (heading, *heading.split("\n"))


def _total(row: BodyRow, counts: dict[int, Any], header: Header) -> BodyRow | None:
    """The row as a total or a note, if its only text is one."""
    if len(row.label) > LONGEST_LABEL or NOTE.fullmatch(row.label):
        return replace(row, kind=RowKind.NOTE) if NOTE.fullmatch(row.label) else None
    if sentence := TOTAL_SENTENCE.fullmatch(row.label):
        return replace(row, kind=RowKind.TOTAL, claimed=int(sentence.group(1)))
    match = TOTAL.fullmatch(row.label)
    if not match:
        return None
    stated = [_count_in(cell) for column, cell in counts.items() if not _is_quantity(column, header)]
    claimed = int(match.group(2)) if match.group(2) else stated[0] if len(stated) == 1 else None
    return replace(row, kind=RowKind.TOTAL, claimed=claimed, is_subtotal=fold(match.group(1)) in SUBTOTAL_WORDS)


def _is_quantity(column: int, header: Header) -> bool:
    """Whether a figure in this column sums up people or square kilometres, and counts no rows."""
    heading = header.headings[column] if column < len(header.headings) else ""
    entries = aliases().get(heading_key(split_unit(heading)[0]), []) if len(heading) <= LONGEST_HEADING else []
    return any(alias.field in QUANTITIES for alias in entries)


def _heading_of_section(row: BodyRow, counts: dict[int, Any], header: Header) -> BodyRow | None:
    """The row as the heading of a section, if it is one for certain; a lone city name stays a record."""
    name, claimed = row.label, None
    is_wide = len(header.headings) > 1
    if len(name) > LONGEST_LABEL or (counts and not is_continent(name)):
        return None
    without_ordinal = ORDINAL.sub("", name, count=1) if is_wide else name
    if match := SECTION.fullmatch(without_ordinal):
        name, claimed = match.group(1), int(next(filter(None, match.groups()[1:])))
    elif without_ordinal != name or is_continent(name) or _is_country(row, header):
        name = without_ordinal
        claimed = _count_in(next(iter(counts.values()))) if len(counts) == 1 else None
    else:
        return None
    return replace(row, kind=RowKind.SECTION, section=name, label=name, claimed=claimed)


def _is_country(row: BodyRow, header: Header) -> bool:
    code = find_country(row.label).code if len(header.headings) > 2 and not is_blank(row.cells[0]) else None
    return code is not None and code not in CITY_STATES


def is_continent(name: str) -> bool:
    return fold(name) in continents()


@cache
def continents() -> frozenset[str]:
    """The folded names of continents and their parts in the languages of the aliases."""
    territories = [Locale.parse(language).territories for language in (*LANGUAGES, *MORE_LANGUAGES)]
    return frozenset(fold(names[code]) for names in territories for code in CONTINENTS) | OTHER_CONTINENTS
