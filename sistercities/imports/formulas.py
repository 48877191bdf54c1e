"""Texts that a spreadsheet would take for formulas.

A cell that begins with one of these characters is run as a formula by Excel, LibreOffice and WPS, whoever wrote it.
Exports put an apostrophe before it, as the programs themselves do for "this is text"; imports take it away again. A
text that begins with apostrophes before such a character gets one more, so that the way back is exact.
"""

import re

DANGEROUS = re.compile(r"'*[=+\-@\t\r\n]")
ESCAPED = re.compile(r"'+[=+\-@\t\r\n]")


def escape_formula(text: str) -> str:
    """The text as it may stand in a cell."""
    return f"'{text}" if DANGEROUS.match(text) else text


def unescape_formula(text: str) -> str:
    """The text that `escape_formula` made safe."""
    return text[1:] if ESCAPED.match(text) else text
