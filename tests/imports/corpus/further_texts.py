"""Texts that are other files, texts put together from several, and values at the edge of what can be kept."""

import codecs

from tests.imports.corpus.cases import Case, any_of, refused, wrong
from tests.imports.files import csv_bytes

HEAD = b"slug,name_en,country\n"
GOOD = HEAD + b"hue,Hue,VN\nlyon,Lyon,FR\n"
CITY = ("slug", "name_en", "country")
TIE = ("home_city", "partner_city", "country", "tie_class", "signed_on")
EXCHANGE = ("home_city", "title_en", "kind", "starts_on", "persons")


def city(column: str, cell: str) -> Case:
    data = csv_bytes((*CITY, column), ["hue", "Hue", "VN", cell])
    return any_of(f"further {column} {cell[:24]!r}", "a.csv", lambda: data)


def wrong_city(column: str, cell: str, says: str) -> Case:
    data = csv_bytes((*CITY, column), ["hue", "Hue", "VN", cell])
    return wrong(f"further {column} {cell[:24]!r}", "a.csv", lambda: data, says)


def date(cell: str) -> Case:
    data = csv_bytes(TIE, ["chongqing", "Lyon", "FR", "sister_city", cell])
    return any_of(f"further date {cell!r}", "a.csv", lambda: data, "ties")


def persons(cell: str) -> Case:
    data = csv_bytes(EXCHANGE, ["chongqing", "Visit", "visit", "2018", cell])
    return any_of(f"further persons {cell!r}", "a.csv", lambda: data, "exchanges")


def other(label: str, data: bytes, name: str = "a.csv") -> Case:
    return any_of(f"{label} as {name}", name, lambda: data)


MAIL = b"From: office@example.org\r\nTo: you@example.org\r\nSubject: list, of cities\r\n\r\ncity,country\r\nHue,VN\r\n"
MHT = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n\r\n<html></html>\r\n"
RTF = rb"{\rtf1\ansi\deff0 {\fonttbl{\f0 Arial;}}\trowd city\cell country\cell\row}"
SQL = b"CREATE TABLE city (id int, name text);\nINSERT INTO city VALUES (1, 'Hue'), (2, 'Lyon');\n"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nSUMMARY:Visit\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
OTHER_FILES = (
    *(("a mail", MAIL), ("a page saved as one file", MHT), ("rich text", RTF), ("orders to a database", SQL)),
    *(
        ("a calendar", CALENDAR),
        ("json lines", b'{"city": "Hue"}\n{"city": "Lyon"}\n'),
        ("xml", b"<c><a>Hue</a></c>\n"),
    ),
    *(("a drawing", b"<svg xmlns='http://www.w3.org/2000/svg'><text>x</text></svg>"), ("yaml", b"- a: Hue\n  x: 1\n")),
    ("a table of markdown", b"| name_en | country |\n|---|---|\n| Hue | VN |\n"),
    ("columns of blanks", b"name_en    country\nHue        VN\nLyon       FR\n"),
    ("a patch", b"--- a\n+++ b\n@@ -1 +1 @@\n-Hue\n+Lyon\n"),
    ("a log", b"2026-11-24 12:00:00 INFO started, ok\n2026-11-24 12:00:01 ERROR Traceback (most recent call last)\n"),
    ("a program of scripts", b"#!/bin/sh\necho 'a,b'\nrm -rf /\n"),
    ("base64", b"c2x1ZyxuYW1lX2VuLGNvdW50cnkKaHVlLEh1ZSxWTgo=\n" * 3),
)
PUT_TOGETHER = (
    ("two files with a mark in the middle", codecs.BOM_UTF8 + GOOD + codecs.BOM_UTF8 + GOOD),
    ("two marks", codecs.BOM_UTF8 * 2 + GOOD),
    ("a nought at the end", GOOD + b"\0"),
    ("the end of old disks", GOOD + b"\x1a"),
    ("random bytes behind the rows", GOOD + bytes(range(128, 256)) * 4),
    ("half a surrogate", HEAD + b"hue,H\xed\xa0\x80ue,VN\n"),
    ("a letter written too long", HEAD + b"hue,H\xc0\xafue,VN\n"),
    ("GB18030 and Shift-JIS", "名称,国家\n重庆,中国\n".encode("gb18030") + "東京,日本\n".encode("cp932")),
    ("big endian without mark", "name_en,country\nHue,VN\n".encode("utf-16-be")),
    ("half of UTF-16", codecs.BOM_UTF16_LE + "name_en,country\nHue,VN\n".encode("utf-16-le")[:-7]),
    ("UTF-32", "name_en,country\nHue,VN\n".encode("utf-32")),
    ("line ends of other scripts", "name_en,country\u2028Hue,VN\u2029Lyon,FR\x85Pisa,IT".encode()),
    ("form feeds and bells", b"name_en,country\n\x0cHue,\x07VN\n\x0bLyon,\x1bFR\n"),
    ("characters that are none", "name_en,country\nH\uffffu\ufdd0e,VN\n\ue000\U000f0000,FR\n".encode()),
    ("old line ends in quotations", b'name_en,country\r"Hu\re",VN\r"Ly""on",FR\r'),
    ("two bars between cells", b"name_en||country\nHue||VN\n"),
    ("colons between cells", b"name_en:country\nHue:VN\n"),
    ("a delimiter told that is none", b"sep=abc\nname_en,country\nHue,VN\n"),
    ("a delimiter told that lies", b"sep=;\nname_en,country\nHue,VN\n"),
    ("tabs and commas", b"name_en,country\tpopulation\nHue,VN\t5\n"),
    ("headings every other row", b"name_en,country\nHue,VN\n" * 40),
    ("a heading of 9,000 characters", b"name_en," + b"x" * 9_000 + b"\nHue,VN\n"),
    ("the same heading everywhere", b"city,city,city\nHue,Lyon,Pisa\n"),
    ("the same field in three cases", b"name_en,Name_EN,NAME_EN,country\nHue,Lyon,Pisa,VN\n"),
    ("headings of nothing seen", "name_en,\u200b,\u00a0,\u2060,country\nHue,a,b,c,VN\n".encode()),
    ("rows wider than their headings", b"name_en,country\nHue,VN,x,y,z\n"),
    ("rows narrower than their headings", b"name_en,country,population\nHue\nLyon,FR\n"),
    ("headings over several lines", b'"name\n_en","coun\ntry"\nHue,VN\n'),
    ("a formula for a heading", b"=1+1,name_en,country\nx,Hue,VN\n"),
    ("blank columns between", b",,name_en,,,country,,\n,,Hue,,,VN,,\n"),
    ("quotation marks of books", "“name_en”,“country”\n“Hue”,“VN”\n".encode()),
    ("a row of 30,000 cells", b"name_en,country\n" + b"x," * 30_000 + b"\n"),
)
NUMBERS = (
    *(
        "1e309",
        "-0",
        "٣٤",
        "１２３",
        "NaN",
        "Infinity",
        "½",
        "Ⅳ",
        "²",
        "1_000",
        "1 000 000",
        "1'000'000",
        "∞",
        "#",
        "+5",
    ),
    *("9223372036854775808", "2147483648", "1" * 400, "0x1F", "1,5,0", "5 000 000 (2019)", "N/A", "~", "10^6", "—"),
)
DATES = (
    *("0000-00-00", "9999-12-31", "10000-01-01", "-0044-03-15", "２０１１－０９－２６", "٢٠١١-٠٩-٢٦", "1900-02-29"),
    *(
        "2011-W39",
        "2011-269",
        "²⁰¹¹",
        "1e309",
        "2011-09-26T25:61",
        "🎉",
        "26/9",
        "99/99/9999",
        "0",
        "-",
        "?",
        "1/1/1",
        "NaN",
    ),
)
COLUMNS = (
    *("id", "pk", "created_at", "changed_by", "version", "state_en", "published_at", "status_en", "search_en"),
    *("password", "is_superuser", "__class__", "pk__in", "name_en__startswith", "country; DROP TABLE", "sort_key"),
)
ADDRESSES = (
    "https://" + "a" * 3_000,
    "https://exa mple",
    "ftp://x",
    "//x",
    "http://u:p@host",
    "http://[::1",
    "data:,x",
    "http://",
)
NAMES = (
    "\u0301\u0302",
    "\u200f\u200e",
    "\u3164",
    "\u115f",
    ".",
    "-",
    "'",
    "0",
    "()",
    "（）",
    "a" * 101,
    "\U0001f3f4" * 3,
    "\u0000x",
)
CASES: list[Case] = [
    *(other(label, data) for label, data in OTHER_FILES[8:]),
    *(refused(f"{label} as a.csv", "a.csv", lambda data=data: data, "of the kind") for label, data in OTHER_FILES[:8]),
    *(other(label, data) for label, data in PUT_TOGETHER),
    *(city("population", cell) for cell in NUMBERS),
    *(city("area_km2", cell) for cell in NUMBERS[-10:]),
    *(city("population_year", cell) for cell in ("99999", "-1", "2²", "٢٠١٩", "1e3", "9" * 25)),
    *(city("geonames_id", cell) for cell in ("-1", "99999999999999999999", "1.5", "Q5", "１")),
    *(city("wikidata_id", cell) for cell in ("Q-1", "Q" + "9" * 60, "q5", "P31", "Ｑ５", "https://evil.example/Q5")),
    *(city("website", cell) for cell in ADDRESSES),
    *(city(column, "1") for column in COLUMNS),
    *(date(cell) for cell in DATES),
    *(persons(cell) for cell in ("1e309", "-0", "٣", "３", "NaN", "1/2", "2147483648", "9223372036854775808", "a few")),
    *(
        any_of(f"further name {cell[:12]!r}", "a.csv", lambda cell=cell: csv_bytes(CITY, ["hue", cell, "VN"]))
        for cell in NAMES
    ),
    *(
        any_of(
            f"further partner {cell[:12]!r}",
            "a.csv",
            lambda cell=cell: csv_bytes(TIE[:4], ["chongqing", cell, "FR", "sister_city"]),
            "ties",
        )
        for cell in NAMES
    ),
]
