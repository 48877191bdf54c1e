"""What a plan leaves open, each question with what it is about and the answers there are."""

from sistercities.common.told import joined, listed_apart
from sistercities.common.told import told as _
from sistercities.imports.cell_reading import shortened
from sistercities.imports.column_contents import TAKEN, Json, fields_of, taken
from sistercities.imports.column_labels import coded_field
from sistercities.imports.date_doubts import ASPECTS
from sistercities.imports.date_plans import answer_key
from sistercities.imports.date_questions import asked_of_dates
from sistercities.imports.sheet_fields import SheetFields
from sistercities.imports.word_questions import about_words

# Places that are not recorded yet cannot be added without their country.
WANTED_BESIDE = {"home_city": "home_country", "partner_city": "country"}
LONGEST_QUOTED = 120
COLUMN, MISSING, DATE_ORDER, MARK, ENCODING, HEADER = "column", "missing", "date_order", "mark", "encoding", "header"
WORDS = "words"
ABOUT_CELLS = frozenset((DATE_ORDER, MARK, WORDS, *ASPECTS))


def questions_of(sheet: Json, fields: SheetFields) -> list[Json]:
    """The open questions of one sheet. Only `missing` ones hold it back; cells that others concern are refused."""
    found = [*_about_reading(sheet), *_about_columns(sheet), *_about_cells(sheet)]
    found += (_question(WORDS, sentence, **about) for sentence, about in about_words(sheet))
    filled = taken(sheet["columns"]) | set(sheet["constants"]) | {sheet["section_field"]}
    sentence = _("No column says this: %(fields)s. Choose a column, or one value for all rows.")
    for names in _lacking(fields, filled):
        found.append(
            _question(
                MISSING,
                sentence % {"fields": joined(" + ", (coded_field(fields.kind, name) for name in names))},
                fields=names,
            )
        )
    return found


def open_answers(plan: Json) -> list[str]:
    """A sentence where cells are refused until somebody says how they are read."""
    read = (sheet for sheet in plan.get("sheets", []) if sheet["is_read"])
    if not any(each["kind"] in ABOUT_CELLS for sheet in read for each in sheet["questions"]):
        return []
    return [_("Questions about the columns are not answered yet. Until they are, the cells in question are wrong.")]


def offer_constants(sheet: Json, fields: SheetFields) -> None:
    """Offer a value for all rows where one is likely to be wanted: the country of our own cities, a kind of events."""
    filled = taken(sheet["columns"]) | set(sheet["constants"]) | {sheet["section_field"]}
    wanted = (*(name for name in WANTED_BESIDE.values() if name in fields.names), *fields.needed_choices)
    offered = {name: "" for name in wanted if name not in filled}
    remembered = {name: text for name, text in (sheet.get("proposed_constants") or {}).items() if text}
    sheet["proposed_constants"] = offered | remembered


def _lacking(fields: SheetFields, filled: set[str]) -> list[list[str]]:
    """What has to be said besides: of several ways to tell a record that which lacks least."""
    ways = fields.missing(filled)
    if fields.expansion or not ways:
        return [list(way) for way in ways]
    lacking = [[name for name in way if name not in filled] for way in ways]
    return [min((names for names in lacking if names != ["slug"]), key=len, default=["slug"])]


def _question(kind: str, sentence: str, **about: object) -> Json:
    return {"kind": kind, "sentence": sentence, **about}


def _about_reading(sheet: Json) -> list[Json]:
    found = []
    if not sheet["encoding_is_certain"]:
        sentence = _("The file was read as %(encoding)s. Are its names spelled right?")
        found.append(_question(ENCODING, sentence % {"encoding": sheet["encoding"]}))
    if not sheet["header"]["is_certain"]:
        found.append(_question(HEADER, _about_headings(sheet)))
    return found


def _about_headings(sheet: Json) -> str:
    first = sheet["header"]["first"] + 1
    if sheet["header"]["last"] < sheet["header"]["first"]:
        message = _(
            "No row looks like headings, so all rows from row %(row)s on are read as records."
            " Say what each column means, or which row holds the headings."
        )
        return message % {"row": first}
    headings = listed_apart(column["heading"] for column in sheet["columns"] if column["heading"])
    message = _("Is row %(row)s the row with the headings? It reads: %(headings)s. If not, say where they stand.")
    return message % {"row": first, "headings": shortened(headings, LONGEST_QUOTED)}


def _about_columns(sheet: Json) -> list[Json]:
    return [
        _question(COLUMN, column["why"], index=column["index"], choices=column["candidates"])
        for column in sheet["columns"]
        if column["field"] and column["certainty"] not in TAKEN
    ]


def _about_cells(sheet: Json) -> list[Json]:
    """Day or month first, point or comma: once for each column that does not tell."""
    found = []
    for column in sheet["columns"]:
        reader = column.get("reader") or {}
        if reader.get("question") and column["certainty"] in TAKEN:
            kind, choices = (DATE_ORDER, ["dmy", "mdy"]) if "order" in reader else (MARK, [".", ","])
            found.append(_question(kind, reader["question"], index=column["index"], choices=choices))
        found += _about_dates(column, sheet)
    return found


def _about_dates(column: Json, sheet: Json) -> list[Json]:
    """How years of two figures and of other calendars are read, and seasons: what was not answered yet."""
    names = fields_of(column)
    return [
        _question(
            each.aspect,
            each.sentence,
            index=column["index"],
            name=answer_key(names[0], each.aspect),
            choices=[choice.value for choice in each.choices],
        )
        for each in asked_of_dates(sheet, column)
        if not each.answer
    ]
