"""The places that the rows of a file name: each text one, unless its rows lie apart."""

from dataclasses import dataclass, field
from typing import Any

from sistercities.imports.places import PlaceMatch, PlaceText, Where, are_apart
from sistercities.imports.sheets import is_blank

# Between a text and the coordinates of one of the places that it names.
SPOT = "@"


@dataclass
class NamedPlace:
    """One text that names a place, with what the rows say of it.

    `cells` are those of a new record, each from the first row that has it. Where rows with the text lie apart, each
    spot is a place of its own and `is_one_of_several`.
    """

    said: PlaceText
    match: PlaceMatch
    rows: list[int] = field(default_factory=list)
    cells: dict[str, Any] = field(default_factory=dict)
    sheet: int = 0
    is_one_of_several: bool = False

    @property
    def key(self) -> str:
        """The name under which a decision about it is kept."""
        if not self.is_one_of_several:
            return self.said.key
        return self.said.key + SPOT + (spot_words(self.said) or "")

    @property
    def can_be_new(self) -> bool:
        return self.match.proposal is not None and self.match.proposal.is_complete

    @property
    def is_plainly_new(self) -> bool:
        """Whether it can be added together with others, no doubt standing against it."""
        return self.can_be_new and not self.match.candidates and not self.is_one_of_several

    def take_over(self, other: "NamedPlace") -> None:
        """Count in what the rows say of the same place in another writing."""
        self.rows = sorted([*self.rows, *other.rows])
        self._complete(other.cells)

    def see(self, row: int, sheet: int, cells: dict[str, Any]) -> None:
        """Take in what one more row says of it."""
        if not self.rows:
            self.sheet = sheet
        self.rows.append(row)
        self._complete(cells)

    def _complete(self, cells: dict[str, Any]) -> None:
        has_place = "latitude" in self.cells
        for name, cell in cells.items():
            if not is_blank(cell) and not (has_place and name in ("latitude", "longitude")):
                self.cells.setdefault(name, cell)


def spot_words(said: PlaceText) -> str:
    """The coordinates of a place as they are shown; empty without any."""
    return "{:.2f}, {:.2f}".format(*said.where) if said.where else ""


def is_one_spot(one: PlaceText, other: PlaceText) -> bool:
    """Whether two rows with the same text speak of one spot; a row without coordinates does so of none."""
    return bool(one.where) == bool(other.where) and not are_apart(one.where, other.where)


def without_unplaced(spots: list[NamedPlace]) -> list[NamedPlace]:
    """The spots of a text; rows without coordinates speak of the only one that there is."""
    placed = [each for each in spots if each.said.where]
    if len(placed) != 1 or len(spots) == 1:
        return spots
    for each in spots:
        if each is not placed[0]:
            placed[0].sheet = min(placed[0].sheet, each.sheet)
            placed[0].take_over(each)
    return placed


def taken_over(spot: NamedPlace, others: list[NamedPlace]) -> NamedPlace:
    """The only one of other writings that lies where the spot does, its rows counted in; else the spot itself."""
    same = [each for each in others if each.said.key != spot.said.key and not are_apart(_where(each), _where(spot))]
    if len(same) != 1:
        return spot
    same[0].take_over(spot)
    same[0].is_one_of_several |= spot.is_one_of_several
    return same[0]


def _where(named: NamedPlace) -> Where | None:
    latitude, longitude = named.cells.get("latitude"), named.cells.get("longitude")
    return (latitude, longitude) if isinstance(latitude, float) and isinstance(longitude, float) else None
