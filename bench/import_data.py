"""Sheets of exchanges as offices have them, made up but the same at every run."""

import csv
import io
import random
from typing import Any

import openpyxl

HEADERS = (
    *("home_city", "title_en", "title_zh_hans", "kind", "direction", "starts_on", "ends_on", "held_in"),
    *("venue_en", "cities", "fields", "delegations", "persons", "head_of_delegation_en", "summary_en", "plan_status"),
)
ACTS = ("Visit of a delegation on", "Forum on", "Training course in", "Exhibition of", "Youth camp about", "Fair for")
THEMES = (
    *("urban planning", "river transport", "spice cuisine", "railway logistics", "water supply", "hospital care"),
    *("vocational schools", "folk music", "contemporary painting", "football", "garden design", "flood control"),
)
THEMES_IN_CHINESE = (
    "城市规划",
    "内河航运",
    "饮食文化",
    "铁路物流",
    "供水",
    "医疗",
    "职业教育",
    "民间音乐",
    "当代绘画",
    "足球",
    "园林",
    "防洪",
)


def rows(number: int, cities: list[str], fields: list[str], kinds: list[str], directions: list[str]) -> list[list[Any]]:
    """`number` different exchanges of the first of `cities` with the others, over thirty years."""
    chance = random.Random(20110926)  # noqa: S311 (nothing secret hangs on it)
    made: list[list[Any]] = []
    for place in range(number):
        partner, theme = chance.choice(cities[1:]), chance.randrange(len(THEMES))
        year, month, day = 1994 + place % 30, chance.randint(1, 12), chance.randint(1, 25)
        name = partner.replace("-", " ").title()
        made.append(
            [
                cities[0],
                f"{chance.choice(ACTS)} {THEMES[theme]} with {name}, meeting {place + 1}",
                f"与{name}的{THEMES_IN_CHINESE[theme]}交流第{place + 1}次" if place % 2 else "",
                chance.choice(kinds),
                chance.choice(directions),
                f"{year}-{month:02d}-{day:02d}" if place % 5 else f"{year}-{month:02d}",
                f"{year}-{month:02d}-{day + 3:02d}" if place % 5 and place % 3 else "",
                partner if place % 2 else "",
                "City hall" if place % 4 else "",
                f"{cities[0]};{partner}",
                ";".join(chance.sample(fields, 2)),
                chance.randint(1, 4) if place % 2 else "",
                chance.randint(2, 200) if place % 3 else "",
                "The deputy mayor" if place % 6 == 0 else "",
                f"They spoke about {THEMES[theme]}, saw three works in {name} and agreed to meet again in {year + 1}. "
                f"The talks took two days and a return visit was promised.",
                "held",
            ]
        )
    return made


def as_csv(table: list[list[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS)
    writer.writerows(table)
    return text.getvalue().encode()


def as_xlsx(table: list[list[Any]]) -> bytes:
    workbook = openpyxl.Workbook(write_only=True)
    sheet = workbook.create_sheet()
    for row in (HEADERS, *table):
        sheet.append(list(row))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()
