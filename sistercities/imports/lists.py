"""Several values in one cell: split at a separator, which a backslash before it makes an ordinary character."""

import re
from collections.abc import Iterable

WIDE = {";": "；", "|": "｜", "=": "＝"}


def split(text: str, separator: str, most: int = 0) -> list[str]:
    """The parts of `text`, trimmed; with `most`, no more than that many, the last one with the rest.

    The full-width form of a separator counts too: Chinese keyboards write it.
    """
    parts: list[str] = []
    part, escaped = "", False
    for char in text:
        if escaped:
            part += {"n": "\n"}.get(char, char if char in (separator, WIDE.get(separator), "\\") else f"\\{char}")
            escaped = False
        elif char == "\\":
            escaped = True
        elif char in (separator, WIDE.get(separator)) and not (most and len(parts) == most - 1):
            parts.append(part)
            part = ""
        else:
            part += char
    parts.append(part + "\\" * escaped)
    return [part.strip() for part in parts]


def join(parts: Iterable[str], separator: str, glue: str = "") -> str:
    """The parts as one text that `split` takes apart again."""
    return (glue or separator).join(protect(part, separator) for part in parts)


def protect(part: str, separator: str) -> str:
    """The part with separators, line breaks and its own backslashes marked as belonging to it."""
    marked = part.replace("\\", "\\\\").replace("\n", "\\n").replace(separator, f"\\{separator}")
    wide = WIDE.get(separator)
    return marked.replace(wide, f"\\{wide}") if wide else marked


def lines(text: str) -> list[str]:
    """The lines of a cell that say something."""
    return [line.strip() for line in re.split(r"\r\n|\r|\n", text) if line.strip()]
