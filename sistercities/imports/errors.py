"""What is wrong with a sheet, in sentences for the person who filled it in."""

from dataclasses import dataclass

from sistercities.common.told import joined
from sistercities.common.told import told as _


class SheetRefused(Exception):  # noqa: N818 (callers read it as what happened)
    """The file as a whole cannot be used. `sentences` say why and what to do."""

    def __init__(self, *sentences: str) -> None:
        self.sentences = list(sentences)
        super().__init__(joined(" ", self.sentences))


def damaged() -> SheetRefused:
    """For a workbook that its own program could perhaps mend."""
    return SheetRefused(_("This workbook is damaged. Open it in a spreadsheet program and save it again."))


def column_letter(position: int) -> str:
    """The letter over a column in a spreadsheet: 0 → A, 26 → AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Problem:
    """One thing wrong in one row; `header` and `letter` are empty when it is no single cell's fault."""

    row: int
    message: str
    header: str = ""
    letter: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = {
            "row": self.row,
            "column": self.letter,
            "header": self.header,
            "value": self.value,
            "message": self.message,
        }
        if self.letter and self.value:
            return _("Row %(row)s, column %(column)s (%(header)s), “%(value)s”: %(message)s") % place
        if self.letter:
            return _("Row %(row)s, column %(column)s (%(header)s): %(message)s") % place
        if self.header:
            return _("Row %(row)s, %(header)s: %(message)s") % place
        return _("Row %(row)s: %(message)s") % place
