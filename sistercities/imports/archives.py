"""A zip of a sheet with the files that it names: looked at as a whole before anything of it is unpacked."""

import io
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import IO, Any
from zipfile import ZipFile, ZipInfo

from django.core.exceptions import ValidationError

from sistercities.common.told import listed, sentences_of
from sistercities.common.told import told as _
from sistercities.imports import limits
from sistercities.imports.brought_files import CHUNK, BroughtFiles
from sistercities.imports.containers import BROKEN
from sistercities.imports.errors import SheetRefused
from sistercities.imports.file_grids import ALL_ENDINGS, MACRO_ENDINGS, WORD_ENDINGS

ENDING = ".zip"
ARCHIVE_BYTES = 500 * 1024 * 1024
UNPACKED_BYTES = 1024 * 1024 * 1024
MOST_FILES = 1_000
# The list of what an archive holds is read at once, before anything of it can be counted.
LIST_BYTES = 2 * 1024 * 1024
# Photos hardly get smaller, sheets ten or twenty times; small files may repeat themselves.
MOST_TIMES_SMALLER, SMALL_BYTES = 100, 5 * 1024 * 1024
UTF_8_NAME = 0x800  # APPNOTE.TXT 4.4.4, bit 11
IS_ENCRYPTED = 0x1
PACKED = ("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz")
# Which files are taken for the sheet, the likeliest first: a note to the reader is often a text.
SHEETS = (frozenset(ALL_ENDINGS) - {"txt", *WORD_ENDINGS} | set(MACRO_ENDINGS), {"txt"}, set(WORD_ENDINGS))
NOTES_OF_SYSTEMS = frozenset({"Thumbs.db", "desktop.ini"})


def is_archive(name: str) -> bool:
    """Whether a file is offered as an archive."""
    return name.lower().endswith(ENDING)


class ZippedFiles(BroughtFiles):
    """The files of an archive, and the `sheet` among them. `archive` stays open as long as they are read.

    Raises SheetRefused for what is no archive, leads out of its folder, or holds more than a sheet with photos can.
    """

    def __init__(self, archive: IO[bytes]) -> None:
        try:
            self._zip = ZipFile(_Careful(archive))  # type: ignore[arg-type]
        except BROKEN as error:
            raise SheetRefused(_("This is not a zip archive that can be read.")) from error
        self._check_kind()
        entries = [entry for entry in self._zip.infolist() if _is_wanted(entry)]
        if len(entries) > MOST_FILES:
            raise SheetRefused(_("The archive holds more than %(limit)s files.") % {"limit": MOST_FILES})
        self._entries: dict[str, ZipInfo] = {}
        for entry in entries:
            path = name_of(entry)
            _check_entry(entry, path, self._entries)
            self._entries[path] = entry
        if sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
            raise SheetRefused(_("The archive unpacks to more than is taken at once. Split it into several."))
        self.sheet = _sheet_among(list(self._entries))
        super().__init__([path for path in self._entries if path != self.sheet])

    def _check_kind(self) -> None:
        names = set(self._zip.namelist())
        for inside, kind in (("xl/workbook.xml", "xlsx"), ("word/document.xml", "docx"), ("content.xml", "ods")):
            if inside in names:
                message = _(
                    "The name ends in .%(ending)s, but by its content this is a file of the kind .%(kind)s. Rename it."
                )
                raise SheetRefused(message % {"ending": ENDING[1:], "kind": kind})

    def sheet_content(self) -> bytes:
        """What the sheet holds; raises SheetRefused."""
        entry = self._entries[self.sheet]
        if entry.file_size > limits.FILE_BYTES:
            most = limits.FILE_BYTES // (1024 * 1024)
            raise SheetRefused(_("The file is larger than %(most)s MB. Split it into several files.") % {"most": most})
        try:
            with self.reading(self.sheet) as stream:
                return stream.read()
        except ValidationError as error:
            raise SheetRefused(*sentences_of(error)) from error

    @contextmanager
    def reading(self, path: str) -> Iterator[IO[bytes]]:
        entry = self._entries[path]
        try:
            # Never more comes out than the archive's list says, and that was looked at before.
            content = io.BytesIO()
            with self._zip.open(entry) as packed:
                while chunk := packed.read(CHUNK):
                    content.write(chunk)
            content.seek(0)
        except BROKEN as error:
            message = _("“%(name)s” is damaged in the archive. Zip the files again.")
            raise ValidationError(message % {"name": path}) from error
        yield content

    def size(self, path: str) -> int:
        return self._entries[path].file_size


class _Careful:
    """A file of which no more is read at once than the list of an archive may be long."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size if 0 <= size <= LIST_BYTES else LIST_BYTES + 1)
        if len(content) > LIST_BYTES:
            raise SheetRefused(_("The archive holds more than %(limit)s files.") % {"limit": MOST_FILES})
        return content

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def name_of(entry: ZipInfo) -> str:
    """The path as it was written: Chinese Windows writes in its own code and does not say so."""
    name = entry.filename
    if not entry.flag_bits & UTF_8_NAME:
        written = name.encode("cp437", errors="replace")
        for code in ("utf-8", "gb18030"):
            try:
                name = written.decode(code)
            except UnicodeDecodeError:
                continue
            break
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    return "".join(mark for mark in name if unicodedata.category(mark) not in {"Cc", "Cf", "Cs"})


def _is_wanted(entry: ZipInfo) -> bool:
    """Files, without the notes that a Mac or Windows puts beside them."""
    parts = entry.filename.replace("\\", "/").split("/")
    return not (
        entry.is_dir() or "__MACOSX" in parts or parts[-1].startswith((".", "~$")) or parts[-1] in NOTES_OF_SYSTEMS
    )


def _check_entry(entry: ZipInfo, path: str, before: dict[str, ZipInfo]) -> None:
    about = {"name": path}
    if entry.flag_bits & IS_ENCRYPTED:
        raise SheetRefused(_("The archive is encrypted. Zip the files without a password."))
    if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
        raise SheetRefused(_("“%(name)s” in the archive leads out of its folder. It is not opened.") % about)
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise SheetRefused(_("“%(name)s” in the archive is a link and no file. Zip the file itself.") % about)
    if PurePosixPath(path).suffix.lower().lstrip(".") in PACKED:
        raise SheetRefused(_("“%(name)s” is an archive inside the archive. Put its files in by themselves.") % about)
    if path in before:
        raise SheetRefused(_("The archive holds two files called “%(name)s”.") % about)
    if entry.file_size > max(SMALL_BYTES, MOST_TIMES_SMALLER * entry.compress_size):
        raise SheetRefused(_("“%(name)s” unpacks to far more than a file needs. The archive is not opened.") % about)


def _sheet_among(paths: list[str]) -> str:
    """The sheet: of the likeliest kind, in the uppermost folder that has one."""
    for endings in SHEETS:
        found = [path for path in paths if PurePosixPath(path).suffix.lower().lstrip(".") in endings]
        upmost = min((path.count("/") for path in found), default=0)
        sheets = sorted(path for path in found if path.count("/") == upmost)
        if len(sheets) > 1:
            message = _("The archive holds several sheets: %(names)s. Zip one sheet with the files that it names.")
            raise SheetRefused(message % {"names": listed(sheets[:5])})
        if sheets:
            return sheets[0]
    message = _("The archive holds no sheet. Zip the sheet (%(endings)s) together with the files that it names.")
    raise SheetRefused(message % {"endings": listed(ALL_ENDINGS)})
