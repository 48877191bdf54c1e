"""An import from the first page to the last in Chinese, of a sheet as a Chinese office keeps it."""

import pytest
from django.conf import settings
from django.contrib.auth.models import User

from sistercities.imports.pages.columns import ENCODINGS
from tests import factories
from tests.imports.files import csv_bytes
from tests.imports.walking import LIST, UPLOAD, Walk, url, walk, worker
from tests.page_words import english_in

__all__ = ["walk", "worker"]
pytestmark = pytest.mark.django_db

HEADINGS = ("序号", "中方城市", "友城", "国别", "结好日期", "类别", "签字人", "备注")
ROWS = (
    ["1", "重庆", "曼谷", "泰国", "2011-09-26", "友好交流城市", "某人", "内部"],
    ["2", "重庆", "广岛", "日本", "1986年10月23日", "友好城市", "", ""],
    ["3", "重庆", "清迈", "泰国", "2000-13-01", "友好城市", "", ""],
    ["4", "重庆", "无此地", "纳尼亚", "03/04/2014", "友好城市", "", ""],
)
# What the files write as codes and preview shows so.
CODES = {*ENCODINGS, "VN", "（JP）", "（TH）", "hue", "vinh", "cair"}
CITIES = ("slug", "名称（中文）", "国家", "人口")


@pytest.fixture
def walk_in_chinese(walk: Walk) -> Walk:
    walk.client.cookies[settings.LANGUAGE_COOKIE_NAME] = "zh-hans"
    User.objects.update(username="导入人员")
    return walk


def english(html: str) -> set[str]:
    return english_in(html) - CODES


def left_over(walk: Walk, *pages: str) -> dict[str, set[str]]:
    """English on these pages of the last import, as they are at this moment."""
    answers = {page: walk.client.get(url(walk.job, page), follow=True) for page in pages}
    return {page: english(answer.content.decode()) for page, answer in answers.items()}


def test_questions_about_a_chinese_sheet_are_asked_in_chinese(walk_in_chinese: Walk) -> None:
    walk = walk_in_chinese
    factories.home_city(slug="chongqing", name="重庆")
    assert english(walk.client.get(UPLOAD).content.decode()) == set()
    walk.uploaded(csv_bytes(HEADINGS, *ROWS), "友城.csv", "ties")
    assert left_over(walk, "columns", "places", "progress") == {"columns": set(), "places": set(), "progress": set()}
    walk.check_again()
    pages = ("preview", "decision")
    assert left_over(walk, *pages) == dict.fromkeys(pages, set())


def test_way_of_an_import_is_told_in_chinese(walk_in_chinese: Walk) -> None:
    walk = walk_in_chinese
    factories.city(slug="hue", name_zh_hans="顺化市", country="VN")
    rows = (["hue", "顺化", "越南", "652572"], ["vinh", "荣市", "越南", ""], ["cair", "纳城", "纳尼亚", "十"])
    walk.checked(csv_bytes(CITIES, *rows), "城市.csv")
    told = [english(walk.text("preview", outcome=outcome)) for outcome in ("new", "changed", "unchanged", "error")]
    assert told == [set()] * 4
    walk.decide(apply_good_rows="on")
    assert left_over(walk, "result", "undo") == {"result": set(), "undo": set()}
    assert english(walk.client.get(LIST).content.decode()) == set()
