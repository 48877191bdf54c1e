"""The admin site itself: its door, its index, its language, its one-row profile."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from partnerships.models import Field, SiteProfile
from tests import factories, people
from tests.admin.forms import address, save

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def test_stranger_is_led_to_the_sites_own_sign_in_and_back(client: Client) -> None:
    url = "/admin/partnerships/city/?q=a&p=1"
    response = client.get(url, follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
    assert response.context["form"] is not None
    user = people.editor()
    sign_in = {"login": user.username, "password": "a long enough secret"}
    back = client.post(response.redirect_chain[-1][0], sign_in)
    assert back.headers["Location"].endswith("/admin/partnerships/city/?q=a&p=1")


def test_sign_in_does_not_lead_to_another_host(client: Client) -> None:
    user = people.editor()
    door = client.get("/admin/login/", {"next": "https://evil.example/"}).headers["Location"]
    landed = client.post(door, {"login": user.username, "password": "a long enough secret"}).headers["Location"]
    assert landed.startswith("/")
    assert "evil" not in landed


def test_account_that_is_no_staff_is_told_so_and_led_nowhere(signed_in: SignIn) -> None:
    response = signed_in(people.person("Editor", is_staff=False)).get("/admin/", follow=True)
    assert response.status_code == 403


def test_signing_out_needs_a_form_and_ends_the_session(signed_in: SignIn) -> None:
    client = signed_in(people.editor())
    assert client.get("/admin/logout/").status_code == 405
    assert client.post("/admin/logout/").status_code == 302
    assert client.get("/admin/").status_code == 302


def test_index_follows_the_order_of_the_work(signed_in: SignIn) -> None:
    sections = signed_in(people.administrator()).get("/admin/").context["app_list"]
    assert [(str(section["name"]), [str(entry["name"]) for entry in section["models"]]) for section in sections] == [
        (
            "Records",
            [
                "Cities",
                "Partnerships",
                "Agreements",
                "Exchanges",
                "Honours",
                "Stories",
                "Photos and documents",
                "Sources",
            ],
        ),
        ("Imports", ["Imports"]),
        ("Vocabulary", ["Fields of cooperation", "Kinds of agreement", "Groups of cities"]),
        ("The site", ["Site profile", "Messages"]),
        ("Accounts", ["Users"]),
    ]


def test_index_names_what_one_changed_last_with_a_way_there(signed_in: SignIn) -> None:
    editor = people.editor()
    client = signed_in(editor)
    city = factories.city(name="Bangkok")
    save(client, city, internal_remarks="x")
    save(signed_in(people.editor()), factories.city(name="Zürich"), internal_remarks="x")
    recent = client.get("/admin/").context["recent"]
    assert [(revision.label, url) for revision, url in recent] == [("Bangkok", address(city, "change"))]


def test_language_of_the_admin_is_switched_by_a_form(signed_in: SignIn) -> None:
    client = signed_in(people.editor())
    response = client.post("/admin/language/", {"language": "zh-hans", "next": "/admin/partnerships/city/"})
    assert response.headers["Location"] == "/admin/partnerships/city/"
    assert '<html lang="zh-hans"' in client.get("/admin/").content.decode()


def test_language_switch_leads_to_no_other_host(signed_in: SignIn) -> None:
    response = signed_in(people.editor()).post("/admin/language/", {"language": "en", "next": "https://evil.example/"})
    assert "evil" not in response.headers["Location"]


def test_stranger_gets_no_language_cookie(client: Client) -> None:
    assert "django_language" not in client.post("/admin/language/", {"language": "zh-hans"}).cookies


def test_site_profile_is_made_once_and_then_opened_straight(signed_in: SignIn) -> None:
    client = signed_in(people.administrator())
    changelist = address(SiteProfile, "changelist")
    assert client.get(changelist).headers["Location"] == address(SiteProfile, "add")
    assert save(client, SiteProfile, site_name_en="Chongqing’s sister cities").status_code == 302
    profile = SiteProfile.objects.get()
    assert client.get(changelist).headers["Location"] == address(profile, "change")
    assert client.get(address(SiteProfile, "add")).status_code == 403
    assert client.post(address(profile, "delete"), {"post": "yes"}).status_code == 403


def test_word_of_the_vocabulary_in_use_is_not_deleted(signed_in: SignIn) -> None:
    client = signed_in(people.administrator())
    used, unused = factories.field("culture"), factories.field("sports")
    factories.exchange(title_en="Culture week", fields=[used])
    assert "Culture week" in client.post(address(used, "delete"), {"post": "yes"}).content.decode()
    assert client.post(address(unused, "delete"), {"post": "yes"}).status_code == 302
    assert Field.objects.filter(slug__in=["culture", "sports"]).get() == used


def test_every_page_of_the_admin_forbids_what_the_policy_forbids(signed_in: SignIn) -> None:
    client = signed_in(people.superuser())
    for url in ("/admin/", address(factories.city(), "change"), address(factories.exchange(), "history")):
        policy = client.get(url).headers["Content-Security-Policy"]
        assert "unsafe" not in policy


def test_vocabulary_and_profile_keep_history_like_every_record(signed_in: SignIn) -> None:
    client = signed_in(people.administrator())
    profile = SiteProfile.objects.create(site_name_en="Old")
    word = factories.field("culture")
    save(client, profile, site_name_en="New")
    save(client, word, name_en="Culture and arts")
    for record, change in (
        (profile, ("Name of the site (English)", "Old", "New")),
        (word, ("Name (English)", "Culture", "Culture and arts")),
    ):
        [told] = client.get(address(record, "history")).context["revisions"]
        assert [(one.label, one.old, one.new) for one in told["differences"]] == [change]
        assert client.post(told["take_back"], {"seen_version": told["revision"].pk}).status_code == 302
    profile.refresh_from_db()
    word.refresh_from_db()
    assert (profile.site_name_en, word.name_en) == ("Old", "Culture")


def test_publisher_reads_vocabulary_and_profile_and_changes_neither(signed_in: SignIn) -> None:
    client = signed_in(people.publisher())
    for record in (SiteProfile.objects.create(site_name_en="Name"), factories.field("culture")):
        assert client.get(address(record, "change")).status_code == 200
        assert client.post(address(record, "change"), {}).status_code == 403
