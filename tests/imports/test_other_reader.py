"""What one person has uploaded and checked is read by another in another language, wholly."""

import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.translation import override

from sistercities.imports import running
from sistercities.imports.models import ImportJob, JobState
from tests import factories, people
from tests.imports.files import csv_bytes, saved
from tests.imports.untold import english_in as english_sentences_in
from tests.imports.untold import said_in
from tests.imports.walking import Walk, browser, url, walk, worker
from tests.page_words import chinese_in, english_in

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "zh-hans")
PAGES = ("columns", "places", "preview", "decision")
# Units and codes, which stand before their words.
SAME_EVERYWHERE = re.compile(r"[A-Za-z_]+（|（[A-Z]{2}）|KB")
CHINESE_ROWS = (
    ["重庆市友好城市一览表"],
    ["序号", "中方城市", "友城", "国别", "结好日期", "类别", "签字人", "说明", "状态"],
    ["亚洲（3对）"],
    ["1", "重庆", "曼谷", "泰国", "2011-09-26", "友好交流城市", "某人", "内部", "有效"],
    ["2", "重庆", "广岛", "日本", "1986年10月23日", "友好城市", "", "", ""],
    ["2", "重庆", "广岛", "日本", "1986年10月23日", "友好城市", "", "", ""],
    ["3", "重庆", "清迈", "泰国", "2000-13-01", "友好城市", "", "", ""],
    ["欧洲（1对）"],
    ["4", "重庆", "无此地", "纳尼亚", "03/04/2014", "友好城市", "", "", "无此状态"],
    ["合计", "", "9"],
    ["注：以上资料由市外办提供"],
)
ENGLISH_ROWS = (
    ["Our sister cities"],
    ["No.", "Our city", "Partner city", "Country", "Signed", "Class", "Blood type", "Status"],
    ["Asia (3)"],
    ["1", "Chongqing", "Bangkok", "Thailand", "26 September 2011", "friendly exchange city", "A", "in force"],
    ["2", "Chongqing", "Hiroshima", "Japan", "23 October 1986", "sister city", "", ""],
    ["2", "Chongqing", "Hiroshima", "Japan", "23 October 1986", "sister city", "", ""],
    ["3", "Chongqing", "Chiang Mai", "Thailand", "2000-13-01", "sister city", "", ""],
    ["4", "Chongqing", "Nowhere", "Narnia", "03/04/2014", "sister city", "", "no such state"],
    ["Total", "", "9"],
    ["Note: from our own files"],
)


def workbook(rows: tuple[list[str], ...]) -> bytes:
    """With a hidden row, and a hidden sheet beside."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.active.title = "2026"
    book.active.row_dimensions[5].hidden = True
    book.create_sheet("x").append(["x"])
    book.worksheets[1].sheet_state = "hidden"
    return saved(book)


def reader(person: User, language: str) -> Client:
    client = browser(person)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


@pytest.fixture
def chongqing(walk: Walk) -> None:
    User.objects.update(username="导入人员" if walk else "")
    factories.home_city(slug="chongqing", name_en="Chongqing", name_zh_hans="重庆", country="CN")


def checked_in(walk: Walk, language: str, data: bytes, name: str) -> ImportJob:
    walk.client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    walk.uploaded(data, name, "ties")
    walk.check_again()
    return walk.job


def pages_of(job: ImportJob, client: Client) -> dict[str, str]:
    shown = {page: client.get(url(job, page), follow=True) for page in PAGES}
    shown |= {each: client.get(url(job, "preview"), {"outcome": each}) for each in ("new", "duplicate", "error")}
    return {page: answer.content.decode() for page, answer in shown.items()}


@pytest.mark.usefixtures("chongqing")
def test_sheet_checked_in_english_is_wholly_read_in_chinese(walk: Walk) -> None:
    job = checked_in(walk, "en", workbook(CHINESE_ROWS), "友城.xlsx")
    assert job.counts["total"]["error"] > 2
    administrator = people.administrator()
    User.objects.filter(pk=administrator.pk).update(username="管理员")
    found = {
        page: english_in(SAME_EVERYWHERE.sub("", html))
        for page, html in pages_of(job, reader(administrator, "zh-hans")).items()
    }
    assert found == dict.fromkeys(found, set())


@pytest.mark.usefixtures("chongqing")
def test_sheet_checked_in_chinese_is_wholly_read_in_english(walk: Walk) -> None:
    job = checked_in(walk, "zh-hans", workbook(ENGLISH_ROWS), "sisters.xlsx")
    assert job.counts["total"]["error"] > 2
    administrator = people.administrator()
    User.objects.filter(pk=job.owner_id).update(username="somebody")
    found = {page: chinese_in(html) for page, html in pages_of(job, reader(administrator, "en")).items()}
    assert found == dict.fromkeys(found, set())


@pytest.mark.usefixtures("chongqing")
@pytest.mark.parametrize(("told", "read"), [LANGUAGES, LANGUAGES[::-1]])
def test_error_workbook_is_in_the_language_of_who_fetches_it(walk: Walk, told: str, read: str) -> None:
    rows = CHINESE_ROWS if read == "zh-hans" else ENGLISH_ROWS
    job = checked_in(walk, told, csv_bytes(rows[1], *rows[3:]), "a.csv")
    answer = reader(people.administrator(), read).get(f"/admin/imports/importjob/{job.pk}/to-mend.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    *_others, beside = zip(*book.worksheets[0].iter_rows(values_only=True), strict=True)
    said = {text for text in beside if text} | {
        cell.comment.text for row in book.worksheets[0].iter_rows() for cell in row if cell.comment
    }
    assert len(said) > 2
    if read == "zh-hans":
        assert english_sentences_in(said) == []
    assert all(any("\u4e00" <= sign <= "\u9fff" for sign in text) == (read == "zh-hans") for text in said), said


def test_refusal_of_a_failed_job_is_read_in_either_language(walk: Walk, worker: Callable[[], Any]) -> None:
    walk.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    walk.uploaded(csv_bytes(("partner city", "country", "class"), ["Bangkok", "TH", "sister city"]), "a.csv", "ties")
    walk.client.post(url(walk.job, "check"))
    running.check(str(walk.job.pk))
    assert walk.job.state == JobState.FAILED
    with override("zh-hans"):
        job = ImportJob.objects.get(pk=walk.job.pk)
        assert english_sentences_in({str(job.problem)}) == []
        assert "请" in str(job.problem)
    assert "No column says this" in str(ImportJob.objects.get(pk=walk.job.pk).problem)


def test_sentence_stored_before_is_shown_as_it_is(walk: Walk) -> None:
    walk.uploaded()
    job = walk.job
    job.plan["notes"] = ["A plain note."]
    job.problem = "A plain problem."
    job.save()
    job.rows.create(
        number=2, outcome="error", record_type_id=1, errors=[{"message": "Old.", "sentences": {"en": "Old."}}]
    )
    kept = said_in("zh-hans", job)
    assert {"A plain note.", "A plain problem.", "Old."} <= kept


def test_command_tells_all_in_the_language_that_is_active(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    factories.home_city(slug="chongqing", name_en="Chongqing", name_zh_hans="重庆", country="CN")
    file = tmp_path / "友城.xlsx"
    file.write_bytes(workbook(CHINESE_ROWS))
    with override("zh-hans"):
        with pytest.raises(CommandError) as refused:
            call_command("import_sheet", str(file), kind="ties")
        told = capsys.readouterr()
        said = {line for text in (told.out, told.err, str(refused.value)) for line in text.splitlines()}
    assert len(said) > 3
    assert english_sentences_in(said) == []
