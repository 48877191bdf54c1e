"""The words by which sheets in many languages call kinds, classes, states and fields of cooperation."""

import csv
from functools import cache
from pathlib import Path

from sistercities.common.folding import fold

FILE = Path(__file__).parent.parent / "data" / "words.tsv"
# (Kind of sheet, column) → list of words in the file.
LISTS = {
    ("media", "licence"): "licence",
    ("cities", "tier"): "tier",
    ("partnerships", "tie_class"): "tie_class",
    ("partnerships", "status"): "status",
    ("agreements", "kind"): "agreement_kind",
    ("agreements", "validity"): "validity",
    ("agreements", "fields"): "fields",
    ("exchanges", "kind"): "exchange_kind",
    ("exchanges", "direction"): "direction",
    ("exchanges", "plan_status"): "plan_status",
    ("exchanges", "fields"): "fields",
}


def codes_by_word(kind: str, column: str) -> dict[str, str]:
    """The code for each folded word of a column; empty for columns without a list."""
    return _lists().get(LISTS.get((kind, column), ""), {})


@cache
def _lists() -> dict[str, dict[str, str]]:
    lists: dict[str, dict[str, str]] = {}
    with FILE.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            words = lists.setdefault(row["field"], {})
            words |= {fold(word): row["code"] for word in row["words"].split("|")}
    return lists
