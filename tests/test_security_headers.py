"""What every answer tells the browser, whoever asked for what."""

import re

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client
from django.urls import path
from pytest_django import Settings

from sistercities import urls
from tests.people import superuser

POLICY = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}


def broken(request: HttpRequest) -> HttpResponse:
    """A page with a mistake in it."""
    raise ZeroDivisionError


urlpatterns = [*urls.urlpatterns, path("broken/", broken)]


def policy_of(response: HttpResponseBase) -> set[str]:
    """The parts of the content security policy; the nonce, if any, must be a fresh one and is left out."""
    policy = re.sub(r" 'nonce-[\w+/=]{22,}'", "", response.headers["Content-Security-Policy"])
    return set(policy.split("; "))


@pytest.fixture
def visitor(settings: Settings) -> Client:
    """A client that meets errors as a browser does."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


ADDRESSES = {
    "/accounts/login/": 200,
    "/accounts/signup/": 200,
    "/static/sistercities/tokens.css": 200,
    "/admin/": 302,
    "/accounts/login": 301,
    "/nothing-is-here/": 404,
    "/broken/": 500,
}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), ADDRESSES.items())
def test_every_answer_carries_all_policies(visitor: Client, address: str, status: int) -> None:
    response = visitor.get(address)
    assert response.status_code == status
    assert policy_of(response) == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    b"".join(response)  # a file is closed when it has been read


@pytest.mark.django_db
def test_wrong_host_is_refused_and_carries_the_policy(visitor: Client) -> None:
    response = visitor.get("/accounts/login/", headers={"Host": "evil.example"})
    assert response.status_code == 400
    assert policy_of(response) == POLICY


@pytest.mark.django_db
def test_refused_form_carries_the_policy() -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert policy_of(response) == POLICY


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/", "/admin/auth/user/", "/admin/auth/user/add/", "/accounts/2fa/"])
def test_admin_carries_the_policy(visitor: Client, address: str) -> None:
    visitor.force_login(superuser())
    response = visitor.get(address)
    assert response.status_code == 200
    assert policy_of(response) == POLICY


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/nothing-is-here/"])
def test_pages_need_no_exception_from_the_policy(visitor: Client, address: str) -> None:
    page = visitor.get(address).content.decode()
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*type=\"application/(ld\+)?json\")", page)


@pytest.mark.django_db
def test_pages_name_no_other_host(visitor: Client) -> None:
    page = visitor.get("/accounts/login/").content.decode()
    assert re.findall(r"""(?:src|href|action)=["'](?:https?:)?//[^"']+""", page) == []


@pytest.mark.django_db
def test_page_not_found_sets_no_cookie(visitor: Client) -> None:
    assert not visitor.get("/nothing-is-here/").cookies


def test_policy_has_no_way_around_it() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    sources = {source for sources in directives.values() for source in sources}
    assert not sources & {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "https:", "http:"}
