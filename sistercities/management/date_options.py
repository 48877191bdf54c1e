"""What the options of `import_sheet` answer about dates, and which of its questions they would answer."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from sistercities.imports.column_contents import fields_of
from sistercities.imports.date_doubts import CALENDAR, CENTURY, DECADES, SHORT_ORDER, VAGUE
from sistercities.imports.date_plans import answer_key
from sistercities.imports.date_questions import asked_of_dates
from sistercities.imports.plan_questions import HEADER
from sistercities.management.sheet_options import pairs

# Under which option each kind of question is answered: what it takes, and what it is for.
DATE_OPTIONS = {
    CENTURY: ("1927|buddhist|minguo|no", "with which year the hundred years begin that two figures mean"),
    CALENDAR: ("buddhist|minguo|persian|common|no", "from where years are counted"),
    VAGUE: ("year|no", "what is taken of “spring 2005”: the year, or nothing"),
    DECADES: ("empty|no", "whether a cell such as “1990s” leaves the date empty"),
}
ORDER = "order"


def date_answers(options: dict[str, Any]) -> dict[str, str]:
    """The answers, as the plan keeps them. An order holds for years of two figures and of four."""
    orders = pairs(options[ORDER])
    found = {field: order for field, order in orders.items() if order != "ymd"}
    found |= {answer_key(field, SHORT_ORDER): order for field, order in orders.items()}
    for aspect in DATE_OPTIONS:
        found |= {answer_key(field, aspect): answer for field, answer in pairs(options[aspect]).items()}
    return found


def open_questions(sheet: dict[str, Any]) -> Iterator[str]:
    """What the plan of a sheet still asks about its headings and dates, with the options that answer it."""
    yield from (question["sentence"] for question in sheet["questions"] if question["kind"] == HEADER)
    for column in sheet["columns"]:
        for question in asked_of_dates(sheet, column):
            if question.answer:
                continue
            option = ORDER if question.aspect == SHORT_ORDER else question.aspect
            field = fields_of(column)[0]
            yield _("Column %(letter)s: %(question)s") % {"letter": column["letter"], "question": question.sentence}
            for choice in question.choices:
                yield f"    --{option} {field}={choice.value}  {choice.words}"
