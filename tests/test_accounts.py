"""Signing in."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.people import editor

PASSWORD = "a long enough secret"
WRONG = "not the password"


def sign_in(client: Client, username: str, password: str, **extra: str) -> str:
    """Send the form and return the page that answers, or the address that it leads to."""
    response = client.post(reverse("account_login"), {"login": username, "password": password}, **extra)
    return response.headers.get("Location") or response.content.decode()


@pytest.mark.django_db
def test_sign_in_right_password_leads_to_admin(client: Client) -> None:
    assert sign_in(client, editor().username, PASSWORD) == reverse("admin:index")


@pytest.mark.django_db
def test_sign_in_from_a_page_leads_back_to_it(client: Client) -> None:
    login = {"login": editor().username, "password": PASSWORD, "next": "/admin/partnerships/city/"}
    assert client.post(reverse("account_login"), login).headers["Location"] == "/admin/partnerships/city/"


@pytest.mark.django_db
def test_sign_in_towards_another_host_stays_here(client: Client) -> None:
    login = {"login": editor().username, "password": PASSWORD, "next": "https://evil.example/"}
    assert client.post(reverse("account_login"), login).headers["Location"] == reverse("admin:index")


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["somebody", "' OR 1=1 --", "<script>alert(1)</script>", "名" * 150])
def test_sign_in_unknown_person_says_no_more_than_wrong_password(client: Client, username: str) -> None:
    known = editor()
    message = "The username and/or password you specified are not correct."
    assert message in sign_in(client, username, WRONG)
    assert message in sign_in(client, known.username, WRONG)


@pytest.mark.django_db
def test_sign_in_hostile_name_is_shown_as_text(client: Client) -> None:
    page = sign_in(client, "<script>alert(1)</script>", WRONG)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.django_db
def test_sign_in_sixth_failure_is_refused_even_with_right_password(client: Client) -> None:
    username = editor().username
    for _attempt in range(5):
        sign_in(client, username, WRONG)
    assert "Too many failed attempts. Wait five minutes" in sign_in(client, username, PASSWORD)


@pytest.mark.django_db
def test_sign_in_after_others_failures_works_from_elsewhere(client: Client) -> None:
    for attempt in range(12):
        sign_in(client, f"guess-{attempt}", WRONG, REMOTE_ADDR="203.0.113.7")
    assert sign_in(client, editor().username, PASSWORD, REMOTE_ADDR="198.51.100.9") == reverse("admin:index")


@pytest.mark.django_db
def test_sign_in_deactivated_person_is_refused(client: Client) -> None:
    user = editor()
    user.is_active = False
    user.save()
    assert sign_in(client, user.username, PASSWORD) != reverse("admin:index")
    assert "_auth_user_id" not in client.session


@pytest.mark.django_db
def test_admin_stranger_is_sent_to_the_one_sign_in_page(client: Client) -> None:
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(f"{reverse('account_login')}?next=/admin/")


@pytest.mark.django_db
def test_admin_login_address_of_django_leads_to_the_one_sign_in_page(client: Client) -> None:
    response = client.get("/admin/login/?next=/admin/partnerships/city/")
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.django_db
def test_sign_up_form_sent_anyway_opens_no_account(client: Client) -> None:
    form = {"username": "stranger", "password1": PASSWORD, "password2": PASSWORD}
    client.post(reverse("account_signup"), form)
    assert not User.objects.filter(username="stranger").exists()


@pytest.mark.django_db
def test_password_reset_known_address_gets_a_letter_and_unknown_none(client: Client) -> None:
    user = editor()
    user.email = "editor@office.example"
    user.save()
    for address in ("editor@office.example", "nobody@office.example"):
        response = client.post(reverse("account_reset_password"), {"email": address})
        assert response.headers["Location"] == reverse("account_reset_password_done")
    assert [letter.to for letter in mail.outbox] == [["editor@office.example"]]


@pytest.mark.django_db
def test_password_reset_link_sets_a_new_password(client: Client) -> None:
    user = editor()
    user.email = "editor@office.example"
    user.save()
    client.post(reverse("account_reset_password"), {"email": user.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form_address = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form_address, {"password1": "another fine secret", "password2": "another fine secret"})
    assert sign_in(Client(), user.username, "another fine secret") == reverse("admin:index")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["account_logout", "account_change_password", "mfa_index", "account_reset_password", "account_signup"]
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_account_pages_stand_in_our_page(client: Client, name: str, language: str) -> None:
    if name not in {"account_reset_password", "account_signup"}:
        client.force_login(editor())
    response = client.get(reverse(name), headers={"Accept-Language": language})
    assert response.status_code == 200
    page = response.content.decode()
    assert 'class="account-page"' in page
    assert f'<html lang="{"zh-Hans" if language == "zh-hans" else "en"}"' in page


def test_sign_in_in_a_browser_reaches_the_admin_without_a_policy_breach(page: Page) -> None:
    user = editor()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(reverse("account_login"))
    page.get_by_label("Username").fill(user.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(re.compile(f"{reverse('admin:index')}$"))
    assert [line for line in told if "Content Security Policy" in line] == []


@pytest.mark.django_db
def test_second_factor_is_asked_for_once_it_is_set_up(client: Client) -> None:
    user = editor()
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert sign_in(client, user.username, PASSWORD) == reverse("mfa_authenticate")
    assert client.get(reverse("admin:index")).status_code == 302
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    wrong = "000000" if code != "000000" else "000001"
    assert "Incorrect code." in client.post(reverse("mfa_authenticate"), {"code": wrong}).content.decode()
    assert client.post(reverse("mfa_authenticate"), {"code": code}).headers["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:index")).status_code == 200
