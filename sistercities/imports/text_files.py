"""Comma-separated and tab-separated files in whatever encoding an office's program wrote them."""

import codecs
import re

from charset_normalizer import from_bytes

from sistercities.common.told import told as _
from sistercities.imports.encoding_evidence import encoding_by_words, looks_like_seven_bits
from sistercities.imports.errors import SheetRefused

# The longer ones first: a mark of UTF-32 begins as one of UTF-16 does.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What offices write without saying so; anything wider makes detection guess at exotic code pages.
OLDER_ENCODINGS = ["gb18030", "big5", "shift_jis", "euc_kr", "cp1252", "cp1250", "cp1251", "cp874"]
# What can be chosen by hand besides.
OTHER_ENCODINGS = ("cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "koi8_r", "cp866", "cp852", "mac_roman")
WITHOUT_MARK = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
# A first line by which Excel tells itself the delimiter; it shows no row for it.
TOLD_DELIMITER = re.compile(r'"?sep=([,;|\t])"?\r?\n')
LINES_LOOKED_AT, MOST_BY_CHANCE, LONGEST_QUOTED = 20_000, 0.2, 60
CENTRAL_OR_WESTERN = ("cp1250", "cp1252")
# What a text in a central European encoding looks like when it is taken for a western one: signs inside words, as in
# the Polish Łódź; š and ž; and an õ that is Hungarian, since the Portuguese one stands before e or o, or an û beside ö.
CENTRAL_LOOKS = re.compile(
    r"[£¥³¹¿¾¼\x81\x8d\x8f\x90\x9d](?=[^\W\d_])|[^\W\d_][£¥³¹¿¾¼\x9d]|[šžŠŽ]|[õÕ](?![eoEO])"
    r"|[öü][^\W\d_]*û|û[^\W\d_]*[öü]"
)
DELIMITERS = (",", ";", "\t", "|")
# How texts begin that other programs write; each with what people call it.
OF_OTHER_PROGRAMS = (
    (re.compile(rb"\{\\rtf"), "RTF"),
    (re.compile(rb"\[?\s*\{\s*[\"}]"), "JSON"),
    (re.compile(rb"BEGIN:V[A-Z]+\r?\n"), "iCalendar"),
    (re.compile(rb"(?:[A-Z][A-Za-z-]+: [^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){2,}"), "MIME"),
    (re.compile(rb"(?:--[^\n]*\n|\s)*(?:CREATE|DROP|INSERT\s+INTO|ALTER)\s+[A-Z`\"\[]", re.IGNORECASE), "SQL"),
    (re.compile(rb"<[A-Za-z!?]"), "XML"),
)
MARKUP = ("<!doctype", "<html", "<?xml", "<table", "<head", "<body")


def find_encoding(data: bytes) -> tuple[str, str, bool]:
    """The text, its encoding, and whether that is certain: a mark at the beginning or strict UTF-8 leave no doubt.

    Raises SheetRefused when no encoding fits.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_as(data, encoding), encoding, True
    if b"\0" in data:
        return _without_mark(data)
    if looks_like_seven_bits(data) and (encoding := encoding_by_words(data)):
        return data.decode(encoding), encoding.upper(), False
    try:
        return data.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        _check_one_encoding(data)
    if encoding := encoding_by_words(data):
        return data.decode(encoding), encoding.upper(), False
    return _detected(data)


def _without_mark(data: bytes) -> tuple[str, str, bool]:
    """A text of two or four bytes a character that does not say so; its blanks and figures do."""
    for encoding in WITHOUT_MARK:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\n" in text and "\0" not in text and any(delimiter in text for delimiter in DELIMITERS):
            return text, encoding.upper(), False
    raise SheetRefused(_("This is no text file: it holds characters no text has. Save it again as csv in UTF-8."))


def _detected(data: bytes) -> tuple[str, str, bool]:
    """By the frequency of letters, which is less sure for a list of names."""
    best = from_bytes(data, cp_isolation=OLDER_ENCODINGS).best()
    if best is None:
        raise SheetRefused(_("The encoding of this file cannot be told. Save it again as csv in UTF-8."))
    if best.encoding in CENTRAL_OR_WESTERN and (text := _western(data)) is not None:
        return text, "CP1252", False
    # GB18030 holds all of GBK and GB2312, whichever of them was found.
    name = "GB18030" if best.encoding in ("gb18030", "gbk", "gb2312") else best.encoding.upper()
    return str(best), name, False


def _check_one_encoding(data: bytes) -> None:
    """Raise SheetRefused for a file put together from pieces of which some are UTF-8: no encoding reads it all."""
    lines = [line for line in data.split(b"\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT] if not line.isascii()]
    others = [number for number, line in enumerate(lines) if not _is_utf8(line)]
    # In an older encoding a line may look like UTF-8 by chance, but never a good part of them.
    if len(lines) - len(others) > len(lines) * MOST_BY_CHANCE:
        shown = lines[others[0]].decode("utf-8", "replace")[:LONGEST_QUOTED].strip()
        message = _("Some lines are in UTF-8 and others are not, such as “%(line)s”. Save the whole file in UTF-8.")
        raise SheetRefused(message % {"line": shown})


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _western(data: bytes) -> str | None:
    """The text as western Europe writes it, unless it looks central European: the two differ in few letters.

    Detection counts letters, and a list of names has too few of them.
    """
    text = data.decode("cp1252", "replace")
    return None if "\ufffd" in text or CENTRAL_LOOKS.search(text) else text


def decode_with(data: bytes, encoding: str) -> str:
    """The text in an encoding that somebody has chosen. Raises SheetRefused when it cannot be that."""
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        message = _("The file cannot be read as %(encoding)s. Choose another encoding.")
        raise SheetRefused(message % {"encoding": encoding}) from error


def check_is_no_markup(data: bytes) -> None:
    """Raise SheetRefused for a web page, under whatever name: many programs call one .xls."""
    if data[:500].decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")[:9].lower().startswith(MARKUP):
        raise SheetRefused(_("This is a web page, not a sheet. Open it in a spreadsheet program and save it as xlsx."))
    beginning = data[:2_000].removeprefix(codecs.BOM_UTF8).lstrip()
    if kind := next((kind for look, kind in OF_OTHER_PROGRAMS if look.match(beginning)), ""):
        message = _("This is a file of the kind %(kind)s, not a sheet. Save its table as xlsx or csv, and upload that.")
        raise SheetRefused(message % {"kind": kind})


def check_is_sheet(text: str) -> None:
    """Raise SheetRefused for a web page, and for what is no text at all."""
    check_is_no_markup(text[:500].encode("utf-8", "ignore"))
    if "\0" in text:
        raise SheetRefused(_("This is no text file: it holds characters no text has. Save it again as csv in UTF-8."))


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        message = _("The file begins as %(encoding)s but is not. Save it again as csv in UTF-8.")
        raise SheetRefused(message % {"encoding": encoding.removesuffix("-sig").upper()}) from error
