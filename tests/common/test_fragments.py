"""Parts of pages: made once in an epoch and language, for visitors only, within bounds."""

import pytest
from django.conf import settings as site_settings
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.translation import override
from pytest_django import Settings

from sistercities.common import fragments
from sistercities.common.content_version import raise_version
from sistercities.common.fragments import FragmentStore, fragment

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings: Settings) -> None:
    settings.FRAGMENT_CACHE_MEGABYTES = 1
    fragments.store.clear()


def ask(name: str = "part", *key: str, cookie: str = "") -> tuple[str, bool]:
    """The fragment for a new request, and whether it was made for it."""
    made: list[int] = []
    request: HttpRequest = RequestFactory().get("/", headers={"cookie": cookie} if cookie else {})

    def make() -> str:
        made.append(1)
        return "text"

    return fragment(request, name, *key, make=make), bool(made)


def test_part_is_made_once_for_each_name_key_and_language() -> None:
    assert [ask(), ask(), ask("other"), ask("part", "key"), ask("part", "key")] == [
        ("text", True),
        ("text", False),
        ("text", True),
        ("text", True),
        ("text", False),
    ]
    with override("zh-hans"):
        assert ask() == ("text", True)


def test_part_is_made_anew_after_an_act() -> None:
    ask()
    raise_version()
    assert ask() == ("text", True)


def test_part_for_whoever_may_be_signed_in_is_made_anew_and_not_kept() -> None:
    cookie = f"{site_settings.SESSION_COOKIE_NAME}=1"
    assert [ask(cookie=cookie), ask(cookie=cookie), ask()] == [("text", True)] * 3


def test_nothing_is_kept_when_it_is_switched_off(settings: Settings) -> None:
    settings.FRAGMENT_CACHE_MEGABYTES = 0
    assert [ask(), ask()] == [("text", True)] * 2


def test_tag_renders_its_content_once_and_escapes_it_once() -> None:
    template = Template('{% load fragments %}{% kept "tag" key %}<b>{{ text }}</b>{% endkept %}')
    request = RequestFactory().get("/")
    first = template.render(Context({"request": request, "key": 1, "text": "<i>"}))
    again = template.render(Context({"request": request, "key": 1, "text": "other"}))
    other = template.render(Context({"request": request, "key": 2, "text": "other"}))
    assert (first, again, other) == ("<b>&lt;i&gt;</b>", "<b>&lt;i&gt;</b>", "<b>other</b>")


def test_store_stays_within_its_bytes() -> None:
    store = FragmentStore()
    for number in range(100):
        store.put(number, "x" * 1_000, 10_000)
    assert store.size <= 10_000
    assert store.get(99) is not None
    assert store.get(0) is None
