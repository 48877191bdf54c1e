"""Looks into a zipped workbook before anything unpacks it whole."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from defusedxml import ElementTree

from sistercities.common.told import told as _
from sistercities.imports import limits
from sistercities.imports.errors import SheetRefused, damaged

CHUNK = 1 << 20
# What is kept of a chunk, so that no address or row is cut in two.
OVERLAP = 500
# Any part may be a worksheet, wherever it lies, and any way of writing an attribute is one: what reads them sets so
# many cells aside as they name, and cannot be stopped when there is no room.
CELL_ADDRESS = re.compile(rb"""\sr\s*=\s*["']\$?([A-Za-z]{1,8})\$?([0-9]{1,20})""")
ROW_NUMBER = re.compile(rb"""<(?:[\w.-]{1,20}:)?row\s(?:[^>]{0,400}?\s)?r\s*=\s*["'][-+]?([0-9]{1,25})""")
COUNT_OF_PARTS = re.compile(rb"""\s(?:uniqueC|c)ount\s*=\s*["']([0-9]{1,25})""")
TWO_BYTES_A_CHARACTER = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
# All that the libraries raise for files that are not what they say; found by changing bytes at random.
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, ElementTree.ParseError, EOFError, OSError),
    *(LookupError, NotImplementedError, RuntimeError, ValueError),
)
# What a library in Rust raises where it has not foreseen a file; no Exception, so that nothing stops it.
PANIC = "PanicException"
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".tif", ".tiff", ".webp", ".bin")
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@contextmanager
def without_panic() -> Iterator[None]:
    """Turn the panic of a library over a damaged file into a refusal. Raises SheetRefused."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise damaged() from error


def kind_of_container(data: bytes) -> str:
    """`xlsx`, `ods`, `docx` or `zip`, by what is inside."""
    with _opened(data) as archive:
        names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "word/document.xml" in names:
        return "docx"
    return "ods" if "content.xml" in names else "zip"


def check_container(data: bytes) -> None:
    """Raise SheetRefused when unpacking would cost too much, whatever the archive says of itself."""
    with _opened(data) as archive:
        entries = archive.infolist()
        if len(entries) > limits.PACKED_ENTRIES:
            raise SheetRefused(_("This workbook holds too many parts to be a sheet."))
        room, is_book = limits.UNPACKED_BYTES, "xl/workbook.xml" in archive.namelist()
        for entry in entries:
            extent = Extent()
            for chunk in _unpacked(archive, entry, room):
                room -= len(chunk)
                if is_book and not entry.filename.lower().endswith(PICTURES):
                    extent.see(chunk)
        if "content.xml" in archive.namelist():
            _check_open_document(archive)


class Extent:
    """The last row and column that a worksheet names; they may lie far beyond its last real row."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._rest = b""

    def see(self, chunk: bytes) -> None:
        """Take in the next piece of the worksheet; raises SheetRefused when it reaches too far."""
        piece = self._rest + chunk
        if not self._rest and piece.startswith(TWO_BYTES_A_CHARACTER):
            raise damaged()
        if b"<!DOCTYPE" in piece or b"<!ENTITY" in piece:
            raise SheetRefused(_("This workbook holds definitions that no sheet needs. Save it again as xlsx."))
        for letters, row in CELL_ADDRESS.findall(piece):
            self.rows = max(self.rows, int(row))
            self.columns = max(self.columns, _position(letters.upper()))
        self.rows = max([self.rows, *map(int, ROW_NUMBER.findall(piece))])
        check_extent(self.rows, self.columns)
        if max(map(int, COUNT_OF_PARTS.findall(piece)), default=0) > limits.CELLS:
            raise damaged()
        self._rest = piece[-OVERLAP:]


def check_extent(rows: int, columns: int) -> None:
    """Raise SheetRefused when a grid that large cannot be held."""
    if columns > limits.COLUMNS * 5 or rows * max(columns, 1) > limits.CELLS:
        message = _("This sheet reaches %(rows)s rows down and %(columns)s columns across, more than is read.")
        hint = _("Copy the rows you need into a new sheet: there is a stray value far away.")
        raise SheetRefused(message % {"rows": rows, "columns": columns}, hint)


def _position(letters: bytes) -> int:
    position = 0
    for letter in letters:
        position = position * 26 + letter - 64
    return position


def _opened(data: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise damaged() from error


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """The entry piece by piece, read to its real end: the size that the archive states may be a lie."""
    if entry.flag_bits & 1:
        raise SheetRefused(_("This workbook is locked with a password. Save it without one."))
    entry.file_size = 2 * limits.UNPACKED_BYTES
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise SheetRefused(_("This workbook unpacks to far more than a sheet needs. It is not opened."))
                yield chunk
    except BROKEN as error:
        raise damaged() from error


def _check_open_document(archive: zipfile.ZipFile) -> None:
    """An OpenDocument sheet says "repeat this cell a million times" in a few bytes."""
    rows = columns = blank = 0
    try:
        with archive.open("content.xml") as stream:
            for _event, element in ElementTree.iterparse(stream, forbid_dtd=True):
                if element.tag == f"{TABLE}table-row":
                    width = _filled_width(element)
                    columns = max(columns, width)
                    times = max(1, int(element.get(f"{TABLE}number-rows-repeated", "1")))
                    # Blank rows at the end, up to the last that there can be, are none of the sheet's.
                    blank, rows = (0, rows + blank + times) if width else (blank + times, rows)
                    element.clear()
                    check_extent(rows, columns)
                    check_extent(blank if blank > limits.LAST_ROW else 1, limits.COLUMNS)
    except BROKEN as error:
        raise damaged() from error


def _filled_width(row: ElementTree) -> int:
    """How far the row's last filled cell stands, repetitions counted."""
    position = width = 0
    for cell in row:
        position += int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        if len(cell):
            width = position
    return width
