"""What the sites of the bench are filled with: the same cities and exchanges for each, made without chance."""

from collections.abc import Iterator
from typing import NamedTuple

EXCHANGES = 20
COUNTRIES = ("TH", "JP", "DE", "HU", "US", "KR", "FR", "EG", "BR", "AU", "RU", "IT", "ES", "CA", "MX", "ZA")
CLASSES = ("sister_city", "friendly_exchange", "contact")
KINDS = ("visit", "forum", "trade", "training", "culture", "sports")
FIELDS = ("culture", "education", "economy-trade", "tourism", "health", "science-technology")
SYLLABLES = ("ban", "kok", "chi", "lo", "ma", "ri", "to", "sen", "du", "var", "nes", "pol", "gar", "hue", "tam", "os")
SIGNS = "曼谷清迈仰光河内顺化金边万象曼德勒岘港海防芹苴巴生槟城"


class CityRow(NamedTuple):
    number: int
    slug: str
    name_en: str
    name_zh: str
    country: str
    latitude: float
    longitude: float
    tie_class: str
    since: str
    summary_en: str
    summary_zh: str


class ExchangeRow(NamedTuple):
    slug: str
    title_en: str
    title_zh: str
    kind: str
    field: str
    starts_on: str
    persons: int


def city(number: int) -> CityRow:
    """City `number`; its name is its own."""
    parts = [SYLLABLES[number // 16**place % 16] for place in range(3)]
    name = f"{''.join(parts).capitalize()} {number}"
    signs = "".join(SIGNS[(number * (place + 3) + place) % len(SIGNS)] for place in range(3))
    year, month, day = 1960 + number % 60, number % 12 + 1, number % 28 + 1
    return CityRow(
        number,
        f"city-{number}",
        name,
        f"{signs}{number}",
        COUNTRIES[number % len(COUNTRIES)],
        round(-50 + number * 7.31 % 110, 3),
        round(-180 + number * 13.7 % 360, 3),
        CLASSES[number % 3],
        f"{year}-{month:02}-{day:02}",
        f"{name} lies on a river and has been a partner since {year}.",
        f"{signs}{number}是一座临江城市，{year}年结好。",
    )


def exchanges(number: int) -> Iterator[ExchangeRow]:
    """The exchanges with city `number`, the oldest first."""
    name, name_zh = city(number).name_en, city(number).name_zh
    for turn in range(EXCHANGES):
        starts_on = f"{2000 + turn}-{(number + turn) % 12 + 1:02}"
        yield ExchangeRow(
            f"exchange-{number}-{turn}",
            f"Meeting {turn + 1} with {name}",
            f"与{name_zh}第{turn + 1}次交流",
            KINDS[(number + turn) % len(KINDS)],
            FIELDS[(number + turn) % len(FIELDS)],
            starts_on,
            turn + 3,
        )
