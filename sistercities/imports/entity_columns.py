"""Columns of numbers that a database gives to things: Q1861, beside a column of their names."""

from collections.abc import Collection, Sequence
from typing import Any

from sistercities.common.told import told as _
from sistercities.imports.cell_conversion import ENTITY
from sistercities.imports.column_contents import Json, cells_of
from sistercities.imports.headers import NAMES_OF_PARTNERS
from sistercities.imports.heading_aliases import WIKIDATA_ENDING, heading_key
from sistercities.imports.sheet_fields import IDENTIFIERS, SheetFields

NAMES = (*NAMES_OF_PARTNERS, "name_en", "name_zh_hans")


def entity_columns(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> frozenset[int]:
    """The columns in which nothing but such numbers stands, unless their heading says so itself."""
    told = {heading_key(name) for name in (*IDENTIFIERS, *NAMES, "home_city", "wikidata", "qid")}
    return frozenset(
        column
        for column, heading in enumerate(headings)
        if heading_key(heading) not in told and _are_entities(cells_of(rows, column))
    )


def _are_entities(cells: list[Any]) -> bool:
    return bool(cells) and all(isinstance(cell, str) and ENTITY.fullmatch(cell.strip()) for cell in cells)


def tell_entities(columns: list[Json], numbered: Collection[int], fields: SheetFields) -> None:
    """The number of what the rows are about is kept; it stands under the heading of its name, without "label"."""
    names = {heading_key(column["heading"]) for column in columns if column["field"] in NAMES}
    for column in columns:
        if column["index"] not in numbered:
            continue
        column.update(
            certainty="none", field="", is_known=True, why=_("These are numbers of a database, and no names.")
        )
        is_of_name = f"{heading_key(column['heading'])}{WIKIDATA_ENDING}" in names
        if is_of_name and IDENTIFIERS[0] in fields.names:
            why = _("These are numbers of the places that the column beside it names.")
            column.update(field=IDENTIFIERS[0], candidates=list(IDENTIFIERS), certainty="content", why=why)
