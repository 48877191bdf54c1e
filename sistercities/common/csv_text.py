"""Rows as CSV."""

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import Any


def csv_lines(rows: Iterable[Iterable[Any]]) -> bytes:
    """In UTF-8, lines ended as RFC 4180 has it."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def csv_file(rows: Iterable[Iterable[Any]]) -> bytes:
    """With the mark without which Excel takes it for another encoding."""
    return BOM_UTF8 + csv_lines(rows)
