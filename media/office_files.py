"""Which kind of document a file is, by content: PDF, OpenDocument, and both families of Microsoft's office files."""

from zipfile import ZipFile

from django.core.exceptions import ValidationError
from django.core.files import File

from sistercities.common.told import told as _

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
OPEN_DOCUMENTS = {name.encode(): extension for extension, name in CONTENT_TYPES.items() if "opendocument" in name}
MAIN_PARTS = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
DOCUMENT_STARTS = (b"%PDF-", b"PK\x03\x04", COMPOUND_FILE)
# Names of the main streams as the directory of a compound file has them ([MS-CFB] 2.6.1).
STREAMS = {
    "WordDocument".encode("utf-16-le"): "doc",
    "Workbook".encode("utf-16-le"): "xls",
    "PowerPoint Document".encode("utf-16-le"): "ppt",
}
MACRO_STREAM = "_VBA_PROJECT".encode("utf-16-le")


def document_extension(file: File) -> str:
    """The extension that fits; raises ValidationError for what is no such document, is damaged or holds macros."""
    file.seek(0)
    start = file.read(8)
    if start.startswith(b"%PDF-"):
        return _checked_pdf(file)
    if start == COMPOUND_FILE:
        return _compound_extension(file)
    if start.startswith(b"PK\x03\x04"):
        return _zipped_extension(file)
    raise _unknown()


def _unknown() -> ValidationError:
    message = _("This is not a document that can be kept: only PDF, Word, Excel, PowerPoint and OpenDocument are.")
    return ValidationError(message, code="unreadable")


def _damaged() -> ValidationError:
    return ValidationError(_("This document is damaged or not complete."), code="unreadable")


def _with_macros() -> ValidationError:
    return ValidationError(_("This document holds macros. Save it without them first."), code="macros")


def _checked_pdf(file: File) -> str:
    file.seek(max(0, file.size - 2048))
    if b"%%EOF" not in file.read():
        raise _damaged()
    return "pdf"


def _compound_extension(file: File) -> str:
    file.seek(0)
    content = file.read()
    if MACRO_STREAM in content:
        raise _with_macros()
    for stream, extension in STREAMS.items():
        if stream in content:
            return extension
    raise _unknown()


def _zipped_extension(file: File) -> str:
    file.seek(0)
    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
            declared = b""
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    declared = part.read(100)
    except Exception as error:  # a file made to confuse the reader can make it raise anything
        raise _damaged() from error
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise _with_macros()
    if declared in OPEN_DOCUMENTS:
        return OPEN_DOCUMENTS[declared]
    for part_name, extension in MAIN_PARTS.items():
        if part_name in names and "[Content_Types].xml" in names:
            return extension
    raise _unknown()
