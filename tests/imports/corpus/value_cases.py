"""Cells that no record can hold, in files that are otherwise good."""

from tests.imports.corpus.cases import Case, any_of, read, wrong
from tests.imports.files import csv_bytes

CITY = ("slug", "name_en", "country")
TIE = ("home_city", "partner_city", "country", "tie_class", "signed_on")
EXCHANGE = ("home_city", "title_en", "kind", "starts_on", "ends_on")
AGREEMENT = ("partnership", "kind", "title_en", "signed_on")


def city(label: str, column: str, cell: str, says: str) -> Case:
    return wrong(label, "a.csv", lambda: csv_bytes((*CITY, column), ["hue", "Hue", "VN", cell]), says)


def tie(label: str, says: str, *cells: str) -> Case:
    return wrong(label, "a.csv", lambda: csv_bytes(TIE, cells), says, "ties")


def exchange(label: str, says: str, *cells: str) -> Case:
    return wrong(label, "a.csv", lambda: csv_bytes(EXCHANGE, cells), says, "exchanges")


def first(label: str, says: str, *cells: str) -> Case:
    return wrong(label, "a.csv", lambda: csv_bytes(CITY, cells), says)


BAD_DATES = (
    *("31/02/2011", "2011-02-30", "2011-13-01", "0000-01-01", "2011-09-31", "32.1.2011", "2011-09-26-1", "99999999"),
    *(
        "40812",
        "26.09.11",
        "Oct-83",
        "1961/1992",
        "next year",
        "2554",
        "20110931",
        "1e5",
        "-1",
        "2011-9-",
        "9/2011/26",
    ),
)
BAD_NUMBERS = ("-5", "1.5", "1e6", "NaN", "inf", "-inf", "1,2,3", "12%", "1-2", "about", "0x10", "1.234.5", "9" * 30)
BAD_DEGREES = ("91", "-91", "inf", "nan", "1e400", "north", "12°61′", "999999999999", "106.5E", "12,3,4")
INJECTIONS = (
    *("=1+1", '=HYPERLINK("http://x","y")', "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "\t=1", "=cmd|'/c calc'!A1"),
    *(
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{7*7}}",
        "{% load x %}",
        "${7*7}",
        "%(name)s %s",
    ),
    *("'; DROP TABLE partnerships_city; --", "' OR 1=1 --", "../../etc/passwd", "javascript:alert(1)", "{0.__class__}"),
    *(
        "\u202ecod.exe",
        "\ufeffHue",
        "a\u200bb",
        "\u0000",
        "😀" * 20,
        "ﷺ" * 10,
        "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
        "_x0041_",
        "_x0000_",
        "%00",
        "\\",
        "NULL",
        "None",
    ),
)

CASES: list[Case] = [
    *(tie(f"date {cell}", "", "chongqing", "Lyon", "FR", "sister_city", cell) for cell in BAD_DATES),
    *(city(f"population {cell}", "population", cell, "") for cell in BAD_NUMBERS),
    *(
        wrong(
            f"latitude {cell}",
            "a.csv",
            lambda cell=cell: csv_bytes((*CITY, "latitude", "longitude"), ["hue", "Hue", "VN", cell, "107"]),
            "",
        )
        for cell in BAD_DEGREES
    ),
    *(
        any_of(f"name {cell[:20]!r}", "a.csv", lambda cell=cell: csv_bytes(CITY, ["hue", cell, "VN"]))
        for cell in INJECTIONS
    ),
    *(
        any_of(f"heading {cell[:20]!r}", "a.csv", lambda cell=cell: csv_bytes((*CITY, cell), ["hue", "Hue", "VN", "x"]))
        for cell in INJECTIONS
    ),
    *(
        first(f"country {cell}", "", "hue", "Hue", cell)
        for cell in ("Atlantis", "Korea", "XX", "V", "1", "<b>VN</b>", "VN,FR")
    ),
    *(
        first(f"short name {cell[:12]!r}", "", cell, "Hue", "VN")
        for cell in ("a b", "../x", "é", "a/b", "x" * 300, "<b>", "id=1")
    ),
    first("no name", "", "hue", "", "VN"),
    first("no country", "", "hue", "Hue", ""),
    first("a name too long for its column", "", "hue", "x" * 5_000, "VN"),
    first("a Chinese name too long for its column", "", "hue", "城" * 2_000, "VN"),
    city("a website that is none", "website", "not an address", "web address"),
    city("an address of a script", "website", "javascript:alert(1)", "web address"),
    city("two addresses", "website", "https://a.example https://b.example", "more than one"),
    city("a year of a count that is none", "population_year", "twenty", "number"),
    city("a parent Atlantis", "parent", "Atlantis", "Atlantis"),
    city("a number of Wikidata that is none", "wikidata_id", "12345x", ""),
    city("yes and no at once", "is_home", "perhaps", "yes"),
    city("a tier that there is not", "tier", "galaxy", "values allowed"),
    city("a group that there is not", "groups", "warsaw-pact", "warsaw-pact"),
    city("a time zone that there is not", "time_zone", "Mars/Olympus", ""),
    city("the error of a formula in a text", "population", "#REF!", "#REF!"),
    wrong(
        "latitude and longitude swapped",
        "a.csv",
        lambda: csv_bytes((*CITY, "latitude", "longitude"), ["hue", "Hue", "VN", "107.6", "16.4"]),
        "swapped",
    ),
    wrong(
        "a latitude without its longitude",
        "a.csv",
        lambda: csv_bytes((*CITY, "latitude"), ["hue", "Hue", "VN", "16.4"]),
        "",
    ),
    wrong("the same city twice", "a.csv", lambda: csv_bytes(CITY, ["hue", "Hue", "VN"], ["hue", "Huế", "VN"]), ""),
    tie("a class that there is not", "values allowed", "chongqing", "Lyon", "FR", "enemies", "2011"),
    tie("an ambiguous city", "Which place", "chongqing", "Springfield", "US", "sister_city", "2011"),
    tie("a city without a country", "country is not known", "chongqing", "Nowhere", "", "sister_city", "2011"),
    tie("a number for a city", "no name of a place", "chongqing", "Q1861", "TH", "sister_city", "2011"),
    tie("a city that is its own partner", "", "chongqing", "chongqing", "CN", "sister_city", "2011"),
    tie("an unknown home city", "", "Atlantis", "Lyon", "FR", "sister_city", "2011"),
    tie("no partner", "", "chongqing", "", "FR", "sister_city", "2011"),
    exchange("an end before the beginning", "", "chongqing", "Visit", "visit", "2018-05-07", "2018-05-03"),
    exchange("a kind that there is not", "", "chongqing", "Visit", "invasion", "2018", ""),
    exchange("no title", "", "chongqing", "", "visit", "2018", ""),
    exchange("an unknown home city of an exchange", "Atlantis", "Atlantis", "Visit", "visit", "2018", ""),
    wrong(
        "an agreement of no partnership",
        "a.csv",
        lambda: csv_bytes(AGREEMENT, ["x-y", "memorandum", "T", "2011"]),
        "x-y",
        "agreements",
    ),
    wrong(
        "a validity that ends before it begins",
        "a.csv",
        lambda: csv_bytes((*AGREEMENT, "valid_until"), ["chongqing-springfield-il", "memorandum", "T", "2011", "2001"]),
        "",
        "agreements",
    ),
    wrong(
        "words for people",
        "a.csv",
        lambda: csv_bytes((*EXCHANGE, "persons"), ["chongqing", "Visit", "visit", "2018", "", "a few"]),
        "number",
        "exchanges",
    ),
    wrong(
        "fewer than nobody",
        "a.csv",
        lambda: csv_bytes((*EXCHANGE, "persons"), ["chongqing", "Visit", "visit", "2018", "", "-3"]),
        "less than nothing",
        "exchanges",
    ),
    wrong(
        "day or month first",
        "a.csv",
        lambda: csv_bytes(TIE, ["chongqing", "Lyon", "FR", "sister_city", "03/04/2014"]),
        "can be",
        "ties",
    ),
    read(
        "days and months mixed",
        "a.csv",
        lambda: csv_bytes(
            TIE,
            *(
                ["chongqing", f"Lyon{n}", "FR", "sister_city", day]
                for n, day in enumerate(("13/04/2014", "04/13/2014"))
            ),
        ),
        "",
        "ties",
    ),
    read(
        "a row twice, word for word",
        "a.csv",
        lambda: csv_bytes(TIE, *[["chongqing", "springfield-il", "US", "sister_city", "2011"]] * 2),
        "repeat",
        "ties",
    ),
    read(
        "totals and remarks",
        "a.csv",
        lambda: csv_bytes(CITY, ["hue", "Hue", "VN"], ["Total", "1", ""], ["Source: town hall", "", ""]),
        "total",
    ),
]
