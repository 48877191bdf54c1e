"""Who sees an import, who may act on it, and when."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from partnerships.models import City
from sistercities.common.history import Act
from sistercities.common.publishing_actions import take_step
from sistercities.imports.models import ImportJob, JobState
from tests import people
from tests.imports.files import csv_bytes
from tests.imports.walking import HEADERS, LIST, UPLOAD, Walk, browser, upload, url, walk, worker

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db
JOB_PAGES = ("columns", "places", "progress", "preview", "decision", "result", "undo", "numbers")


def test_importer_who_may_not_publish_is_offered_no_publication(walk: Walk) -> None:
    assert "Publish these records" not in walk.applied()
    assert walk.client.post(url(walk.job, "publish"), {"languages": ["en"]}).status_code == 403


def test_published_import_is_taken_back_only_by_who_may_publish(walk: Walk) -> None:
    walk.applied(csv_bytes((*HEADERS, "is_home"), ["hue", "Huế", "VN", "yes"]))
    take_step(Act.PUBLISH, City.objects.all(), ["en"], None)
    assert "Take it back" not in walk.text("undo")
    assert walk.client.post(url(walk.job, "undo")).status_code == 403
    with walk.worker():
        browser(people.administrator()).post(url(walk.job, "undo"))
    assert not City.objects.exists()


@pytest.mark.parametrize("page", JOB_PAGES)
def test_another_importer_finds_no_job(walk: Walk, page: str) -> None:
    walk.checked()
    client = browser(people.importer())
    assert client.get(url(walk.job, page)).status_code == 404
    assert client.post(url(walk.job, page)).status_code == 404
    assert "cities.csv" not in client.get(LIST).content.decode()


def test_administrator_sees_the_jobs_of_all(walk: Walk) -> None:
    walk.checked()
    client = browser(people.administrator())
    assert "cities.csv" in client.get(LIST).content.decode()
    assert client.get(url(walk.job, "preview")).status_code == 200


@pytest.mark.parametrize("make", [people.viewer, people.editor, people.publisher])
def test_who_may_not_import_gets_no_page_and_no_link(walk: Walk, make: Callable[[], User]) -> None:
    walk.checked()
    client = browser(make())
    for address in (UPLOAD, LIST, *(url(walk.job, page) for page in JOB_PAGES)):
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    assert UPLOAD not in client.get("/admin/partnerships/city/").content.decode()


def test_right_to_import_alone_takes_nothing_in() -> None:
    person = people.importer()
    person.groups.clear()
    person.user_permissions.set(person.user_permissions.model.objects.filter(codename__in=["import_city", "view_city"]))
    assert browser(User.objects.get(pk=person.pk)).get(UPLOAD).status_code == 403


def test_kind_that_one_may_not_import_is_refused_and_leaves_no_file() -> None:
    person = people.importer()
    person.groups.clear()
    rights = ["import_honour", "add_honour", "change_honour"]
    person.user_permissions.set(person.user_permissions.model.objects.filter(codename__in=rights))
    client = browser(User.objects.get(pk=person.pk))
    assert upload(client, kind="").status_code == 403
    assert not ImportJob.objects.exists()


def test_stranger_is_sent_to_sign_in(walk: Walk) -> None:
    walk.checked()
    for address in (UPLOAD, LIST, url(walk.job, "preview")):
        assert Client().get(address).status_code == 302


@pytest.mark.parametrize("page", ["progress", "preview", "decision", "result", "undo"])
def test_page_whose_time_has_not_come_leads_to_the_one_whose_has(walk: Walk, page: str) -> None:
    walk.uploaded()
    assert walk.page(page).headers["Location"] == url(walk.job, "columns")


@pytest.mark.parametrize("page", ["check", "publish", "reading", "cancel"])
def test_looking_changes_nothing(walk: Walk, page: str) -> None:
    walk.uploaded()
    assert walk.page(page).status_code in (302, 405)
    assert walk.job.state == JobState.UPLOADED
