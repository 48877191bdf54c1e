"""Sheets out of the lists: export of what the list shows."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse

from media.models import MediaItem
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Source, Story
from tests import factories, people
from tests.imports.files import read_sheet

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
MODELS: list[type[models.Model]] = [MediaItem, Source, City, Partnership, Agreement, Exchange, Honour, Story]


@pytest.mark.parametrize("make", [people.viewer, people.editor])
def test_who_may_not_export_gets_no_file_and_no_link(signed_in: SignIn, make: Callable[[], User]) -> None:
    client = signed_in(make())
    assert client.get("/admin/partnerships/city/export-sheet/csv/").status_code == 403
    assert "export-sheet" not in client.get("/admin/partnerships/city/").content.decode()


def test_stranger_is_sent_to_sign_in() -> None:
    assert Client().get("/admin/partnerships/city/export-sheet/csv/").status_code == 302


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("model", MODELS)
def test_every_list_is_exported_in_every_format(signed_in: SignIn, model: type[models.Model], file_format: str) -> None:
    for make in (
        factories.agreement,
        factories.exchange,
        factories.honour,
        factories.story,
        factories.source,
        factories.photo,
    ):
        make()
    options = model._meta
    client = signed_in(people.administrator())
    changelist = client.get(reverse(f"admin:{options.app_label}_{options.model_name}_changelist")).content.decode()
    address = reverse(f"admin:{options.app_label}_{options.model_name}_export_sheet", args=[file_format])
    assert address in changelist
    response = client.get(address)
    assert response.headers["Content-Disposition"].startswith(f'attachment; filename="{options.model_name}-')
    assert len(read_sheet(f"x.{file_format}", response.content).rows) == model._default_manager.count()


def test_export_holds_what_the_list_shows_under_its_filters(signed_in: SignIn) -> None:
    factories.city(name="Huế", slug="hue")
    factories.city(name="Vinh", slug="vinh")
    response = signed_in(people.importer()).get("/admin/partnerships/city/export-sheet/csv/", {"q": "vinh"})
    assert [row.cells[0] for row in read_sheet("x.csv", response.content).rows] == ["vinh"]


def test_exported_formula_is_text(signed_in: SignIn) -> None:
    factories.city(name_en="=1+1", slug="hue")
    content = signed_in(people.importer()).get("/admin/partnerships/city/export-sheet/csv/").content.decode("utf-8-sig")
    assert content.splitlines()[1].startswith("hue,'=1+1,")


@pytest.mark.parametrize(("path", "status"), [("export-sheet/exe/", 404), ("export-sheet/csv/?no_such__field=1", 302)])
def test_bad_address_of_an_export_is_no_error(signed_in: SignIn, path: str, status: int) -> None:
    assert signed_in(people.importer()).get(f"/admin/partnerships/city/{path}").status_code == status


def test_text_too_long_for_a_workbook_is_told_in_the_list(signed_in: SignIn) -> None:
    factories.city(summary_en="x" * 40_000)
    response = signed_in(people.importer()).get("/admin/partnerships/city/export-sheet/xlsx/", follow=True)
    assert "Export as csv." in response.content.decode()
