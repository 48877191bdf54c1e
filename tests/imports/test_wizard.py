"""The pages of an import: upload, check, preview, decision, result, and the way back."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from partnerships.models import City
from sistercities.common.history import Act, ChangeSet, change
from sistercities.common.publishing import State
from sistercities.imports import limits
from sistercities.imports.models import ImportJob, JobState, RowOutcome
from tests import factories, people
from tests.imports.files import csv_bytes, xlsx_bytes
from tests.imports.walking import HEADERS, HUE, LIST, UPLOAD, Walk, browser, last_job, upload, url, walk, worker

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db
NARNIA = csv_bytes(HEADERS, ["hue", "Huế", "VN"], ["cair", "Cair Paravel", "Narnia"])


def test_uploaded_file_changes_nothing_until_it_is_decided(walk: Walk) -> None:
    assert "Huế" in walk.checked()
    assert not City.objects.exists()
    walk.decide()
    city = City.objects.get()
    assert (city.name_en, city.state_en) == ("Huế", State.DRAFT)


def test_import_is_written_to_its_person_and_file(walk: Walk) -> None:
    walk.applied()
    changes = ChangeSet.objects.get()
    assert (changes.pk, changes.made_by, changes.note) == (walk.job.change_set, walk.job.owner, "cities.csv")


def test_preview_shows_old_and_new_values_under_the_words_of_the_field(walk: Walk) -> None:
    factories.city(slug="hue", name="Hue", country="VN")
    page = walk.checked()
    assert re.search(
        r"<td>Name \(English\)</td>\s*<td class=\"before\"[^>]*><bdi>Hue</bdi></td>"
        r"\s*<td class=\"after\"[^>]*><bdi>Huế</bdi>",
        page,
    )


def test_wrong_row_is_told_with_its_place_its_value_and_what_to_do(walk: Walk) -> None:
    page = walk.checked(NARNIA)
    assert re.search(r"<td>C country</td>\s*<td><bdi>Narnia</bdi></td>\s*<td>[^<]*countr", page)
    assert "Huế" in walk.text("preview", outcome="new")


def test_one_wrong_row_holds_back_the_file_until_the_good_ones_are_chosen(walk: Walk) -> None:
    walk.checked(NARNIA)
    walk.decide()
    assert not City.objects.exists()
    assert walk.job.state == JobState.CHECKED
    walk.decide(apply_good_rows="on")
    assert [city.name_en for city in City.objects.all()] == ["Huế"]
    assert "to-mend.xlsx?only=wrong" in walk.text("result")


def test_empty_cells_clear_only_when_that_is_chosen(walk: Walk) -> None:
    factories.city(slug="hue", name_en="Huế", country="VN", website="https://hue.example")
    walk.checked(csv_bytes((*HEADERS, "website"), ["hue", "Huế", "VN", ""]))
    assert walk.job.counts["total"]["unchanged"] == 1
    walk.decide(blank_clears="on")
    assert (walk.job.state, walk.job.counts["total"]["changed"]) == (JobState.CHECKED, 1)
    walk.decide(blank_clears="on")
    assert City.objects.get().website == ""


def test_record_changed_since_the_preview_is_shown_as_a_conflict(walk: Walk) -> None:
    city = factories.city(slug="hue", name_en="Hue", country="VN")
    walk.checked()
    City.objects.filter(pk=city.pk).update(name_en="Hué", version=city.version + 1)
    walk.decide()
    assert City.objects.get().name_en == "Hué"
    assert "Huế" in walk.text("preview", outcome="conflict")
    walk.check_again()
    walk.decide()
    assert City.objects.get().name_en == "Huế"


def test_file_that_brings_nothing_new_offers_no_decision(walk: Walk) -> None:
    factories.city(slug="hue", name_en="Huế", name_zh_hans=None, country="VN")
    walk.checked()
    assert "There is nothing to do." in walk.text("decision")


def test_import_is_published_as_one_set_by_who_may(worker: Callable[[], Any]) -> None:
    walk = Walk(browser(people.administrator()), worker)
    walk.applied(csv_bytes((*HEADERS, "name_zh_hans", "is_home"), ["hue", "Huế", "VN", "顺化", "yes"]))
    with walk.worker():
        walk.client.post(url(walk.job, "publish"), {"languages": ["en"]})
    city = City.objects.get()
    assert (city.state_en, city.state_zh_hans) == (State.PUBLISHED, State.DRAFT)
    assert "1 record was published." in walk.text("result")


def test_applied_import_is_taken_back(walk: Walk) -> None:
    walk.applied()
    assert "Take it back" in walk.text("undo")
    with walk.worker():
        walk.client.post(url(walk.job, "undo"))
    assert not City.objects.exists()
    assert "has been taken back" in walk.text("result")


def test_records_edited_since_are_listed_and_hold_the_undo_back(walk: Walk) -> None:
    walk.applied()
    city = City.objects.get()
    with change(None, Act.EDIT) as changes:
        changes.lock(city)
        city.name_en = "Huế, old capital"
        city.save()
    page = walk.text("undo")
    assert "1 record has been edited since." in page
    assert "Take it back" not in page


def test_job_put_away_changes_nothing_and_can_be_checked_again(walk: Walk) -> None:
    walk.checked()
    answer = walk.client.post(url(walk.job, "cancel"), follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Stopped. Nothing was taken in." in answer.content.decode()
    assert walk.job.state == JobState.CANCELLED
    assert not City.objects.exists()
    assert "Huế" in walk.check_again()


def test_job_at_work_tells_its_numbers_and_where_it_goes_on(walk: Walk) -> None:
    walk.uploaded()
    ImportJob.objects.update(state=JobState.CHECKING)
    told = walk.page("numbers").json()
    assert (told["done"], told["next"]) == (0, "")
    page = walk.text("progress")
    assert '<noscript><meta http-equiv="refresh"' in page
    assert url(walk.job, "cancel") in page
    ImportJob.objects.update(state=JobState.CHECKED)
    assert walk.page("numbers").json()["next"] == url(walk.job, "preview")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("cities.csv", b"", "The file is empty."),
        ("cities.xlsx", b"\x89PNG\r\n\x1a\n", "This is a picture, not a sheet."),
        ("cities.csv", b"<html></html>", "This is a web page, not a sheet."),
        ("cities.csv", b"x" * (limits.FILE_BYTES + 1), "The file is larger than 75 MB."),
        ("=cmd|' /C calc'!A0.csv", b"", "The file is empty."),
    ],
)
def test_bad_file_is_refused_on_the_form(walk: Walk, name: str, content: bytes, sentence: str) -> None:
    response = upload(walk.client, content, name)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not ImportJob.objects.exists()


def test_form_without_a_file_asks_for_one(walk: Walk) -> None:
    assert "This field is required." in walk.client.post(UPLOAD, {}).content.decode()


def test_hostile_texts_are_shown_as_text(walk: Walk) -> None:
    hostile = "<script>alert(1)</script>"
    walk.checked(csv_bytes((*HEADERS, hostile), ["hue", hostile, "VN", hostile]), f"{hostile}.csv")
    for page in ("columns", "places", "preview", "decision"):
        assert "<script>alert(1)" not in walk.text(page)
    assert "<script>alert(1)" not in walk.client.get(LIST).content.decode()


def test_pages_hold_no_inline_script_or_style(walk: Walk) -> None:
    pages = [walk.client.get(UPLOAD).content.decode(), walk.checked(NARNIA)]
    pages += [walk.text(page) for page in ("columns", "places", "decision")]
    for page in pages:
        own = page.split('id="content-main"')[1]
        assert "style=" not in own
        assert "<script" not in own


def test_list_offers_to_import_its_own_kind(walk: Walk) -> None:
    page = walk.client.get("/admin/partnerships/city/").content.decode()
    assert f'{UPLOAD}?kind=cities"' in page
    assert '<option value="cities" selected>' in walk.client.get(UPLOAD, {"kind": "cities"}).content.decode()


def test_workbook_is_taken_in_like_a_text_file(walk: Walk) -> None:
    walk.applied(xlsx_bytes((*HEADERS, "population"), ["hue", "Huế", "VN", 652572]), "cities.xlsx")
    assert City.objects.get().population == 652572


def test_sentences_are_in_the_reader_s_language_whoever_checked(walk: Walk) -> None:
    walk.checked(csv_bytes(HEADERS, ["hue", "H" * 121, "VN"]))
    walk.client.cookies["django_language"] = "zh-hans"
    assert "确保该变量包含不超过 120 字符" in walk.text("preview")


def test_preview_of_many_rows_is_paged_in_a_constant_number_of_queries(
    walk: Walk, django_assert_max_num_queries: Any
) -> None:
    walk.checked(csv_bytes(HEADERS, *([f"city-{number}", f"City {number}", "VN"] for number in range(120))))
    assert walk.job.rows.filter(outcome=RowOutcome.NEW).count() == 120
    seen: list[str] = []
    start: str | None = "0"
    while start is not None:
        with django_assert_max_num_queries(14):
            page = walk.text("preview", outcome="new", **{"from": start})
        seen += re.findall(r'<th scope="row"[^>]*>(\d+)</th>', page)
        later = re.search(r'from=(\d+)">Later rows', page)
        start = later[1] if later else None
    assert seen == [str(number) for number in range(2, 122)]
    back = re.search(r'from=(\d+)">Earlier rows', page)
    assert back
    assert int(back[1]) == 52


def test_job_of_a_file_is_kept_with_its_name_only(walk: Walk) -> None:
    walk.uploaded(HUE, "../../etc/cities.csv")
    assert last_job().given_name == "cities.csv"


def test_exported_list_uploaded_again_brings_nothing(walk: Walk) -> None:
    factories.city(name="Huế", slug="hue")
    exported = walk.client.get("/admin/partnerships/city/export-sheet/xlsx/").content
    walk.checked(exported, "city.xlsx")
    assert "There is nothing to do." in walk.text("decision")


def test_job_that_no_worker_takes_up_says_whom_to_ask(walk: Walk) -> None:
    walk.uploaded()
    ImportJob.objects.update(state=JobState.CHECKING, started_at=timezone.now() - timedelta(minutes=1))
    assert "Ask the operator of the site" in walk.text("progress")
