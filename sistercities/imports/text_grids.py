"""The rows of a text file, read line by line: as often as somebody asks, and never held by themselves."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from sistercities.common.told import told as _
from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused
from sistercities.imports.grids import Grid, TextForm, check_grid
from sistercities.imports.large_sheets import SharedTexts
from sistercities.imports.text_files import DELIMITERS, TOLD_DELIMITER, check_is_sheet, decode_with, find_encoding

LINES_LOOKED_AT = 50
CHARACTERS_LOOKED_AT = 100_000
BYTE_ORDER_MARK = "\ufeff"


class TextRows:
    """Iterates over the rows of a file whose form is known. Raises SheetRefused where they cannot be told apart."""

    def __init__(self, data: bytes, form: TextForm) -> None:
        self.data, self.form = data, form

    def __iter__(self) -> Iterator[list[str | None]]:
        texts = SharedTexts()
        number = 0
        try:
            for cells in csv.reader(self._lines(), delimiter=self.form.delimiter, strict=True):
                number += 1
                yield texts.row(cells)
        except csv.Error as error:
            message = _("Row %(row)s cannot be read: a quotation mark is missing or misplaced, or a cell is too long.")
            raise SheetRefused(message % {"row": number + 1}) from error
        except UnicodeError as error:
            message = _("The file cannot be read as %(encoding)s. Choose another encoding.")
            raise SheetRefused(message % {"encoding": self.form.encoding}) from error

    def _lines(self) -> Iterator[str]:
        """The lines with their ends, without the marks by which programs tell themselves how to read them."""
        lines = io.TextIOWrapper(io.BytesIO(self.data), encoding=self.form.encoding, newline="")
        first = next(lines, "").removeprefix(BYTE_ORDER_MARK)
        if not TOLD_DELIMITER.fullmatch(first):
            yield first
        yield from lines


def text_grid(name: str, data: bytes, wanted: TextForm) -> Grid:
    """The sheet in a text file, read in the form that is `wanted` as far as somebody has said. Raises SheetRefused."""
    form = _form_of(data, wanted)
    grid = Grid(name, _held(TextRows(data, form)), form=form)
    if not form.is_certain:
        message = _("The file was read as %(encoding)s. Check a name with accents or characters.")
        grid.notes.append(message % {"encoding": form.encoding})
    return check_grid(grid)


def _form_of(data: bytes, wanted: TextForm) -> TextForm:
    """The text itself is not kept: it is several times as large as the file."""
    if wanted.encoding:
        text, encoding, is_certain = decode_with(data, wanted.encoding), wanted.encoding, True
        text = text.removeprefix(BYTE_ORDER_MARK)
    else:
        text, encoding, is_certain = find_encoding(data)
    check_is_sheet(text)
    told = TOLD_DELIMITER.match(text)
    sample = text[told.end() if told else 0 :][: CHARACTERS_LOOKED_AT + 1]
    return TextForm(encoding, wanted.delimiter or (told[1] if told else find_delimiter(sample)), is_certain)


def _held(rows: TextRows) -> list[list[str | None]]:
    most = (limits.ROWS_OF_A_JOB + limits.ROWS_ABOVE) * 2
    held = list(islice(rows, most + 1))
    if len(held) > most:
        message = _("The file has more than %(most)s rows. Split it into several files.")
        raise SheetRefused(message % {"most": limits.ROWS_OF_A_JOB})
    return held


def find_delimiter(text: str) -> str:
    """The one that cuts most lines into the same number of cells, more than one; titles above are outvoted."""
    sample = text[:CHARACTERS_LOOKED_AT]
    if len(text) > CHARACTERS_LOOKED_AT:
        sample = sample[: sample.rfind("\n") + 1] or sample
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the commonest number of cells, and that number."""
    try:
        lines = islice(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter), LINES_LOOKED_AT)
        widths = Counter(len(line) for line in lines if len(line) > 1)
    except csv.Error:
        return 0, 0
    width, lines_of_it = max(widths.items(), key=lambda item: (item[1] * item[0], item[0]), default=(0, 0))
    return lines_of_it * width, width
