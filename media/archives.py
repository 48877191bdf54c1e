"""Zipped pictures beside a sheet that names them: `MediaItemResource(folder=…)` reads what is unpacked here."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from media.storing import plain_name

MOST_FILES = 1_000
CHUNK = 1_000_000
UTF_8_NAME = 0x800  # APPNOTE.TXT 4.4.4, bit 11
IS_ENCRYPTED = 0x1


@contextmanager
def unpacked(archive: IO[bytes]) -> Iterator[Path]:
    """A folder with the files of a zip archive, which goes at the end.

    Folders inside are flattened, for a sheet names files and not paths. Raises ValidationError, with a sentence for
    whoever offers it, for what is no archive, is encrypted, holds a name twice or more than a library takes.
    """
    with TemporaryDirectory(prefix="pictures-") as name:
        folder = Path(name)
        try:
            with ZipFile(archive) as opened:
                _unpack(opened, folder)
        except (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError) as error:
            raise ValidationError(_("This is not a zip archive that can be read."), code="unreadable") from error
        yield folder


def _unpack(archive: ZipFile, folder: Path) -> None:
    entries = [entry for entry in archive.infolist() if _is_wanted(entry)]
    if len(entries) > MOST_FILES:
        raise ValidationError(
            _("The archive holds more than %(limit)s files.") % {"limit": MOST_FILES}, code="too_many"
        )
    for entry in entries:
        name = name_of(entry)
        target = folder / name
        if entry.flag_bits & IS_ENCRYPTED:
            raise ValidationError(_("The archive is encrypted. Zip the files without a password."), code="encrypted")
        if target.exists():
            raise ValidationError(_("The archive holds two files called “%(name)s”.") % {"name": name}, code="twice")
        with archive.open(entry) as source, target.open("wb") as copy:
            _copy(source, copy, name)


def _is_wanted(entry: ZipInfo) -> bool:
    """Files, without the notes that a Mac or Windows puts beside them."""
    parts = entry.filename.replace("\\", "/").split("/")
    return not entry.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith(".") and parts[-1] != "Thumbs.db"


def name_of(entry: ZipInfo) -> str:
    """The last part of the path as it was written: Chinese Windows writes in its own code and does not say so."""
    name = entry.filename
    if not entry.flag_bits & UTF_8_NAME:
        written = name.encode("cp437", errors="replace")
        for code in ("utf-8", "gb18030"):
            try:
                name = written.decode(code)
            except UnicodeDecodeError:
                continue
            break
    return unicodedata.normalize("NFC", plain_name(name)) or "_"


def _copy(source: IO[bytes], copy: IO[bytes], name: str) -> None:
    """As much as the library takes of one file, whatever the archive's directory says of its size."""
    limit = settings.UPLOAD_MAX_MEGABYTES * 1_000_000
    copied = 0
    while chunk := source.read(CHUNK):
        copied += len(chunk)
        if copied > limit:
            words = {"name": name, "limit": settings.UPLOAD_MAX_MEGABYTES}
            raise ValidationError(_("“%(name)s” is larger than %(limit)s megabytes.") % words, code="too_large")
        copy.write(chunk)
