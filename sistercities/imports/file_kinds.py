"""What a file is, told by its content."""

from sistercities.common.told import told as _
from sistercities.imports.containers import kind_of_container
from sistercities.imports.errors import SheetRefused

TEXT_ENDINGS = ("csv", "tsv", "txt")
ENDINGS = (*TEXT_ENDINGS, "xlsx", "xls", "ods")
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# A workbook of any kind with a password is packed like an old one, with this inside.
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")


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
