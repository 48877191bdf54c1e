"""Sheets in and out of the lists: upload, preview, decision; export of what the list shows."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from media.models import MediaItem
from partnerships.models import Agreement, City, Exchange, Honour, Partnership, Source, Story
from sistercities.common.history import ChangeSet
from sistercities.common.publishing import State
from sistercities.imports import limits
from sistercities.imports.readers import read_sheet
from tests import factories, people
from tests.imports.files import csv_bytes, xlsx_bytes

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
MODELS: list[type[models.Model]] = [MediaItem, Source, City, Partnership, Agreement, Exchange, Honour, Story]
HEADERS = ("slug", "name_en", "country")
UPLOAD = "/admin/partnerships/city/import-sheet/"
HUE = csv_bytes(HEADERS, ["hue", "Huế", "VN"])


@pytest.fixture(autouse=True)
def previews(settings: Any, tmp_path: Path) -> Path:
    settings.VAR_DIR = tmp_path
    return tmp_path / "previews"


def upload(client: Client, content: bytes = HUE, name: str = "cities.csv") -> HttpResponse:
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def decision_url(response: HttpResponse) -> str:
    found = re.search(rf'action="({UPLOAD}[^"]+)"', response.content.decode())
    assert found, "the page offers no decision"
    return found[1]


def has_files(previews: Path) -> bool:
    return previews.exists() and any(previews.iterdir())


def test_uploaded_sheet_is_only_shown_until_it_is_confirmed(signed_in: SignIn) -> None:
    client = signed_in(people.importer())
    page = upload(client)
    assert "Huế" in page.content.decode()
    assert not City.objects.exists()
    client.post(decision_url(page), {"confirm": "yes"})
    city = City.objects.get()
    assert (city.name_en, city.state_en) == ("Huế", State.DRAFT)


def test_preview_shows_old_and_new_values(signed_in: SignIn) -> None:
    factories.city(slug="hue", name="Hue", country="VN")
    page = upload(signed_in(people.importer())).content.decode()
    assert re.search(r'<td class="before">Hue</td>\s*<td class="after">Huế</td>', page)


def test_import_is_written_to_its_person_and_file(signed_in: SignIn) -> None:
    importer = people.importer()
    client = signed_in(importer)
    client.post(decision_url(upload(client)), {"confirm": "yes"})
    changes = ChangeSet.objects.get()
    assert (changes.made_by, changes.note) == (importer, "cities.csv")


def test_cancelled_sheet_changes_nothing_and_leaves_no_file(signed_in: SignIn, previews: Path) -> None:
    client = signed_in(people.importer())
    client.post(decision_url(upload(client)), {"cancel": "yes"})
    assert not City.objects.exists()
    assert not has_files(previews)


def test_confirmed_sheet_leaves_no_file_and_is_not_confirmed_twice(signed_in: SignIn, previews: Path) -> None:
    client = signed_in(people.importer())
    url = decision_url(upload(client))
    client.post(url, {"confirm": "yes"})
    assert not has_files(previews)
    assert client.post(url, {"confirm": "yes"}).headers["Location"] == UPLOAD
    assert City.objects.count() == 1


def test_another_person_cannot_confirm_it(signed_in: SignIn) -> None:
    url = decision_url(upload(signed_in(people.importer())))
    signed_in(people.importer()).post(url, {"confirm": "yes"})
    assert not City.objects.exists()


def test_sheet_whose_records_have_changed_since_is_shown_again(signed_in: SignIn) -> None:
    city = factories.city(slug="hue", name_en="Hue", country="VN")
    client = signed_in(people.importer())
    url = decision_url(upload(client))
    City.objects.filter(pk=city.pk).update(name_en="Hué")
    page = client.post(url, {"confirm": "yes"})
    assert "The records have changed since." in page.content.decode()
    assert City.objects.get().name_en == "Hué"
    client.post(decision_url(page), {"confirm": "yes"})
    assert City.objects.get().name_en == "Huế"


def test_sheet_is_confirmed_in_another_language_than_it_was_shown_in(signed_in: SignIn) -> None:
    factories.city(slug="hue", name_en="Hue", name_zh_hans="顺化", country="VN")
    client = signed_in(people.importer())
    url = decision_url(upload(client))
    client.cookies["django_language"] = "zh-hans"
    client.post(url, {"confirm": "yes"})
    assert City.objects.get().name_en == "Huế"


def test_sheet_with_errors_names_the_cells_and_leaves_no_file(signed_in: SignIn, previews: Path) -> None:
    page = upload(signed_in(people.importer()), csv_bytes(HEADERS, ["hue", "Huế", "Narnia"])).content.decode()
    assert re.search(r"<td>C country</td>\s*<td><bdi>Narnia</bdi></td>\s*<td>That is no country\.", page)
    assert UPLOAD + "x" not in page
    assert not re.search(rf'action="{UPLOAD}', page)
    assert not has_files(previews)


def test_sheet_that_brings_nothing_new_offers_no_decision(signed_in: SignIn, previews: Path) -> None:
    factories.city(slug="hue", name_en="Huế", name_zh_hans=None, country="VN")
    page = upload(signed_in(people.importer())).content.decode()
    assert "There is nothing to do." in page
    assert not has_files(previews)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cities.csv", b"", "The file is empty."),
        ("cities.csv", b"id\n1\n", "is a number of one database and no key"),
        ("cities.csv", b"slug,state_en\nhue,published\n", "records are published in the admin"),
        ("cities.xlsx", b"\x89PNG\r\n\x1a\n", "This is a picture, not a sheet."),
        ("cities.csv", b"<html></html>", "This is a web page, not a sheet."),
        ("cities.csv", b"x" * (limits.FILE_BYTES + 1), "The file is larger than 20 MB."),
        ("cities.csv", b"slug\n" + b"x\n" * 5_001, "At most 5000 rows are taken at once here."),
        ("=cmd|' /C calc'!A0.csv", b"", "The file is empty."),
        ("cities.csv", b"slug,<script>alert(1)</script>\nhue,x\n", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ],
)
def test_bad_file_is_refused_on_the_form(
    signed_in: SignIn, previews: Path, name: str, content: bytes, sentence: str
) -> None:
    response = upload(signed_in(people.importer()), content, name)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not has_files(previews)


def test_form_without_a_file_asks_for_one(signed_in: SignIn) -> None:
    assert "This field is required." in signed_in(people.importer()).post(UPLOAD, {}).content.decode()


def test_hostile_cell_is_shown_as_text(signed_in: SignIn) -> None:
    page = upload(signed_in(people.importer()), csv_bytes(HEADERS, ["hue", "<script>alert(1)</script>", "VN"]))
    assert "<script>alert(1)" not in page.content.decode()


def test_pages_of_a_sheet_hold_no_inline_script_or_style(signed_in: SignIn) -> None:
    client = signed_in(people.importer())
    for page in (client.get(UPLOAD), upload(client)):
        own = page.content.decode().split('id="content-main"')[1]
        assert "style=" not in own
        assert "<script" not in own


@pytest.mark.parametrize("make", [people.viewer, people.editor, people.publisher])
def test_who_may_not_import_gets_no_page_and_no_link(signed_in: SignIn, make: Callable[[], User]) -> None:
    client = signed_in(make())
    assert client.get(UPLOAD).status_code == 403
    assert upload(client).status_code == 403
    assert client.post(f"{UPLOAD}x/", {"confirm": "yes"}).status_code == 403
    assert UPLOAD not in client.get("/admin/partnerships/city/").content.decode()


@pytest.mark.parametrize("make", [people.viewer, people.editor])
def test_who_may_not_export_gets_no_file_and_no_link(signed_in: SignIn, make: Callable[[], User]) -> None:
    client = signed_in(make())
    assert client.get("/admin/partnerships/city/export-sheet/csv/").status_code == 403
    assert "export-sheet" not in client.get("/admin/partnerships/city/").content.decode()


def test_stranger_is_sent_to_sign_in() -> None:
    for url in (UPLOAD, "/admin/partnerships/city/export-sheet/csv/"):
        assert Client().get(url).status_code == 302


def test_right_to_import_alone_takes_nothing_in(signed_in: SignIn) -> None:
    person = people.importer()
    person.groups.clear()
    person.user_permissions.set(person.user_permissions.model.objects.filter(codename__in=["import_city", "view_city"]))
    assert signed_in(User.objects.get(pk=person.pk)).get(UPLOAD).status_code == 403


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


def test_exported_list_uploaded_again_brings_nothing(signed_in: SignIn) -> None:
    factories.city(name="Huế", slug="hue")
    client = signed_in(people.importer())
    exported = client.get("/admin/partnerships/city/export-sheet/xlsx/").content
    assert "There is nothing to do." in upload(client, exported, "city.xlsx").content.decode()


def test_workbook_is_taken_in_like_a_text_file(signed_in: SignIn) -> None:
    client = signed_in(people.importer())
    page = upload(client, xlsx_bytes((*HEADERS, "population"), ["hue", "Huế", "VN", 652572]), "cities.xlsx")
    client.post(decision_url(page), {"confirm": "yes"})
    assert City.objects.get().population == 652572


def test_long_lists_of_changes_and_errors_are_cut_and_the_number_told(signed_in: SignIn) -> None:
    client = signed_in(people.importer())
    with patch("sistercities.imports.admin.MOST_SHOWN", 2):
        rows = [[f"city-{number}", "X", "Narnia"] for number in range(5)]
        page = upload(client, csv_bytes(HEADERS, *rows)).content.decode()
    assert page.count("That is no country.") == 2
    assert "Only the first 2 of 5 are shown." in page


def test_sentences_are_in_the_reader_s_language(signed_in: SignIn) -> None:
    client = signed_in(people.importer())
    client.cookies["django_language"] = "zh-hans"
    page = upload(client, csv_bytes(HEADERS, ["hue", "H" * 121, "VN"])).content.decode()
    assert "确保该变量包含不超过 120 字符" in page
