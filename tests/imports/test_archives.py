"""Archives that are no sheet with photos: each is refused with a sentence before anything of it is unpacked."""

import io
import stat
import zipfile
from collections.abc import Callable
from zipfile import ZipInfo

import pytest
from django.test import Client

from sistercities.imports import archives
from sistercities.imports.archives import ZippedFiles, name_of
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob
from tests import people
from tests.imports.files import xlsx_bytes
from tests.imports.walking import browser, upload
from tests.imports.zips import photo_sheet, zip_bytes
from tests.media.conftest import FilesKept, files_kept, storage_folder

__all__ = ["files_kept", "storage_folder"]
SHEET = ("s.csv", photo_sheet("a.jpg"))


def linked() -> bytes:
    target = io.BytesIO(zip_bytes(SHEET))
    with zipfile.ZipFile(target, "a") as archive:
        link = ZipInfo("a.jpg")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    return target.getvalue()


def encrypted() -> bytes:
    """As an archive with a password says of itself."""
    content = bytearray(zip_bytes(SHEET, ("a.jpg", b"x")))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 1)
    return bytes(content)


def claiming(size: int) -> bytes:
    """A list of contents that states another size than there is."""
    content = bytearray(zip_bytes(SHEET, ("a.jpg", b"x" * 100)))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = size.to_bytes(4, "little")
    return bytes(content)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "This is not a zip archive that can be read."),
    "no archive": (lambda: b"no archive at all", "This is not a zip archive that can be read."),
    "cut off": (lambda: zip_bytes(SHEET, ("a.jpg", b"x" * 5_000))[:60], "This is not a zip archive that can be read."),
    "without entries": (lambda: zip_bytes(), "The archive holds no sheet."),
    "photos only": (lambda: zip_bytes(("a.jpg", b"x")), "The archive holds no sheet."),
    "two sheets": (lambda: zip_bytes(SHEET, ("t.xlsx", b"x")), "several sheets: s.csv, t.xlsx."),
    "macros": (lambda: zip_bytes(("s.xlsm", b"x"), ("a.jpg", b"x")), "Files that can hold macros are not read."),
    "bomb": (lambda: zip_bytes(SHEET, ("a.jpg", bytes(50_000_000))), "unpacks to far more than a file needs"),
    "large claim": (lambda: claiming(2_000_000_000), "unpacks to far more than a file needs"),
    "many": (lambda: zip_bytes(SHEET, *((f"{n}.jpg", b"") for n in range(10_000))), "more than 1000 files"),
    "endless list": (
        lambda: zip_bytes(SHEET, *((f"{n:0>9999}.jpg", b"") for n in range(300))),
        "more than 1000 files",
    ),
    "path upwards": (lambda: zip_bytes(SHEET, ("../../etc/passwd.jpg", b"x")), "leads out of its folder"),
    "path from the root": (lambda: zip_bytes(SHEET, ("/etc/passwd.jpg", b"x")), "leads out of its folder"),
    "path of Windows": (lambda: zip_bytes(SHEET, ("C:\\windows\\a.jpg", b"x")), "leads out of its folder"),
    "link": (linked, "is a link and no file"),
    "password": (encrypted, "The archive is encrypted."),
    "nested": (lambda: zip_bytes(SHEET, ("more.zip", zip_bytes(SHEET))), "is an archive inside the archive"),
    "workbook": (lambda: xlsx_bytes(("slug",), ["a"]), "by its content this is a file of the kind .xlsx"),
    "sheet that is none": (lambda: zip_bytes(("s.xlsx", b"\x89PNG\r\n"), ("a.jpg", b"x")), "This is a picture"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_bad_archive_is_refused_with_a_sentence_and_leaves_nothing(name: str, files_kept: FilesKept) -> None:
    make, sentence = BAD[name]
    client: Client = browser(people.importer())
    response = upload(client, make(), "photos.zip", "")
    assert response.status_code == 200
    told = " ".join(response.context["form"].errors.get("file", []))
    assert sentence in told
    assert (ImportJob.objects.count(), files_kept.names()) == (0, [])


def test_file_said_smaller_than_it_is_is_damaged_and_not_unpacked_further() -> None:
    found = ZippedFiles(io.BytesIO(claiming(10))).find("a.jpg")
    assert found.problem == "“a.jpg” is damaged in the archive. Zip the files again."


def test_notes_of_systems_are_no_files() -> None:
    files = ZippedFiles(io.BytesIO(zip_bytes(SHEET, ("__MACOSX/._a.jpg", b"x"), (".DS_Store", b"x"), ("a.jpg", b"x"))))
    assert files.unnamed() == ["a.jpg"]


def test_note_to_the_reader_is_not_taken_for_the_sheet() -> None:
    assert (
        ZippedFiles(io.BytesIO(zip_bytes(("README.txt", b"x"), ("deep/down/s.csv", SHEET[1])))).sheet
        == "deep/down/s.csv"
    )


@pytest.mark.parametrize("code", ["utf-8", "gb18030"])
def test_chinese_names_are_read_whoever_zipped_them(code: str) -> None:
    entry = ZipInfo("照片/曼谷.jpg".encode(code).decode("cp437"))
    entry.flag_bits = 0
    assert name_of(entry) == "照片/曼谷.jpg"


def test_archive_that_unpacks_to_too_much_in_all_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "UNPACKED_BYTES", 1_000)
    with pytest.raises(SheetRefused, match="more than is taken at once"):
        ZippedFiles(io.BytesIO(zip_bytes(SHEET, ("a.jpg", bytes(2_000)))))
