"""Tells where another table begins below the one that is read: other headings after a gap or a title."""

from collections import Counter
from typing import Any

from sistercities.imports.cell_reading import unescaped
from sistercities.imports.cells import cell_text
from sistercities.imports.header_rows import Header, Row
from sistercities.imports.heading_aliases import heading_key, is_known_heading
from sistercities.imports.sheets import is_blank

# A row of headings holds as many different known ones at least, and few other words.
LEAST_KNOWN, MOST_OF_THEM = 2, 0.6


def begins_another_table(cells: Row, header: Header) -> bool:
    """Whether a row holds headings, and not those of the table above."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) < LEAST_KNOWN or not all(isinstance(cell, str) for cell in filled):
        return False
    texts = dict.fromkeys(map(_text, filled))
    known = {heading_key(text) for text in texts if is_known_heading(text)}
    own = {heading_key(line) for heading in header.headings for line in (heading, *heading.split("\n"))}
    if len(known) < LEAST_KNOWN or len(known) < MOST_OF_THEM * len(texts):
        return False
    return not set(map(heading_key, texts)) <= own


def doubled_headings(header: Header) -> list[str]:
    """The headings that stand over several columns of one sheet, as over two lists side by side."""
    seen = Counter(heading.strip() for heading in header.headings if is_known_heading(heading))
    return [heading for heading, number in seen.items() if number > 1]


def _text(cell: Any) -> str:
    return unescaped(cell_text(cell)).strip()
