"""Reads a file into a sheet: its kind is told by its content, and must agree with its name."""

from pathlib import PurePath

from django.utils.translation import gettext as _

from sistercities.common.wording import listed
from sistercities.imports import limits
from sistercities.imports.containers import check_container, kind_of_container
from sistercities.imports.errors import SheetRefused
from sistercities.imports.sheets import Sheet
from sistercities.imports.text_files import read_text_file
from sistercities.imports.workbooks import read_workbook

TEXT_ENDINGS = ("csv", "tsv", "txt")
ENDINGS = (*TEXT_ENDINGS, "xlsx", "xls", "ods")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A workbook of any kind with a password is packed like an old one, with this inside.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


def read_sheet(name: str, data: bytes) -> Sheet:
    """The sheet in the file called `name`. Raises SheetRefused with sentences for whoever gave it."""
    if len(data) > limits.FILE_BYTES:
        most = limits.FILE_BYTES // (1024 * 1024)
        raise SheetRefused(_("The file is larger than %(most)s MB. Split it into several files.") % {"most": most})
    if not data.strip():
        raise SheetRefused(_("The file is empty."))
    ending = PurePath(name).suffix.lower().lstrip(".")
    if ending not in ENDINGS:
        endings = listed(ENDINGS)
        raise SheetRefused(_("A file of this kind is not read. Save it as one of: %(endings)s.") % {"endings": endings})
    kind = kind_of_file(data)
    if kind != ("text" if ending in TEXT_ENDINGS else ending):
        raise SheetRefused(_wrong_name(ending, kind))
    if kind in ("xlsx", "ods"):
        check_container(data)
    sheet = read_text_file(data) if kind == "text" else read_workbook(data)
    sheet.name = PurePath(name).name
    return sheet


def kind_of_file(data: bytes) -> str:
    """What a file is by its content: text, xlsx, ods, xls, docx, zip, picture or pdf."""
    if data.startswith(b"PK\x03\x04"):
        return kind_of_container(data)
    if data.startswith(OLD_WORKBOOK):
        if ENCRYPTED in data:
            raise SheetRefused(_("This workbook is locked with a password. Save it without one."))
        return "xls"
    if data.startswith(PICTURES):
        return "picture"
    return "pdf" if data.startswith(b"%PDF") else "text"


def _wrong_name(ending: str, kind: str) -> str:
    if kind == "picture":
        return _("This is a picture, not a sheet.")
    if kind in ("pdf", "zip"):
        return _("This is no sheet. Save the sheet itself as one of: %(endings)s.") % {"endings": listed(ENDINGS)}
    if kind == "text":
        return _("The name ends in .%(ending)s, but this is a text file. Save it as a workbook, or name it .csv.") % {
            "ending": ending
        }
    return _("The name ends in .%(ending)s, but this is an %(kind)s workbook. Name it .%(kind)s.") % {
        "ending": ending,
        "kind": kind,
    }
