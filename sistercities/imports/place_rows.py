"""The rows of places that a wide sheet makes: new ones, and what being named in a role says of recorded ones."""

import re
from typing import Any

from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.imports.chinese_variants import simplified
from sistercities.imports.expansions import Expansion
from sistercities.imports.kinds import kinds
from sistercities.imports.place_decisions import PlaceDecisions
from sistercities.imports.places import Proposal
from sistercities.imports.prepared import PreparedRow

# Kana and Hangul are no Chinese.
HAN_ONLY = re.compile(r"[\u3400-\u9fff·]+")


def new_rows(decisions: PlaceDecisions, position: int) -> list[PreparedRow]:
    """The places to be added that are first named in the sheet at `position`."""
    added = [new for new in decisions.new_places() if new[0].sheet == position]
    return [PreparedRow(named.rows[0], _cells(proposal, slug, named.cells)) for named, proposal, slug in added]


def role_rows(decisions: PlaceDecisions, position: int, expansion: Expansion | None) -> list[PreparedRow]:
    """Recorded places that are not yet what their role says: a city whose ties are listed is one of our own."""
    said = {name for part in expansion.parts if part.is_place for name in part.fixed} if expansion else set()
    rows: dict[str, PreparedRow] = {}
    for named in decisions.places() if said else ():
        told = {name: named.cells[name] for name in said if name in named.cells}
        if told and named.sheet == position and (slug := decisions.recorded_slug(named)):
            rows.setdefault(slug, PreparedRow(named.rows[0], {"slug": slug, **told}))
    if not rows:
        return []
    resource = kinds()[decisions.kind]
    for record in resource._meta.model._base_manager.filter(slug__in=list(rows)):
        fields = {name: resource.fields[name] for name in rows[record.slug].cells if name != "slug"}
        if all(each.show(each.current(record)) == rows[record.slug].cells[name] for name, each in fields.items()):
            del rows[record.slug]
    return list(rows.values())


def _cells(proposal: Proposal, slug: str, told: dict[str, Any]) -> dict[str, Any]:
    """The cells of a new place: its name in the language of its script, unless the rows say more."""
    is_chinese = bool(HAN_ONLY.fullmatch(proposal.name))
    name = localized("name", CONTENT_LANGUAGES[1] if is_chinese else CONTENT_LANGUAGES[0])
    # Chinese writes 広島 as 广岛; what the file has is kept as another name.
    written = simplified(proposal.name) if is_chinese else proposal.name
    other = proposal.other_name or (proposal.name if written != proposal.name else "")
    # The country of a decision goes before what the row says, which nobody could read.
    cells = {"slug": slug, name: written, **told, "country": proposal.country}
    for extra, text in (("parent", proposal.parent), ("other_names", other)):
        if text and not cells.get(extra):
            cells[extra] = text
    return {column: cell for column, cell in cells.items() if cell is not None}
