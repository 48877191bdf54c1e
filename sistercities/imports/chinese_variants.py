"""Chinese characters brought to one form, so that 檳城 and 槟城, 廣島, 広島 and 广岛 are one name.

The table is that of OpenCC (TSCharacters, Apache License 2.0), with the forms that only Japan uses added. It serves to
compare names, never to write them: what staff typed stays as it is.
"""

import csv
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("chinese_variants.tsv")


def simplified(text: str) -> str:
    """The text with each traditional or Japanese character in its simplified form."""
    return text if text.isascii() else text.translate(_table())


@cache
def _table() -> dict[int, str]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {ord(row["written"]): row["simplified"] for row in csv.DictReader(lines, delimiter="\t")}
