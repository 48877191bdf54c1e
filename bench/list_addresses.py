"""What visitors and others may ask of each list, for bench.list_walk."""

from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language

from partnerships.models import City
from partnerships.views.agreement import AgreementList
from partnerships.views.city import CityList
from partnerships.views.exchange import ExchangeList
from partnerships.views.gallery import CityGallery
from partnerships.views.story import StoryList
from sistercities.common.facets import FacetFilter
from sistercities.common.filters import ORDER
from sistercities.common.listing import Listing

LISTS: dict[str, type[Listing]] = {
    "cities": CityList,
    "agreements": AgreementList,
    "exchanges": ExchangeList,
    "stories": StoryList,
    "photos": CityGallery,
}
# A value of each filter that few records have, or none.
RARE = {"year": ["1871"], "signed": ["1870"], "since": ["1870"], "country": ["IS"], "city": ["city-7"]}
NOWHERE = "nowhere"
VIEWS = {"cities": ("table", "map")}
# What stands in nearly all records of the bench, in some, in one and in none; short beginnings, alone and together.
WORDS = (
    *("m", "a", "1", "z", "ba", "mee", "meeting", "with", "meeting with", "banbanban", "meeting 7 with ban", "nowhere"),
    *("m w", "m w b", "b k c", "a b c d e f", "1 2 3", "m 1", "w 2", "b 1 2", "me wi ba", "t a p", "th", "de", "m z"),
    *("k 9 m", "m m1 me", "ban 12345", "2015", "march 2015", "20", "m 2 wi 1 b 3", "z y x", "b c l m r t"),
    *(
        "曼谷",
        "谷清",
        "与曼",
        "交流",
        "次交",
        "次交流",
        "第7次",
        "与",
        "一",
        "曼",
        "曼谷 清迈",
        "与曼 次交 流",
        "流 与 第",
    ),
    *("曼谷0", "月", "年1月", "泰国", "德国", "与曼谷第7次交流", "曼谷清迈仰光河内顺化金边", "m 与 1"),
)
PAYLOADS = (
    *("'", '"', "' OR 1=1 --", "\x00", "a\x00b", "x" * 10_000, "9" * 5_000, "-1", "0", "999999", "abc", "1e5", "٣"),
    *("²", "None", "null", "%", "_", "\\", "😀" * 50, "\u202egnp.exe", "<script>alert(1)</script>", "曼谷" * 100),
    *("en__gt", "\ufffd", "*", "* *", '"a" OR "b"', "NEAR(a b)", "a & b | !c:*", "-a", "a:*", "{search_en}: a"),
    *(
        "a " * 100,
        "曼 " * 60,
        "ab " * 60,
        "m w " * 40,
        " ",
        "\t\n",
        "1" * 9,
        "1" * 10,
        "last",
        "city-1",
        "exchange-1-1",
    ),
    *("CITY-1", "../../etc/passwd", "${7*7}", "{{7*7}}", "%00", "%s%n", "\r\nSet-Cookie: a=b", "0x10", "1;DROP TABLE"),
    *("2015", "1990", "0000", "9999", "TH", "th", "true", "[]", "{}", "a" * 200, "m" * 199 + " w", "𠀀", "가나", "ไทย"),
)
PAGES = ({}, {"page": "200"}, {"page": "last"})
ENDS = ({}, {"page": "last"})


Query = dict[str, str]


def addresses(name: str, language: str) -> Iterator[str]:
    """Addresses of a list; the language must be the active one, since values are those that it offers."""
    values, orders, ways = values_of(name), orders_of(name), [*PAGES, *anchors(name)]
    asked = chain(narrowed(values, orders, ways), worded(values, orders), seen(name, values), attacked(name))
    return (f"/{language}/{name}/?{urlencode(query)}" for query in asked)


def values_of(name: str) -> dict[str, list[str]]:
    """Values of each filter: the first, the middle and the last that a list without filters offers, and one of none."""
    records = records_of(name)
    filterset = LISTS[name].filterset_class(QueryDict(), queryset=records)
    found = {}
    for each, facet in filterset.filters.items():
        if isinstance(facet, FacetFilter):
            offered = [offer.value for offer in facet.uncounted(records, get_language() or "en")]
            found[each] = [offered[place] for place in (0, len(offered) // 2, -1)] if offered else [NOWHERE]
    if "city" in found:
        found["city"] += City.objects.home().values_list("slug", flat=True)[:1]
    return {each: list(dict.fromkeys([*offered, *RARE.get(each, ())])) for each, offered in found.items()}


def records_of(name: str) -> Any:
    return LISTS[name]().public_records(get_language() or "en")


def orders_of(name: str) -> list[Query]:
    return [{ORDER: order} for order in LISTS[name].filterset_class.base_filters[ORDER].orders]


def anchors(name: str) -> list[Query]:
    """Pages beside a record far from the ends."""
    slugs = records_of(name).order_by("pk").values_list("slug", flat=True)
    number = slugs.count()
    return [{way: slugs[number // 2]} for way in ("after", "before")] if number else []


def singles(values: dict[str, list[str]]) -> list[Query]:
    return [{each: value} for each, offered in values.items() for value in offered]


def narrowed(values: dict[str, list[str]], orders: list[Query], ways: list[Query]) -> Iterator[Query]:
    """By nothing and by each value, on all pages; by two and three filters at once, on the first and last page."""
    for query, order, way in product([{}, *singles(values)], orders, ways):
        yield query | order | way
    for chosen in chain(combinations(values, 2), combinations(values, 3)):
        for place, order, way in product((0, -1), orders, ENDS):
            yield {each: values[each][place] for each in chosen} | order | way


def worded(values: dict[str, list[str]], orders: list[Query]) -> Iterator[Query]:
    for words, order, way in product(WORDS, orders, ENDS):
        yield {"q": words} | order | way
    for words, (each, offered) in product(WORDS, values.items()):
        yield {"q": words, each: offered[0]}


def seen(name: str, values: dict[str, list[str]]) -> Iterator[Query]:
    for view, query in product(VIEWS.get(name, ()), [{}, *singles(values), *({"q": words} for words in WORDS)]):
        yield query | {"view": view}


def attacked(name: str) -> Iterator[Query]:
    """Hostile values in each parameter, and in all of them."""
    parameters = (*LISTS[name].filterset_class.base_filters, "page", "after", "before", "view")
    for payload in PAYLOADS:
        yield from ({each: payload} for each in parameters)
        yield dict.fromkeys(parameters, payload)
