"""Sheets whose rows speak of several records at once: a tie, its two cities, and the document it rests on."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """One record that a row makes.

    `fields` maps fields of the wide sheet to columns of the part's kind, `links` columns of the kind to the roles of
    the parts that they name, `fixed` columns to cells that are always so. A part that is a place is named by the first
    of the fields `names` that is filled. A part is made only where all fields in `needs` are.
    """

    role: str
    kind: str
    fields: dict[str, str]
    names: tuple[str, ...] = ()
    links: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    # Column → field of the wide sheet from whose dates, in all rows about the record, the earliest is taken.
    earliest: dict[str, str] = field(default_factory=dict)
    # Translated column → column of this part whose term names the record where the sheet gives it no name.
    named_after: dict[str, str] = field(default_factory=dict)

    @property
    def is_place(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True)
class Expansion:
    """The parts of a wide row, in the order in which they are made.

    Each field in `required` needs a column or a constant. `words` are what a sheet of this kind may be called.
    """

    parts: tuple[Part, ...]
    required: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields of the wide sheet."""
        return tuple(dict.fromkeys(name for part in self.parts for name in (*part.names, *part.fields)))

    def fields_of(self, part: Part) -> frozenset[str]:
        """The fields that fill this part and no other."""
        others = {name for each in self.parts if each is not part for name in (*each.fields, *each.earliest.values())}
        return frozenset(part.fields) - others

    def part_of(self, name: str) -> Part | None:
        """The part whose columns a field of the wide sheet fills."""
        return next((part for part in self.parts if name in part.fields), None)

    def named_by(self, name: str) -> Part | None:
        """The place that a field of the wide sheet names."""
        return next((part for part in self.parts if name in part.names), None)
