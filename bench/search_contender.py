"""One database for `bench.search`: fills it, asks, and tells the medians. Run by it, in a process of its own."""

import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 (only after setup)
from django.db import connection  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from partnerships.models import City, Exchange  # noqa: E402
from partnerships.search import Query  # noqa: E402
from partnerships.search_kinds import BY_NAME  # noqa: E402
from partnerships.search_results import group_of, hits_of  # noqa: E402
from partnerships.views.search import SearchPage, suggest  # noqa: E402
from sistercities.common.folding import query_tokens  # noqa: E402
from sistercities.common.search_index import first_with_words  # noqa: E402

RUNS = 15
CHARACTERS = (
    "安北本昌成川春达德东都恩尔凡福甘格贡桂哈海汉河黑衡湖华淮惠加江津京靖九卡开克拉莱兰乐里利连林陵柳龙卢洛马梅"
)
SYLLABLES = ("an", "bar", "cor", "dal", "el", "fer", "gor", "hal", "in", "jor", "kal", "lor", "mar", "nor", "ol", "par")
COMMON, COMMON_WORD = "新城", "San"
QUERIES = {"rare, Chinese": "曼谷", "common, Chinese": COMMON, "rare, Latin": "bangk", "common, Latin": COMMON_WORD}


def main(cities: int, exchanges: int) -> None:
    call_command("migrate", verbosity=0)
    told("filled in", timed(lambda: fill(cities, exchanges), 1))
    told("check_search", timed(lambda: call_command("check_search", verbosity=0), 1))
    translation.activate("zh-hans")
    for name, text in QUERIES.items():
        told(f"{name}: index, first 21", timed(partial(of_index, text)))
        told(f"{name}: first page of cities", timed(partial(first_page, text)))
        told(f"{name}: whole page", timed(partial(whole_page, SearchPage.as_view(), text)))
        told(f"{name}: suggestions", timed(partial(whole_page, suggest, text)))


def fill(cities: int, exchanges: int) -> None:
    chance = random.Random(20110926)  # noqa: S311 (nothing secret hangs on it)
    published = {"state_en": "published", "state_zh_hans": "published"}
    home = City(slug="home", name_en="Chongqing", name_zh_hans="重庆", country="CN", is_home=True, **published)
    home.save()
    City.objects.bulk_create((city(number, chance, published) for number in range(cities - 1)), batch_size=2000)
    City(slug="bangkok", name_en="Bangkok", name_zh_hans="曼谷", country="TH", **published).save()
    made = (exchange(number, chance, published, home) for number in range(exchanges))
    Exchange.objects.bulk_create(made, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def city(number: int, chance: random.Random, published: dict[str, str]) -> City:
    chinese = "".join(chance.choices(CHARACTERS, k=chance.randint(2, 4))) + (COMMON if number % 3 == 0 else "")
    latin = "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
    english = f"{COMMON_WORD} {latin}" if number % 3 == 1 else latin
    return City(slug=f"c-{number}", name_en=english, name_zh_hans=chinese, country="TH", **published)


def exchange(number: int, chance: random.Random, published: dict[str, str], home: City) -> Exchange:
    place = "".join(chance.choices(CHARACTERS, k=3))
    return Exchange(
        slug=f"e-{number}",
        home_city=home,
        kind="visit",
        starts_on=f"{1990 + number % 35}-{1 + number % 12:02d}",
        title_en=f"Visit No. {number}",
        title_zh_hans=f"{place}代表团第{number}次来访" + (COMMON if number % 10 == 0 else ""),
        **published,
    )


def of_index(text: str) -> list[Any]:
    found = first_with_words(City.objects.published("zh-hans").order_by(), query_tokens(text), "zh-hans")
    return list(found.values_list("pk", flat=True)[:21])


def first_page(text: str) -> Any:
    query, kind = Query.of(text, "zh-hans", timezone.now()), BY_NAME["city"]
    return group_of(kind, hits_of(kind, query), query, 0, 20)


def whole_page(view: Callable[..., Any], text: str) -> None:
    """The view by itself: no kept copy of an earlier answer comes between."""
    response = view(RequestFactory(headers={"host": "localhost"}).get("/zh-hans/search/", {"q": text}))
    if hasattr(response, "render"):
        response.render()
    assert response.status_code == 200  # noqa: S101 (the bench must not measure errors)


def timed(act: Callable[[], Any], runs: int = RUNS) -> float:
    """The median in milliseconds; the first of several runs only warms."""
    times = []
    for _run in range(runs + (runs > 1)):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[1:] or times)


def told(what: str, milliseconds: float) -> None:
    print(f"  {what:40} {milliseconds:10.2f} ms", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
