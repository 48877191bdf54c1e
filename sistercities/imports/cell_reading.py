"""Cells read by kind where the kind is no number: cleaned text, unknown, yes or no, web addresses."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from sistercities.common.folding import fold
from sistercities.common.told import told as _
from sistercities.imports.cells import cell_text, plain, without_unseen


class UnreadableCell(ValueError):  # noqa: N818 (callers read it as what happened)
    """A cell that cannot be taken as it is; the message is a sentence that says why and what to write."""


# _x005F_ is the escape of the underscore itself: _x005F_x000D_ was written as _x000D_.
SHEET_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# They turn the reading direction of what follows; a name in Arabic or Hebrew does without them.
DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
WIDTHLESS = re.compile("[\u200b\u2060\ufeff\u00ad]")
# [1], [a], [note 2], [注 1]: references of a web page. A lone * or † may mean something, and stays.
FOOTNOTES = re.compile(
    r"\s*\[(?:\d{1,3}|[a-z]|(?:note|nb|n|lower-alpha|citation needed|注|註|脚注|주)\.?\s?\d{0,3})\]", re.I
)
BULLET = re.compile(r"^[•·▪◦‣●○■□–—*-]\s+(?=\S)")
FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}|\U0001f3f4[\U000e0061-\U000e007f]+|[\U0001f3f3\U0001f3f4\ufe0f\u200d]")
# A character that was lost, and what UTF-8 looks like when it was taken for a western encoding: BesanÃ§on.
GARBLED = re.compile("\ufffd|[ÃÂâÐÑãäåæçèé][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# They stand for a remark somewhere below, such as that a tie has ended.
REMARK_MARKS = "*†‡§※"
BLANKS = re.compile(r"[^\S\n]+")
SPREADSHEET_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"}
)

# Folded; what offices write where they do not know.
UNKNOWN = frozenset(
    fold(word)
    for word in (
        *(
            "unknown",
            "n/a",
            "n.a.",
            "not available",
            "not known",
            "not applicable",
            "none",
            "null",
            "tbd",
            "tbc",
            "nil",
        ),
        *(
            "不详",
            "不詳",
            "未知",
            "不明",
            "无",
            "無",
            "暂无",
            "暫無",
            "缺",
            "待查",
            "待补",
            "待补充",
            "待定",
            "未统计",
            "未统计到",
        ),
        *("なし", "未詳", "未定", "該当なし", "미상", "불명", "없음", "알 수 없음", "미정", "해당 없음"),
        *("unbekannt", "k. A.", "keine Angabe", "keine Angaben", "entfällt", "inconnu", "inconnue", "non disponible"),
        *(
            "n.d.",
            "n.c.",
            "nd",
            "sconosciuto",
            "non noto",
            "non disponibile",
            "desconocido",
            "s/d",
            "sin datos",
            "no consta",
        ),
    )
)
YES = frozenset(
    fold(word)
    for word in (
        *("yes", "y", "true", "t", "1", "x", "on", "是", "有", "对", "對", "真", "はい", "有り", "あり"),
        *("예", "네", "유", "있음", "ja", "j", "wahr", "oui", "o", "vrai", "sì", "si", "sí", "s", "vero", "verdadero"),
    )
)
NO = frozenset(
    fold(word)
    for word in (
        *(
            "no",
            "n",
            "false",
            "f",
            "0",
            "off",
            "否",
            "无",
            "無",
            "不是",
            "假",
            "いいえ",
            "なし",
            "無し",
            "아니요",
            "아니오",
            "무",
        ),
        *("없음", "nein", "falsch", "non", "faux", "falso"),
    )
)
# Signs that stand for nothing known when a cell holds nothing else.
BLANK_MARKS = frozenset(" -‐‑‒–—―−_/.．…·*?？~～()（）")
TICKS = {"✓", "✔", "√", "☑"}
CROSSES = {"✗", "✘", "×", "☒", "☐"}
IS_ADDRESS = URLValidator(schemes=["http", "https"])


def clean_text(cell: Any) -> str:
    """The text a person sees in a cell: escapes undone, one kind of blank and line break, nothing unseen.

    Raises UnreadableCell for the error of a formula.
    """
    text = plain(unescaped(cell_text(cell)))
    text = WIDTHLESS.sub("", DIRECTION_MARKS.sub("", text))
    if not text.isascii() and GARBLED.search(text):
        _refuse_garbled(text)
    if text.strip() in SPREADSHEET_ERRORS:
        raise UnreadableCell(failed_formula(text.strip()))
    lines = [BLANKS.sub(" ", line).strip() for line in text.split("\n")]
    return "\n".join(lines).strip()


def _refuse_garbled(text: str) -> None:
    """Raise UnreadableCell for a text that was saved in a wrong encoding once, if it is one."""
    if "\ufffd" in text:
        message = _("“%(text)s” holds a character that was lost when the file was saved. Write the text anew.")
        raise UnreadableCell(message % {"text": shortened(text)})
    try:
        # Some bytes are no letters of that encoding, and came through as they were.
        taken = b"".join(bytes([ord(char)]) if ord(char) < 256 else char.encode("cp1252") for char in text)
        meant = taken.decode("utf-8")
    except UnicodeError:
        return
    message = _("“%(text)s” looks garbled; perhaps “%(meant)s” is meant. Correct it, or save the file in UTF-8.")
    raise UnreadableCell(message % {"text": shortened(text), "meant": shortened(meant)})


def failed_formula(error: str) -> str:
    """What to do about a cell that holds nothing but the error of its formula."""
    return _("The formula of this cell gives %(error)s. Mend it, or write the value itself.") % {"error": error}


def clean_line(cell: Any) -> str:
    """The same in one line, for names and other short texts."""
    return " ".join(clean_text(cell).split())


def without_marks(text: str, is_name: bool) -> str:
    """A text without what web pages put beside it: references behind, and round a name a flag or a bullet."""
    if text.isascii() and "[" not in text and text[:1] not in "-*":
        return text
    text = FOOTNOTES.sub("", text).strip()
    return BULLET.sub("", FLAG.sub("", text).strip()).strip() if is_name else text


def unescaped(text: str) -> str:
    """Without the escapes by which workbooks store unseen characters: _x000D_ is the end of a line."""
    if "_x" not in text:
        return text
    return without_unseen(SHEET_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text))


def is_unknown(text: str) -> bool:
    """Whether a text says that nothing is known: empty, dashes, question marks, 不详, n/a, unknown, k. A."""
    word = fold(text)
    return word in UNKNOWN if word else BLANK_MARKS.issuperset(text)


def read_boolean(cell: Any) -> bool | None:
    """Yes, no, or None for unknown, in the words of eight languages."""
    text = clean_line(cell)
    if text in TICKS | CROSSES:
        return text in TICKS
    word = fold(text)
    # Before "unknown": 无 and none answer a question with no.
    if word in YES or word in NO:
        return word in YES
    if is_unknown(text):
        return None
    raise UnreadableCell(_("“%(text)s” is neither yes nor no. Write yes or no.") % {"text": shortened(text)})


def read_web_address(cell: Any) -> str:
    """One address of a web page, its blanks dropped, `https://` put before a bare www; empty is unknown."""
    text = clean_text(cell).strip("<>")
    if is_unknown(text):
        return ""
    if len(text.split()) > 1 or len(re.findall(r"https?://", text, re.IGNORECASE)) > 1:
        raise UnreadableCell(_("This cell holds more than one web address, or other words. Write one address."))
    address = unicodedata.normalize("NFKC", text)
    if address.casefold().startswith("www."):
        address = f"https://{address}"
    try:
        IS_ADDRESS(address)
    except ValidationError as error:
        message = _("“%(text)s” is no web address. Write it whole, for example https://www.example.org.")
        raise UnreadableCell(message % {"text": shortened(text)}) from error
    return address


def shortened(text: str, most: int = 60) -> str:
    """A text as a message can quote it."""
    line = " ".join(without_unseen(text).split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
