"""Cuts a large worksheet into workbooks of some thousand rows, which are read one after the other.

What reads workbooks holds a sheet whole, several times the size of its file; a piece is let go before the next is made.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property

from sistercities.imports.errors import damaged
from sistercities.imports.grids import Range

# Smaller worksheets are read whole.
LARGE = 8 << 20
# Of the unpacked worksheet; the first is small, so that its rows are there at once.
FIRST_PIECE, PIECE, BLOCK = 256 << 10, 3 << 20, 256 << 10
LONGEST_HEAD = 1 << 20
BEGINNING = re.compile(rb"<((?:\w+:)?)sheetData(?:\s[^>]*)?>")
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
NUMBER = re.compile(rb'\sr="(\d{1,7})"')
OVERLAP = 200
# Parts that no cell needs.
SPARE = ("xl/worksheets/", "xl/media/", "xl/drawings/", "xl/charts/", "xl/calcChain", "xl/externalLinks/", "xl/pivot")


class Unsplittable(Exception):  # noqa: N818 (callers read it as what happened)
    """The worksheet is written in a way that cannot be cut: it is read whole."""


class WorkbookPieces:
    """One worksheet of a workbook, `path` being its part. Raises Unsplittable; each pass unpacks it anew."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data, self.path = data, path
        with self._stream() as stream:
            beginning = stream.read(LONGEST_HEAD)
        found = BEGINNING.search(beginning)
        if found is None or found[0].endswith(b"/>") or b"<!" in beginning[: found.end()]:
            raise Unsplittable
        self._head = beginning[: found.end()]
        self._row, self._end = b"<%srow" % found[1], b"</%ssheetData>" % found[1]
        self._closing = self._end + b"</%sworksheet>" % found[1]
        first = beginning[found.end() :].lstrip()[:OVERLAP]
        if not first.startswith(self._row) or not NUMBER.search(first.split(b">")[0]):
            raise Unsplittable

    def merged(self) -> list[Range]:
        """The ranges of merged cells, which stand behind the rows."""
        found: list[Range] = []
        with self._stream() as stream:
            rest, is_behind = b"", False
            while block := stream.read(BLOCK):
                rest += block
                if not is_behind and (place := rest.find(self._end)) >= 0:
                    rest, is_behind = rest[place:], True
                if not is_behind:
                    rest = rest[-OVERLAP:]
        for left, first, right, last in MERGED.findall(rest if is_behind else b""):
            found.append((int(first) - 1, position(left), int(last) - 1, position(right)))
        return found

    def __iter__(self) -> Iterator[bytes]:
        """Worksheets that hold the rows, some in each, under their own numbers."""
        with self._stream() as stream:
            stream.read(len(self._head))
            rest, wanted = b"", FIRST_PIECE
            while True:
                block = stream.read(BLOCK)
                rest += block
                end = rest.find(self._end, max(0, len(rest) - len(block) - len(self._end)))
                if end >= 0 or not block:
                    if end < 0:
                        raise damaged()
                    yield self._whole(rest[:end])
                    return
                # What looks like a row may be a remark or plain characters: then nothing more is cut.
                if len(rest) >= wanted and b"<!" not in rest and (cut := rest.rfind(self._row)) > 0:
                    yield self._whole(rest[:cut])
                    rest, wanted = rest[cut:], max(PIECE, len(self._others))

    def workbook(self, worksheet: bytes) -> bytes:
        """A workbook with this worksheet alone."""
        file = io.BytesIO(self._others)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as archive:
            archive.writestr(self.path, worksheet)
        return file.getvalue()

    def _whole(self, rows: bytes) -> bytes:
        return b"".join((self._head, rows, self._closing))

    @cached_property
    def _others(self) -> bytes:
        """All other parts that cells need: styles and shared texts."""
        file = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(self._data)) as whole, zipfile.ZipFile(file, "w") as base:
            for name in whole.namelist():
                if name != self.path and not name.startswith(SPARE):
                    base.writestr(name, whole.read(name))
        return file.getvalue()

    def _stream(self) -> zipfile.ZipExtFile:
        return zipfile.ZipFile(io.BytesIO(self._data)).open(self.path)  # type: ignore[return-value]


def position(letters: bytes) -> int:
    """The place of a column, from 0, by the letters over it."""
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1
