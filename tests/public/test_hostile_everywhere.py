"""Hostile values in every part of every public address, as the code itself names them: none makes a page fail."""

import os
import re
from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLResolver, get_resolver

from partnerships.api.filters import COMMON, filters_of
from sistercities.common.filters import ORDER
from sistercities.common.page_requests import known_parameters
from tests.public.site_of_everything import rows
from tests.public.test_hostile_input import VALUES
from tests.public.test_machine_input import MORE

pytestmark = pytest.mark.django_db
PAYLOADS = [*VALUES, *MORE]
# Behind a sign-in, or answering a form: they have tests of their own.
NOT_PUBLIC = ("admin/", "accounts/", "i18n/")
# What each part of an address is on a site with one of everything.
PARTS: dict[str, str] = {
    "language": "en",
    "slug": "bangkok",
    "kind": "cities",
    "number": "0",
    "code": "th",
    "year": "2018",
    "table": "countries",
    "name": "cities",
    "ending": "csv",
    "size": "content",
    "version": "1",
    "extension": "jpg",
    "path": "x",
}
# A part as a route names it, or as a pattern does.
PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")
# How many payloads an address gets in this run; `python -m pytest` with HOSTILE_EACH=60 tries every one of them.
EACH = int(os.environ.get("HOSTILE_EACH", "1"))
# Nobody reads it, unless a page reads whatever it is given.
UNKNOWN = "x"
HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "Accept-Language": "th",
    "Cookie": "sessionid=1",
    "HX-Request": "true",
    "HX-Target": "list",
    "If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT",
    "If-None-Match": '"x"',
    "Origin": "null",
    "Range": "bytes=0-1",
    "Referer": "http://testserver/en/",
    "User-Agent": "x",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Proto": "https",
    "X-Requested-With": "XMLHttpRequest",
}


def addresses(resolver: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every public address with its view; `{name}` stands for a part of it."""
    for each in resolver.url_patterns:
        told = before + PART.sub(r"{\1\2}", str(each.pattern)).strip("^$")
        if told.startswith(NOT_PUBLIC):
            continue
        if isinstance(each, URLResolver):
            yield from addresses(each, told)
        else:
            yield told, each.callback


def parameters_of(view: Any) -> set[str]:
    """What a view says that it reads; of one that says nothing, every name that any list knows."""
    known = known_parameters(view)
    if known is not None:
        return {*known, UNKNOWN}
    if hasattr(view, "cls"):
        return {*filters_of(view.cls), *COMMON, ORDER, UNKNOWN}
    return {UNKNOWN, "about", *(name for _told, each in DOORS for name in known_parameters(each) or ())}


def filled(address: str, **given: str) -> str:
    return "/" + address.format(**{**PARTS, **given})


DOORS = list(addresses(get_resolver()))


@pytest.fixture(autouse=True)
def _one_of_everything(settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 0
    rows(1)


def answered(client: Client, address: str, what: Any, **given: Any) -> None:
    response = client.get(address, **given)
    assert response.status_code < 500, (address, what)
    if not response.streaming:
        assert b"<script>alert" not in response.content, (address, what)


def test_every_part_of_every_address_is_known_here() -> None:
    """A new one is tried as soon as it is named."""
    assert {name for address, _view in DOORS for name in re.findall(r"{(\w+)}", address)} <= set(PARTS)
    assert len(DOORS) > 60
    assert len(set(PAYLOADS)) >= 60


def test_no_value_of_any_parameter_fails(client: Client) -> None:
    """All at once, as filters that are combined, and each by itself: every payload in turn, `EACH` for an address."""
    payloads = cycle(PAYLOADS)
    for address, view in DOORS:
        names = sorted(parameters_of(view))
        for number in range(EACH):
            value = next(payloads)
            answered(client, filled(address), value, data=dict.fromkeys(names, value))
            for name in names if EACH > 1 else [names[number % len(names)]]:
                value = next(payloads)
                answered(client, filled(address), (name, value), data={name: [value, value]})


def test_no_part_of_any_address_fails(client: Client) -> None:
    payloads = cycle(PAYLOADS)
    for address, _view in DOORS:
        for name in re.findall(r"{(\w+)}", address):
            for _turn in range(EACH * 3):
                value = next(payloads)[:2000]
                answered(client, filled(address, **{name: quote(value, errors="replace")}), value)


def test_no_header_and_no_cookie_fails(client: Client) -> None:
    """All at once, and each by itself at some address."""
    payloads, names = cycle(PAYLOADS), cycle(HEADERS)
    for address, _view in DOORS:
        for _turn in range(EACH):
            value, name = next(payloads)[:4000], next(names)
            sent = value.replace("\0", "").encode(errors="replace").decode("latin-1")
            answered(client, filled(address), value, headers=dict.fromkeys(HEADERS, sent))
            answered(client, filled(address), (name, value), headers=HEADERS | {name: sent})


def test_no_letter_fails(client: Client) -> None:
    """All fields and each by itself, as a form, and as bytes that are none."""
    fields = [*client.get("/en/contact/").context["form"].fields, UNKNOWN]
    kinds = cycle(["application/json", "multipart/form-data", "multipart/form-data; boundary=x", "text/plain", "x"])
    for number, value in enumerate(PAYLOADS):
        sent, path = value.encode(errors="replace"), "/zh-hans/contact/?about=" + quote(value[:300], errors="replace")
        for names in (fields, [fields[number % len(fields)]]):
            assert client.post(path, dict.fromkeys(names, sent)).status_code < 500, (names, value)
        assert client.post("/en/contact/", sent, content_type=next(kinds)).status_code < 500, value
