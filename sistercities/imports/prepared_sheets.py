"""From a job's file, plan and decisions to the sheets that the check compares with the register.

The sheets come in the order in which one may name what another holds. `position // 10` is the sheet of the plan, and
`position % 10 == 0` marks the places that its rows name and its owner wants added.
"""

from collections.abc import Iterator

from django.utils.translation import ngettext_lazy

from sistercities.common.people import may
from sistercities.common.told import listed, told_of
from sistercities.imports.brought_files import BroughtFiles
from sistercities.imports.cells import cell_text
from sistercities.imports.column_labels import column_words
from sistercities.imports.column_plans import Json
from sistercities.imports.expanded_rows import PartRows, expand, repeated_rows
from sistercities.imports.expansions import Expansion
from sistercities.imports.file_grids import stream_grids
from sistercities.imports.grids import TextForm
from sistercities.imports.handed_on import HandedOn
from sistercities.imports.job_files import sheet_of
from sistercities.imports.kinds import kinds
from sistercities.imports.models import ImportJob
from sistercities.imports.ordering import named_rows_first
from sistercities.imports.place_decisions import PlaceDecisions
from sistercities.imports.place_names import place_key
from sistercities.imports.place_rows import new_rows, role_rows
from sistercities.imports.plans import about_rows, note_at_check, rows_in_words
from sistercities.imports.prepared import PreparedRow, PreparedSheet
from sistercities.imports.resources import RecordResource
from sistercities.imports.sheets import Sheet, SheetRow
from sistercities.imports.wide_places import note_places, settle_places
from sistercities.imports.wide_rows import WideRows

REPEATED_ROWS = ngettext_lazy(
    "Row %(rows)s repeats what an earlier row says; it counts once.",
    "Rows %(rows)s repeat what earlier rows say; they count once.",
    "number",
)
UNUSED_CELLS = ngettext_lazy(
    "Row %(rows)s fills %(filled)s, but not “%(needed)s”: without it these cells are not taken in. "
    "Choose a column for it, or one value for all rows.",
    "Rows %(rows)s fill %(filled)s, but not “%(needed)s”: without it these cells are not taken in. "
    "Choose a column for it, or one value for all rows.",
    "number",
)

NAMES_OF_RECORDS = ("slug", "name_en", "name_zh_hans", "native_name")


def prepare(job: ImportJob, files: BroughtFiles | None = None) -> list[PreparedSheet]:
    """The sheets of a job, ready to be checked, with the `files` that came with them.

    Raises SheetRefused when the plan leaves out what must be said.
    What only a look at all rows tells is noted in the plan, which the caller keeps.
    """
    sheets = read_sheets(job)
    decisions = PlaceDecisions(job)
    decisions.in_file = frozenset(_named_in_file(decisions.kind, sheets))
    note_places_in([rows for rows in sheets if rows.fields.expansion or decisions.adds_any], decisions)
    prepared: list[PreparedSheet] = []
    for rows in sheets:
        prepared += _new_places(rows, decisions)
        expansion = rows.fields.expansion
        prepared += _expanded(expansion, rows, decisions) if expansion else [_single(rows, decisions)]
    for sheet in prepared:
        sheet.files = files
    order = list(kinds())
    prepared.sort(key=lambda sheet: (order.index(sheet.kind), sheet.position % 10 != 0, sheet.position))
    prepared += hand_on(job, sheets, prepared)
    return sorted(prepared, key=lambda sheet: order.index(sheet.kind))


def hand_on(job: ImportJob, sheets: list[WideRows], prepared: list[PreparedSheet]) -> list[PreparedSheet]:
    """See to it that what rows say about records of other kinds comes to these: to their own rows, or to those of
    the sheets given back, which come behind all others of their kind.
    """
    further: list[PreparedSheet] = []
    for sheet in prepared:
        says = sheet.resource.hands_on(sheet.columns)
        if says is None:
            continue
        column, owner = says.column, job.owner
        allowed = [kind for kind in says.kinds if owner is None or may(owner, "import", kinds()[kind]._meta.model)]
        sheet.handed = HandedOn(column, {kind: _slugs_in_file(kind, sheets) for kind in allowed})
        for own in [own for own in prepared if own.kind in allowed]:
            own.columns, own.rows = [*own.columns, column], sheet.handed.added(own.kind, own.rows)
        for number, kind in enumerate(allowed, sheet.position + 1):
            letters = dict.fromkeys(("slug", column), sheet.letters[says.source])
            rows = sheet.handed.rest(kind)
            further.append(PreparedSheet(number, kind, kinds()[kind], ["slug", column], letters, rows, 0))
    return further


def _slugs_in_file(kind: str, sheets: list[WideRows]) -> set[str]:
    own = (rows for rows in sheets if rows.sheet["kind"] == kind and "slug" in rows.names)
    return {cell_text(row.cells.get("slug")) for rows in own for row in rows}


def read_sheets(job: ImportJob) -> list[WideRows]:
    """The sheets that the plan reads."""
    planned = {sheet["position"]: sheet for sheet in job.plan["sheets"] if sheet["is_read"]}
    first = job.plan["sheets"][0]
    form = TextForm(first["encoding"], first["delimiter"]) if first["encoding"] else None
    grids = stream_grids(*sheet_of(job), form)
    return [WideRows(planned[number], grid) for number, grid in enumerate(grids) if number in planned]


def note_all_places(job: ImportJob, sheets: list[WideRows]) -> PlaceDecisions:
    """All places that the rows name, to be decided."""
    decisions = PlaceDecisions(job)
    decisions.in_file = frozenset(_named_in_file(decisions.kind, sheets))
    note_places_in(sheets, decisions)
    return decisions


def note_places_in(sheets: list[WideRows], decisions: PlaceDecisions) -> None:
    """Take in what the rows of these sheets name: a pass of its own, since a new place is told by all its rows."""
    for rows in sheets:
        if rows.fields.expansion or any(name in rows.names for name, _kind in rows.fields.places):
            for row in rows:
                note_places(row, rows.fields, rows.sheet["position"], decisions)


def _named_in_file(kind: str, sheets: list[WideRows]) -> Iterator[str]:
    """The place keys of what the file itself brings, which its other rows may name."""
    for rows in sheets:
        if rows.sheet["kind"] == kind:
            for row in rows:
                yield from (place_key(str(text)) for name in NAMES_OF_RECORDS if (text := row.cells.get(name)))


def _single(rows: WideRows, decisions: PlaceDecisions) -> PreparedSheet:
    kind, position = rows.sheet["kind"], rows.sheet["position"] * 10 + 1
    resource = kinds()[kind]
    has_places = any(name in rows.names for name, _kind in rows.fields.places)
    made: Iterator[PreparedRow] = (
        PreparedRow(row.number, settle_places(row, rows.fields, decisions) if has_places else row.cells) for row in rows
    )
    declared = resource()
    if set(declared.columns_to_own_type) & set(rows.names):
        made = iter(_in_order(list(made), rows.names, declared))
    return PreparedSheet(position, kind, resource, rows.names, rows.letters(), made, rows.total)


def _in_order(made: list[PreparedRow], names: list[str], resource: RecordResource) -> list[PreparedRow]:
    """Rows that name other rows of the sheet behind them."""
    by_number = {row.number: row for row in made}
    sheet = Sheet(names, [SheetRow(row.number, [row.cells.get(name) for name in names]) for row in made])
    ordered = named_rows_first(sheet, resource.columns_to_own_type, resource.columns_of_names)
    return [by_number[row.number] for row in ordered.rows]


def _new_places(rows: WideRows, decisions: PlaceDecisions) -> list[PreparedSheet]:
    """The places first named in this sheet that are to be added or are told something by it."""
    position = rows.sheet["position"]
    made = [*role_rows(decisions, position, rows.fields.expansion), *new_rows(decisions, position)]
    if not made:
        return []
    columns = list(dict.fromkeys(name for row in made for name in row.cells))
    letters = _letters_of_places(rows) | {"slug": ("", "")}
    letters = {name: letters.get(name, ("", "")) for name in columns}
    kind = decisions.kind
    return [PreparedSheet(position * 10, kind, kinds()[kind], columns, letters, iter(made), len(made))]


def _letters_of_places(rows: WideRows) -> dict[str, tuple[str, str]]:
    """Over which letters stands what is told of places; the last part's, where several tell the same."""
    letters = rows.letters()
    found: dict[str, tuple[str, str]] = {}
    for part in rows.fields.expansion.parts if rows.fields.expansion else ():
        if part.is_place:
            found |= {column: letters[name] for name, column in part.fields.items() if name in letters}
            named = next((letters[name] for name in part.names if name in letters), ("", ""))
            found |= dict.fromkeys(("name_en", "name_zh_hans"), named)
    return found


def _expanded(expansion: Expansion, rows: WideRows, decisions: PlaceDecisions) -> list[PreparedSheet]:
    settled = ((row.number, settle_places(row, rows.fields, decisions)) for row in rows)
    parts = expand(expansion, settled)
    repeated = repeated_rows(parts)
    notes = [about_rows(REPEATED_ROWS, repeated)] if repeated else []
    note_at_check(rows.sheet, [*notes, *(_unused_cells(part) for part in parts if part.unmade)])
    return [
        _sheet_of_part(rows.sheet, rows.letters(), part, number) for number, part in enumerate(parts, 1) if part.rows
    ]


def _unused_cells(made: PartRows) -> str:
    """That cells go nowhere: the record that they belong to is not made."""
    kind = made.part.kind
    filled, needed = (
        listed(column_words(kind, made.part.fields[name]) for name in names) for names in (made.unused, made.part.needs)
    )
    about = {"rows": rows_in_words(made.unmade), "number": len(made.unmade), "filled": filled, "needed": needed}
    return told_of(UNUSED_CELLS, about)


def _sheet_of_part(sheet: Json, letters: dict[str, tuple[str, str]], made: PartRows, number: int) -> PreparedSheet:
    part = made.part
    columns = list(dict.fromkeys(name for row in made.rows.values() for name in row.cells))
    own = {column: letters.get(name, ("", "")) for name, column in part.fields.items()}
    own |= {column: letters.get(name, ("", "")) for column, name in part.earliest.items()}
    own |= {column: letters.get(column, ("", "")) for column in part.links}
    own = {column: own.get(column, ("", "")) for column in columns}
    position, rows = sheet["position"] * 10 + number, iter(made.rows.values())
    return PreparedSheet(position, part.kind, kinds()[part.kind], columns, own, rows, len(made.rows))
