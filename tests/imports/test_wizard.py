"""The pages of an import: upload, columns, check, preview, decision, result, and the way back."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from partnerships.models import City, Exchange
from sistercities.common.history import Act, ChangeSet, change
from sistercities.common.publishing import State
from sistercities.common.publishing_actions import take_step
from sistercities.imports import limits
from sistercities.imports.models import ImportJob, JobState, RowOutcome
from tests import factories, people
from tests.imports.files import csv_bytes, xlsx_bytes
from tests.imports.walking import HEADERS, HUE, LIST, UPLOAD, Walk, last_job, upload, url, worker

__all__ = ["worker"]
pytestmark = pytest.mark.django_db
NARNIA = csv_bytes(HEADERS, ["hue", "Huế", "VN"], ["cair", "Cair Paravel", "Narnia"])
JOB_PAGES = ("columns", "places", "progress", "preview", "decision", "result", "undo", "numbers")


def browser(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def walk(worker: Callable[[], Any]) -> Walk:
    return Walk(browser(people.importer()), worker)


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


def test_columns_page_tells_what_each_heading_means_and_why(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes(("name_en", "Country", "Einwohner", "Blood type"), ["Huế", "VN", "652572", "0"]))
    text = page.content.decode()
    assert "is a usual name of this field" in text
    assert re.search(r"These columns go nowhere:.*D Blood type", text, re.DOTALL)


def test_chosen_field_is_read_and_a_left_out_column_is_not(walk: Walk) -> None:
    walk.uploaded(csv_bytes((*HEADERS, "Leute", "website"), ["hue", "Huế", "VN", "652572", "https://hue.example"]))
    sent = {"sheet": "0", "is_read": "on", "go": "stay", "field-3": "population", "field-4": ""}
    walk.client.post(url(walk.job, "columns"), sent)
    walk.check_again()
    walk.decide()
    city = City.objects.get()
    assert (city.population, city.website) == (652572, "")


def test_value_for_all_rows_fills_a_missing_column(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes(("name_en",), ["Torino"], ["Genova"])).content.decode()
    assert 'name="constant-country"' in page
    walk.client.post(url(walk.job, "columns"), {"sheet": "0", "is_read": "on", "go": "stay", "constant-country": "IT"})
    walk.check_again()
    walk.decide()
    assert set(City.objects.values_list("name_en", "country")) == {("Torino", "IT"), ("Genova", "IT")}


def test_question_about_day_and_month_is_asked_once_with_its_evidence(walk: Walk) -> None:
    factories.home_city(slug="chongqing")
    file = csv_bytes(("home_city", "title_en", "kind", "starts_on"), ["chongqing", "Visit", "visit", "03/04/2014"])
    page = walk.uploaded(file, "x.csv", "exchanges").content.decode()
    assert page.count('name="answer-starts_on"') == 2
    assert "03/04/2014" in page
    walk.client.post(url(walk.job, "columns"), {"sheet": "0", "is_read": "on", "go": "stay", "answer-starts_on": "dmy"})
    walk.check_again()
    walk.decide()
    assert Exchange.objects.get().starts_on.text == "2014-04-03"


def test_encoding_is_shown_with_a_sample_and_changed_by_hand(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes(HEADERS, ["pecs", "Pécs", "HU"], encoding="cp1250")).content.decode()
    assert "Read as" in page
    walk.client.post(url(walk.job, "reading"), {"encoding": "cp1252", "delimiter": ","})
    assert walk.job.plan["sheets"][0]["encoding"] == "cp1252"
    assert "Read as cp1252" in walk.text("columns")


def test_unknown_place_is_added_for_all_its_rows(walk: Walk) -> None:
    factories.home_city(slug="chongqing", country="CN")
    headers = ("home_city", "title_en", "kind", "cities")
    rows = [["chongqing", "Visit", "visit", "Pécs"], ["chongqing", "Forum", "forum", "Pécs"]]
    walk.uploaded(csv_bytes(headers, *rows), "x.csv", "exchanges")
    page = walk.text("places")
    assert page.count("<bdi>Pécs</bdi>") == 1
    key = re.search(r'name="key" value="([^"]+)"', page)
    assert key
    sent = {"key": key[1], "choice-0": "new", "name-0": "Pécs", "country-0": "HU", "go": "stay"}
    walk.client.post(url(walk.job, "places"), sent)
    walk.check_again()
    walk.decide()
    assert City.objects.filter(name_en="Pécs", country="HU").count() == 1
    assert [[city.name_en for city in each.cities.all()] for each in Exchange.objects.all()] == [["Pécs"], ["Pécs"]]


def test_choice_of_a_place_is_remembered_as_its_other_name_if_agreed(walk: Walk) -> None:
    factories.home_city(slug="chongqing")
    bangkok = factories.city(slug="bangkok", name_en="Bangkok", country="TH")
    walk.uploaded(
        csv_bytes(("home_city", "title_en", "cities"), ["chongqing", "Visit", "Krung Thep"]), "x.csv", "exchanges"
    )
    key = re.search(r'name="key" value="([^"]+)"', walk.text("places"))
    assert key
    sent = {"key": key[1], "choice-0": "", "slug-0": "bangkok", "remember": key[1], "go": "stay"}
    walk.client.post(url(walk.job, "places"), sent)
    assert [other.name for other in bangkok.other_names.all()] == ["Krung Thep"]


def test_preview_shows_old_and_new_values_under_the_words_of_the_field(walk: Walk) -> None:
    factories.city(slug="hue", name="Hue", country="VN")
    page = walk.checked()
    assert re.search(
        r"<td>Name \(English\)</td>\s*<td class=\"before\"><bdi>Hue</bdi></td>\s*<td class=\"after\"><bdi>Huế</bdi>",
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
    walk.client.post(url(walk.job, "publish"), {"languages": ["en"]})
    city = City.objects.get()
    assert (city.state_en, city.state_zh_hans) == (State.PUBLISHED, State.DRAFT)


def test_importer_who_may_not_publish_is_offered_no_publication(walk: Walk) -> None:
    assert "Publish these records" not in walk.applied()
    assert walk.client.post(url(walk.job, "publish"), {"languages": ["en"]}).status_code == 403


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


def test_job_put_away_changes_nothing_and_can_be_checked_again(walk: Walk) -> None:
    walk.checked()
    walk.client.post(url(walk.job, "cancel"))
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
        ("cities.csv", b"x" * (limits.FILE_BYTES + 1), "The file is larger than 20 MB."),
        ("=cmd|' /C calc'!A0.csv", b"", "The file is empty."),
    ],
)
def test_bad_file_is_refused_on_the_form(walk: Walk, name: str, content: bytes, sentence: str) -> None:
    response = upload(walk.client, content, name)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not ImportJob.objects.exists()


def test_columns_of_the_database_and_of_publishing_go_nowhere(walk: Walk) -> None:
    page = walk.uploaded(csv_bytes((*HEADERS, "id", "state_en"), ["hue", "Huế", "VN", "1", "published"]))
    assert re.search(r"These columns go nowhere:.*D id.*E state_en", page.content.decode(), re.DOTALL)


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
        seen += re.findall(r'<th scope="rowgroup"[^>]*>(\d+)</th>', page)
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
