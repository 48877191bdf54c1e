"""The demo's sheets as plain rows, read without models or database."""

import csv
import re
from functools import cache
from pathlib import Path

DEMO = Path(__file__).resolve().parents[2] / "sistercities" / "demo"
# In the order in which they are loaded: a sheet refers to earlier ones, or to itself.
NAMES = ("media", "sources", "cities", "partnerships", "agreements", "exchanges", "honours", "stories")
CHINESE = "_zh_hans"

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of `sheets/<name>.csv`."""
    with (DEMO / "sheets" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def row(name: str, slug: str) -> Row:
    return next(row for row in rows(name) if row["slug"] == slug)


def slugs(name: str) -> set[str]:
    return {row["slug"] for row in rows(name)}


def listed(cell: str) -> list[str]:
    """The entries of a cell that holds a list."""
    return [entry.strip() for entry in cell.split(";") if entry.strip()]


def cells(suffix: str, names: tuple[str, ...] = NAMES) -> list[tuple[str, str]]:
    """Where a text stands and the text without mark-up, for each filled column that ends with `suffix`."""
    return [
        (f"{name}:{row['slug']}:{column}", re.sub(r"<[^>]+>", "\n", text))
        for name in names
        for row in rows(name)
        for column, text in row.items()
        if column.endswith(suffix) and text
    ]
