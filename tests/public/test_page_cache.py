"""Kept pages: handed out whole, to visitors only, and never after an act or a boundary has made them untrue."""

import gzip
import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import brotli
import pytest
import time_machine
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from sistercities.common.epochs import Epoch
from sistercities.common.history import Act
from sistercities.common.kept_pages import KeptPage, PageStore, chosen_encoding
from sistercities.common.page_cache import PageCache
from sistercities.common.publishing_actions import take_step
from tests import factories, people
from tests.public.kept import cache_behind, is_kept, nothing_asked
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db
PAGES = ["/en/", "/zh-hans/", "/en/cities/", "/en/cities/bangkok/", "/en/exchanges/", "/en/about/", "/en/photos/"]
OFTEN_NEW = {"Date"}


@pytest.mark.parametrize("url", PAGES)
def test_page_asked_for_again_takes_no_query_and_is_the_same_in_every_header(visitor: Client, url: str) -> None:
    rows(1)
    fresh = visitor.get(url)
    with nothing_asked():
        kept = visitor.get(url)
    assert fresh.status_code == 200
    assert (kept.content, dict(kept.items())) == (fresh.content, dict(fresh.items()))
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "Permissions-Policy", "X-Frame-Options", "ETag"):
        assert kept.has_header(name), name
    assert kept.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert "Accept-Encoding" in kept.headers["Vary"]
    assert "nonce" not in kept.headers["Content-Security-Policy"]


def test_page_known_to_the_browser_is_answered_with_304_and_no_query(visitor: Client) -> None:
    rows(1)
    tag = visitor.get("/en/cities/").headers["ETag"]
    for tags in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        with nothing_asked():
            answer = visitor.get("/en/cities/", headers={"if-none-match": tags})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["ETag"] == tag
        assert not answer.has_header("Content-Type")
        assert answer.has_header("Content-Security-Policy")
    assert visitor.get("/en/cities/", headers={"if-none-match": '"other"'}).status_code == 200


def test_head_has_the_headers_of_the_page_and_no_content(visitor: Client) -> None:
    rows(1)
    for _fresh_then_kept in range(2):
        head = visitor.head("/en/cities/")
        assert head.content == b""
    page = visitor.get("/en/cities/")
    assert page.content
    assert dict(page.items()) == dict(head.items())
    assert int(head.headers["Content-Length"]) == len(page.content)


def test_encodings_hold_the_same_page_and_are_made_once(visitor: Client) -> None:
    rows(1)
    plain = visitor.get("/en/cities/")
    packed = {name: visitor.get("/en/cities/", headers={"accept-encoding": name}) for name in ("br", "gzip")}
    assert brotli.decompress(packed["br"].content) == gzip.decompress(packed["gzip"].content) == plain.content
    assert {name: answer.headers["Content-Encoding"] for name, answer in packed.items()} == {"br": "br", "gzip": "gzip"}
    assert len({plain.headers["ETag"], *(answer.headers["ETag"] for answer in packed.values())}) == 3
    again = visitor.get("/en/cities/", headers={"accept-encoding": "br"})
    assert again.content is packed["br"].content or again.content == packed["br"].content


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("identity", ""),
        ("BR", "br"),
        (";;,,q=", ""),
    ],
)
def test_encoding_is_one_that_the_browser_takes(accepted: str, chosen: str) -> None:
    assert chosen_encoding(accepted) == chosen


def test_page_asked_for_in_part_is_answered_whole(visitor: Client) -> None:
    whole = visitor.get("/en/cities/")
    part = visitor.get("/en/cities/", headers={"range": "bytes=0-10"})
    assert (part.status_code, part.content) == (200, whole.content)


def test_staff_get_no_kept_page_and_leave_none(visitor: Client) -> None:
    city = factories.city(published=True)
    url = city.get_absolute_url()
    visitor.force_login(people.editor())
    visitor.get(url)
    assert not is_kept(visitor, url)
    stranger = Client()
    stranger.handler = visitor.handler
    assert not is_kept(stranger, url)
    assert is_kept(stranger, url)
    assert not is_kept(visitor, url)


def test_draft_previewed_by_staff_does_not_reach_visitors(visitor: Client) -> None:
    city = factories.city(name="Draftville")
    visitor.force_login(people.editor())
    assert b"Draftville" in visitor.get(city.get_absolute_url()).content
    visitor.logout()
    visitor.cookies.clear()
    assert visitor.get(city.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("name", ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME"])
def test_request_with_a_cookie_of_ours_goes_past_the_kept_pages(visitor: Client, settings: Settings, name: str) -> None:
    visitor.get("/en/cities/")
    assert not is_kept(visitor, "/en/cities/", headers={"cookie": f"{getattr(settings, name)}=1"})
    assert is_kept(visitor, "/en/cities/", headers={"cookie": "of_another_program=1"})


@pytest.mark.parametrize("url", ["/", "/healthz", "/robots.txt", "/en/cities/none/", "/accounts/login/"])
def test_what_is_no_whole_public_page_is_not_kept(visitor: Client, url: str) -> None:
    pages: Any = cache_behind(visitor, url).pages
    assert pages.size == 0


def test_form_that_is_sent_goes_past_the_kept_pages(visitor: Client) -> None:
    visitor.get("/en/cities/")
    assert visitor.post("/en/cities/").status_code == 405


def test_record_withdrawn_is_gone_at_the_next_request_behind_every_door(visitor: Client) -> None:
    city = rows(1)["city"]
    urls = [url for url in PAGES if "about" not in url and "photos" not in url]
    tags = {url: visitor.get(url).headers["ETag"] for url in urls}
    assert all(is_kept(visitor, url) for url in urls)
    take_step(Act.WITHDRAW, [city], ["en", "zh-hans"], None)
    for url in urls:
        answer = visitor.get(url, headers={"if-none-match": tags[url]})
        assert answer.status_code == (404 if "bangkok" in url else 200), url
        assert b"Bangkok" not in answer.content


def test_record_published_is_there_at_the_next_request(visitor: Client) -> None:
    story = factories.story(title="Newstory")
    assert visitor.get(story.get_absolute_url()).status_code == 404
    assert b"Newstory" not in visitor.get("/en/stories/").content
    take_step(Act.PUBLISH, [story], ["en"], None)
    assert visitor.get(story.get_absolute_url()).status_code == 200
    assert b"Newstory" in visitor.get("/en/stories/").content


def test_pages_of_hosts_and_schemes_are_kept_apart(visitor: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    for _turn in range(2):
        assert (
            b"https://two.example/" in visitor.get("/en/cities/", headers={"host": "two.example"}, secure=True).content
        )
        assert b"http://one.example/" in visitor.get("/en/cities/", headers={"host": "one.example"}).content
    assert visitor.get("/en/cities/", headers={"host": "evil.example"}).status_code == 400


def test_shared_pages_serve_another_process_and_not_an_older_version(settings: Settings) -> None:
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "shared pages"}
    settings.CACHES = {**settings.CACHES, "pages": memory}
    settings.PAGE_CACHE_MEGABYTES = 8
    caches["pages"].clear()
    story = factories.story(published=True, title="Sharedstory")
    one, other = Client(), Client()
    other.get("/en/about/")
    made = one.get("/en/stories/")
    with nothing_asked():
        assert other.get("/en/stories/").content == made.content
    take_step(Act.WITHDRAW, [story], ["en"], None)
    one.get("/en/about/")
    assert b"Sharedstory" not in other.get("/en/stories/").content
    with nothing_asked():
        assert b"Sharedstory" not in one.get("/en/stories/").content


def test_shared_cache_that_is_down_does_no_harm(settings: Settings) -> None:
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {**settings.CACHES, "pages": nowhere}
    settings.PAGE_CACHE_MEGABYTES = 8
    client = Client()
    assert client.get("/en/about/").status_code == 200
    assert is_kept(client, "/en/about/")


def test_store_stays_within_its_bytes_and_drops_what_was_not_asked_for() -> None:
    store = PageStore(100_000)
    for number in range(200):
        store.put(number, KeptPage(b"x" * 2_000, (), "tag"))
        store.get(0)
    assert store.size <= 100_000
    assert store.get(0) is not None
    assert store.get(1) is None
    assert not store.has_room_for(KeptPage(b"x" * 20_000, (), "tag"))


def test_several_who_want_a_new_page_wait_for_one_to_make_it(settings: Settings) -> None:
    settings.PAGE_CACHE_MEGABYTES = 1
    made: list[str] = []
    begun, may_end = threading.Event(), threading.Event()

    def make(request: HttpRequest) -> HttpResponse:
        page.process_view(request, make, (), {})
        made.append(request.path)
        if len(made) > 1:
            begun.set()
            may_end.wait(5)
        return HttpResponse("x", headers={"Cache-Control": "public"})

    page = PageCache(make)
    page.epoch = lambda: epoch  # type: ignore[method-assign]
    now = datetime.now(UTC)
    epoch = Epoch(1, now, now + timedelta(days=1))
    page(RequestFactory().get("/a"))
    epoch = Epoch(2, now, now + timedelta(days=1))
    threads = [threading.Thread(target=page, args=[RequestFactory().get("/a")]) for _visitor in range(4)]
    for thread in threads:
        thread.start()
    begun.wait(5)
    may_end.set()
    for thread in threads:
        thread.join(5)
    assert made == ["/a", "/a"]
    assert page.being_made == {}


def test_page_that_says_until_when_it_is_right_is_made_anew_then(settings: Settings) -> None:
    settings.PAGE_CACHE_MEGABYTES = 1
    made: list[int] = []

    def make(request: HttpRequest) -> HttpResponse:
        page.process_view(request, make, (), {})
        made.append(1)
        response = HttpResponse("x", headers={"Cache-Control": "public"})
        response.fresh_until = datetime(2026, 5, 1, 12, tzinfo=UTC)  # type: ignore[attr-defined]
        return response

    page = PageCache(make)
    with time_machine.travel(datetime(2026, 5, 1, 11, tzinfo=UTC), tick=False) as clock:
        page(RequestFactory().get("/a"))
        page(RequestFactory().get("/a"))
        assert len(made) == 1
        clock.move_to(datetime(2026, 5, 1, 12, tzinfo=UTC))
        page(RequestFactory().get("/a"))
        assert len(made) == 2


def test_site_without_a_page_cache_works_as_before(settings: Settings) -> None:
    settings.PAGE_CACHE_MEGABYTES = 0
    client = Client()
    client.get("/en/cities/")
    assert not is_kept(client, "/en/cities/")
