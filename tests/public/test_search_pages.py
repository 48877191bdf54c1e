"""The pages of search and suggestions: asked constantly often, safe with any words, silent about what is hidden."""

import json
from html.parser import HTMLParser

import pytest
from django.test import Client

from sistercities.common.languages import CONTENT_LANGUAGES
from tests import factories
from tests.public.secret_words import fill
from tests.public.site_of_everything import one_more, rows
from tests.public.test_query_counts import queries

pytestmark = pytest.mark.django_db

PAYLOADS = [
    *["'", '"', "''", '"""', "\\", "%", "_", "*", "?", "(", ")", "^", "-", "+", ":", "&", "|", "!", "<>", "{}", "[]"],
    *["\x00", "a\x00b", "\r\n", "\t", "\u202egnp", "\ufeff", "\ufffd", "\u200b", "\ud7ff", "\U0010ffff", "\u0301"],
    *["a OR b", "a AND", "NOT a", "NEAR(a b, 3)", 'search_en : "a"', "a*", "a:*", "'a' & 'b'", "a <-> b", "!a", "^a"],
    *["' OR 1=1 --", "'); DROP TABLE partnerships_city; --", "1; SELECT pg_sleep(9)", "${7*7}"],
    *["{{ 7|add:7 }}", "{% debug %}"],
    *["<script>alert(1)</script>", '"><img src=x onerror=alert(2)>', "<mark>", "</mark><b>", "javascript:alert(1)"],
    *["😀" * 50, "👨‍👩‍👧‍👦", "曼" * 5000, "曼谷" * 2500, "x" * 10_000, "a " * 5000, "١٢٣", "²", "ǅ", "ﬀ", "İ", "ß"],
    *["..." * 100, "？！。", "null", "None", "0", "-1", "9" * 5000, "1e999"],
]


class Marks(HTMLParser):
    """What stands inside `<mark>` of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.marked: list[str] = []
        self.is_inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.is_inside = tag == "mark"

    def handle_data(self, data: str) -> None:
        if self.is_inside:
            self.marked.append(data)
            self.is_inside = False


def test_search_asks_as_often_for_many_as_for_few(client: Client) -> None:
    first = rows(1)
    once = queries(client, "/en/search/?q=bangkok")
    for _turn in range(3):
        one_more(first["home"], first["city"], first["partnership"])
    many = queries(client, "/en/search/?q=bangkok")
    assert len(many) == len(once), "\n".join(many)
    assert len(once) <= 13, "\n".join(once)
    assert len(queries(client, "/en/search/?q=bangkok&kind=exchange&page=2")) <= 12
    assert len(queries(client, "/en/search/suggest/?q=bangkok")) <= 2


def test_any_words_are_answered_and_run_nothing(client: Client) -> None:
    assert len(PAYLOADS) >= 60
    for payload in PAYLOADS:
        page = client.get("/zh-hans/search/", {"q": payload, "kind": payload, "page": payload})
        assert page.status_code == 200, payload
        body = page.content.decode()
        assert "<script>alert" not in body
        assert "<img src=x" not in body
        answer = client.get("/en/search/suggest/", {"q": payload})
        assert json.loads(answer.content) == {"suggestions": []}, payload


def test_undecodable_bytes_are_answered(client: Client) -> None:
    assert client.get("/en/search/?q=%ff%fe&kind=%c0&page=%80").status_code == 200
    assert client.get("/en/search/suggest/?q=%ed%a0%80").status_code == 200


def test_hostile_title_is_marked_and_escaped(client: Client) -> None:
    name = "<script>alert(1)</script> & ferry"
    factories.city(True, name=name, summary_en="<img src=x onerror=alert(2)> ferry")
    page = client.get("/en/search/", {"q": "alert ferry"}).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;<mark>alert</mark>(1)" in page
    marks = Marks()
    marks.feed(page)
    assert set(marks.marked) == {"alert", "ferry"}


def test_words_of_hidden_records_are_neither_found_nor_suggested(client: Client) -> None:
    site = rows(1)
    words = []
    states = zip(
        ("agreement", "exchange", "honour", "story"), ("draft", "in_review", "withdrawn", "draft"), strict=True
    )
    for name, state in states:
        site[name].state_en = site[name].state_zh_hans = state
        words.append(fill(site[name], ["title_en" if hasattr(site[name], "title_en") else "name_en"])[0])
    site["district"].state_en = "draft"
    words += fill(site["district"], ["name_en"])
    words += fill(factories.photo(), ["caption_zh_hans"])
    for word in words:
        for code in CONTENT_LANGUAGES:
            page = client.get(f"/{code}/search/", {"q": word})
            assert 'class="empty"' in page.content.decode()
            assert json.loads(client.get(f"/{code}/search/suggest/", {"q": word}).content) == {"suggestions": []}


def test_page_of_one_kind_shows_what_is_hidden_no_more_than_the_others(client: Client) -> None:
    factories.exchange(True, title="Ferry one")
    factories.exchange(title="Ferry two")
    page = client.get("/en/search/", {"q": "ferry", "kind": "exchange"}).content.decode()
    assert "one" in page
    assert "two" not in page
    assert "1 published record" in page


def test_all_of_one_kind_are_reached_page_by_page(client: Client) -> None:
    home = factories.home_city(True)
    for number in range(25):
        factories.exchange(True, home_city=home, title=f"Ferry {number}", starts_on=f"20{number:02d}")
    first = client.get("/en/search/", {"q": "ferry"}).content.decode()
    assert "kind=exchange" in first
    assert "All 25" in first
    titles = []
    for page in ("1", "2"):
        found = client.get("/en/search/", {"q": "ferry", "kind": "exchange", "page": page}).context["groups"]
        titles += [str(result.date) for result in found[0].results]
    assert titles == [f"20{number:02d}" for number in reversed(range(25))]


def test_every_page_has_the_search_and_works_without_script(client: Client) -> None:
    page = client.get("/zh-hans/").content.decode()
    assert 'action="/zh-hans/search/"' in page
    assert 'data-suggestions="/zh-hans/search/suggest/"' in page
    assert "搜索" in client.get("/zh-hans/search/").content.decode()


def test_other_language_is_led_to_with_the_same_words(client: Client) -> None:
    page = client.get("/en/search/?q=曼谷")
    assert [alternate.url for alternate in page.context["alternate_urls"]][1].endswith(
        "/zh-hans/search/?q=%E6%9B%BC%E8%B0%B7"
    )
