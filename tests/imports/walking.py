"""Walks a file through the pages of an import, as a browser without script would."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from sistercities.imports.models import ImportJob
from tests import people
from tests.imports.files import csv_bytes

HEADERS = ("slug", "name_en", "country")
HUE = csv_bytes(HEADERS, ["hue", "Huế", "VN"])
UPLOAD = "/admin/imports/importjob/add/"
LIST = "/admin/imports/importjob/"


@pytest.fixture
def worker(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """A context in which what is left to the background is done at its end."""

    def works() -> Any:
        return django_capture_on_commit_callbacks(execute=True)

    return works


def upload(client: Client, content: bytes = HUE, name: str = "cities.csv", kind: str = "cities") -> HttpResponse:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content), "kind": kind})


def url(job: ImportJob, page: str) -> str:
    return reverse(f"admin:import_{page}", args=[job.pk])


def last_job() -> ImportJob:
    return ImportJob.objects.latest("created_at")


class Walk:
    """One importer's way: `uploaded` → `checked` → `applied`; each returns the page that comes of it."""

    def __init__(self, client: Client, worker: Callable[[], Any]) -> None:
        self.client, self.worker = client, worker

    @property
    def job(self) -> ImportJob:
        return last_job()

    def uploaded(self, content: bytes = HUE, name: str = "cities.csv", kind: str = "cities") -> HttpResponse:
        response = upload(self.client, content, name, kind)
        assert response.status_code == 302, response.context["form"].errors
        return self.page("columns")

    def checked(self, content: bytes = HUE, name: str = "cities.csv", kind: str = "cities") -> str:
        self.uploaded(content, name, kind)
        return self.check_again()

    def check_again(self) -> str:
        with self.worker():
            self.client.post(url(self.job, "check"))
        return self.text("preview")

    def decide(self, **options: str) -> HttpResponse:
        with self.worker():
            return self.client.post(url(self.job, "decision"), options)

    def applied(self, content: bytes = HUE, name: str = "cities.csv", kind: str = "cities") -> str:
        self.checked(content, name, kind)
        self.decide()
        return self.text("result")

    def page(self, name: str, **query: Any) -> HttpResponse:
        return self.client.get(url(self.job, name), query)

    def text(self, name: str, **query: Any) -> str:
        response = self.page(name, **query)
        assert response.status_code == 200, response.headers.get("Location", response.status_code)
        return response.content.decode()


def messages_of(client: Client) -> Iterator[str]:
    return (str(message) for message in client.get(LIST).context["messages"])


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def walk(worker: Callable[[], Any]) -> Walk:
    return Walk(browser(people.importer()), worker)
