"""A visitor's message: how it reaches the office, what is refused, and that it is gone when its time is over."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string

from partnerships.models import Message, SiteProfile
from sistercities.common.form_guards import SIGNER
from sistercities.common.spent_stamps import SpentStamp
from sistercities.daily import do_chores
from tests import factories, people

pytestmark = pytest.mark.django_db

URL = "/en/contact/"
OURS = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture(autouse=True)
def _nobody_has_written_yet() -> None:
    cache.clear()


def stamp(seconds: int = 60) -> str:
    with time_machine.travel(timezone.now() - timedelta(seconds=seconds), tick=False):
        return SIGNER.sign(get_random_string(12))


def send(client: Client, url: str = URL, headers: dict[str, str] | None = None, **changes: Any) -> Any:
    written = {"name": "Ann", "email": "ann@example.org", "text": "The year is wrong.", "stamp": stamp()}
    return client.post(url, written | changes, **(OURS if headers is None else headers))


def office(email: str = "office@example.org") -> None:
    SiteProfile.objects.create(email=email)


def test_message_is_kept_and_reaches_the_office_by_mail(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    office()
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client, about="/en/about/")
    assert response.headers["Location"] == "/en/contact/sent/"
    message = Message.objects.get()
    assert (message.text, message.about, message.language) == ("The year is wrong.", "/en/about/", "en")
    letter = mail.outbox[0]
    assert (letter.to, letter.reply_to) == (["office@example.org"], ["ann@example.org"])
    assert "The year is wrong." in letter.body
    assert f"/admin/partnerships/message/{message.pk}/change/" in letter.body


def test_message_without_an_office_address_waits_in_the_admin(client: Client) -> None:
    send(client)
    assert Message.objects.count() == 1
    assert mail.outbox == []


def test_form_and_answers_set_no_cookie_and_are_not_kept_by_browsers(client: Client) -> None:
    shown, sent = client.get(URL), send(client)
    assert not shown.cookies
    assert not sent.cookies
    assert "no-store" in shown.headers["Cache-Control"]
    assert not client.get("/en/contact/sent/").cookies


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "http://testserver.evil.example"},
        {"HTTP_ORIGIN": "http://[::1"},
        {"HTTP_REFERER": "https://evil.example/en/contact/"},
    ],
)
def test_message_from_another_site_is_refused_with_what_was_written(client: Client, headers: dict[str, str]) -> None:
    response = send(client, headers=headers)
    assert response.status_code == 403
    assert "The year is wrong." in response.text
    assert not Message.objects.exists()


def test_browser_that_tells_only_the_page_it_came_from_is_believed(client: Client) -> None:
    assert send(client, headers={"HTTP_REFERER": "http://testserver/en/contact/"}).status_code == 302


def test_trap_filled_in_is_thanked_and_nothing_is_kept(client: Client) -> None:
    assert send(client, website="https://buy.example").status_code == 302
    assert not Message.objects.exists()


@pytest.mark.parametrize(("age", "sentence"), [(0, "That was very fast"), (13 * 3600, "open for very long")])
def test_form_too_young_or_too_old_is_asked_for_once_more(client: Client, age: int, sentence: str) -> None:
    with time_machine.travel(timezone.now(), tick=False):
        response = send(client, stamp=stamp(age))
    assert sentence in response.text
    assert not Message.objects.exists()


@pytest.mark.parametrize("old", ["forged:1:x", "", "\0"])
def test_forged_form_is_asked_for_once_more(client: Client, old: str) -> None:
    response = send(client, stamp=old)
    assert response.context["form"].errors["stamp"]
    assert not Message.objects.exists()
    assert response.text.count('name="stamp"') == 1


def test_form_shown_again_can_be_sent(client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        again = send(client, stamp="forged").context["form"].new_stamp()
        clock.shift(timedelta(seconds=5))
        assert send(client, stamp=again).status_code == 302


def test_form_is_good_for_one_message_and_says_so_with_what_was_written(client: Client) -> None:
    used = stamp()
    send(client, stamp=used)
    again = send(client, stamp=used, text="Another")
    assert again.status_code == 200
    page = again.content.decode()
    assert "This message has been sent already." in page
    assert "Another</textarea>" in page
    assert used not in page
    assert [message.text for message in Message.objects.all()] == ["The year is wrong."]


def test_forms_opened_at_one_moment_are_told_apart(client: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(minutes=1), tick=False):
        stamps = [client.get(URL).context["form"].new_stamp() for _turn in range(2)]
    for each in stamps:
        assert send(client, stamp=each).status_code == 302
    assert Message.objects.count() == 2


def test_used_stamps_are_forgotten_when_they_would_be_too_old(client: Client) -> None:
    with time_machine.travel(timezone.now() - timedelta(hours=13)):
        send(client)
    old = set(SpentStamp.objects.values_list("pk", flat=True))
    send(client)
    assert (len(old), SpentStamp.objects.filter(pk__in=old).count(), SpentStamp.objects.count()) == (1, 0, 1)


def test_message_that_is_not_kept_does_not_spend_the_form(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    used = stamp()
    with monkeypatch.context() as patched:
        patched.setattr(Message.objects, "create", lambda **kept: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            send(client, stamp=used)
    assert send(client, stamp=used).status_code == 302


def test_sixth_message_within_an_hour_is_refused_and_later_taken(client: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        assert [send(client).status_code for _turn in range(6)] == [302] * 5 + [429]
        assert Message.objects.count() == 5
        clock.shift(timedelta(hours=1, seconds=1))
        assert send(client).status_code == 302


def test_connection_is_not_remembered_in_readable_form(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    monkeypatch.setattr(cache, "add", lambda key, *rest: keys.append(key))
    monkeypatch.setattr(cache, "incr", lambda key: 1)
    send(client)
    assert len(keys) == 1
    assert "127.0.0.1" not in keys[0]


@pytest.mark.parametrize(
    "changes",
    [{"text": ""}, {"text": "a" * 5001}, {"email": "no address"}, {"name": "a" * 121}, {"text": "\0"}],
)
def test_wrong_entry_is_said_beside_its_field(client: Client, changes: dict[str, str]) -> None:
    response = send(client, **changes)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Message.objects.exists()


def test_field_to_be_mended_first_is_where_the_reader_goes_on(client: Client) -> None:
    focused = re.findall(
        r'<[^>]* name="(\w+)"[^>]* autofocus', send(client, email="no address", text="", stamp=stamp(0)).text
    )
    assert focused == ["email"]
    assert "autofocus" not in client.get(URL).text


def test_name_of_several_lines_adds_none_to_the_letter(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    office()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, name="Ann\r\n\u2028In the admin: http://evil.example/\x1b[31m", email="")
    assert Message.objects.get().name == "Ann In the admin: http://evil.example/ [31m"
    assert not re.search("^In the admin: http://evil", mail.outbox[0].body, re.MULTILINE)


def test_signs_that_nobody_sees_are_left_out_of_a_message(client: Client) -> None:
    send(client, text="The year\x07 is\n\x1b[31mwrong.\ufffe")
    assert Message.objects.get().text == "The year is\n[31mwrong."
    assert send(client, text="\x07 \x1b").context["form"].errors["text"]


@pytest.mark.parametrize(
    "about", ["//evil.example/", "https://evil.example", "/nowhere/", "javascript:x", "/en/\0", "a" * 400]
)
def test_page_that_is_not_ours_is_forgotten(client: Client, about: str) -> None:
    assert "evil" not in client.get(URL, {"about": about}).text
    send(client, about=about)
    assert Message.objects.get().about == ""


def test_header_in_a_mail_address_is_refused(client: Client) -> None:
    send(client, email="ann@example.org\nBcc: all@example.org")
    assert not Message.objects.exists()


def test_message_whose_time_is_over_is_deleted_by_the_days_chores(client: Client) -> None:
    send(client)
    Message.objects.update(received_at=timezone.now() - timedelta(days=179))
    call_command("tidy_messages")
    assert Message.objects.count() == 1
    Message.objects.update(received_at=timezone.now() - timedelta(days=181))
    do_chores()
    assert not Message.objects.exists()


def test_chore_that_fails_keeps_none_of_the_others_waiting(client: Client, settings: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("sistercities.daily.CHORES", ("no_such_chore", "tidy_messages"))
    send(client)
    Message.objects.update(received_at=timezone.now() - timedelta(days=181))
    do_chores()
    assert not Message.objects.exists()


@pytest.mark.parametrize(("role", "status"), [("Editor", 200), ("Publisher", 200), ("Viewer", 403), ("Importer", 403)])
def test_messages_are_read_by_those_who_answer_them(client: Client, role: str, status: int) -> None:
    send(client)
    client.force_login(people.person(role))
    assert client.get("/admin/partnerships/message/").status_code == status


def test_editor_marks_a_message_as_answered_and_changes_nothing_else(client: Client) -> None:
    send(client)
    message = Message.objects.get()
    client.force_login(people.editor())
    url = f"/admin/partnerships/message/{message.pk}/change/"
    assert "The year is wrong." in client.get(url).text
    client.post(url, {"is_answered": "on", "remarks": "Told the archive", "text": "Other", "name": "Other"})
    message.refresh_from_db()
    assert (message.is_answered, message.remarks) == (True, "Told the archive")
    assert (message.text, message.name) == ("The year is wrong.", "Ann")
    assert client.post(url.replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_privacy_page_says_for_how_long_messages_are_kept(client: Client, settings: Any) -> None:
    settings.MESSAGES_KEPT_DAYS = 77
    assert "for 77 days" in client.get("/en/privacy/").text
    assert "77" in client.get("/zh-hans/privacy/").text


def test_hidden_city_is_not_betrayed_by_its_address(client: Client) -> None:
    """The page it is about is repeated, never looked up."""
    city = factories.city(name="Hiddenstadt", slug="somewhere")
    assert "Hiddenstadt" not in client.get(URL, {"about": city.get_absolute_url()}).text


def test_message_is_taken_when_it_is_posted_and_in_no_other_way(client: Client) -> None:
    for method in (client.put, client.patch, client.delete):
        assert method(URL, {"text": "The year is wrong.", "stamp": stamp()}, **OURS).status_code == 405
    assert not Message.objects.exists()


def test_addresses_of_one_network_are_counted_together(client: Client) -> None:
    for number in range(8):
        response = send(client, headers={**OURS, "REMOTE_ADDR": f"2001:db8:1:2::{number + 1:x}"})
    assert response.status_code == 429
    assert Message.objects.count() == 5
    assert send(client, headers={**OURS, "REMOTE_ADDR": "2001:db8:1:3::1"}).status_code == 302
