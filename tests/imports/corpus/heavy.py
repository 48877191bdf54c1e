"""Reads files that cost much under a limit of memory, as a program of its own; prints what is said of each."""

import io
import os
import re
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from sistercities.imports.errors import SheetRefused  # noqa: E402 (needs the settings)
from sistercities.imports.file_grids import read_grids  # noqa: E402


def bomb(name: str, parts: dict[str, bytes], zeros: int) -> bytes:
    """An archive with a part of so many megabytes of blanks, which hardly take any room in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
        with archive.open(name, "w", force_zip64=True) as part:
            for _megabyte in range(zeros):
                part.write(b" " * (1 << 20))
    return file.getvalue()


def files() -> dict[str, tuple[str, Callable[[], bytes]]]:
    book = {"xl/workbook.xml": b"<workbook/>"}
    return {
        "a bomb in a worksheet": ("a.xlsx", lambda: bomb("xl/worksheets/sheet1.xml", book, 320)),
        "a bomb in an OpenDocument sheet": ("a.ods", lambda: bomb("content.xml", {}, 320)),
        "a million columns": ("a.csv", lambda: b"slug,name_en" + b",x" * 1_000_000 + b"\na,b\n"),
        "a quotation over 100,000 lines": ("a.csv", lambda: b'slug,name_en\n"' + b"x\n" * 100_000),
        "200,001 rows too many": ("a.csv", lambda: b"slug,name_en,country\n" + b"a,b,VN\n" * 402_500),
        "one line of 15 MB": ("a.csv", lambda: b"x" * (15 << 20)),
        "15 MB of an older encoding": ("a.csv", lambda: "市,国\n".encode("gb18030") * 2_500_000),
        "100,000 blank lines": ("a.csv", lambda: b"\n" * 100_000 + b"slug,name_en\n"),
        "15 MB of brackets": ("a.csv", lambda: b"(((((,[[[[[\n" * 1_200_000),
    }


def most_megabytes() -> int:
    """The most memory of this program; what the system calls so in its accounts begins with that of the parent."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) // 1024 if found else 0


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
    for label, (name, made) in files().items():
        data, start = made(), time.process_time()
        try:
            read_grids(name, data)
            said = "read"
        except SheetRefused as refusal:
            said = " ".join(refusal.sentences)
        used = most_megabytes()
        print(f"{label}\t{time.process_time() - start:.1f}\t{used}\t{said}", flush=True)


if __name__ == "__main__":
    main()
