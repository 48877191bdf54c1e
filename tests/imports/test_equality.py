# ruff: noqa: E501 (a row of a sheet is a line)
"""One truth: a sheet taken in by sets leaves the same register, history and sentences as one taken in row by row."""

import csv
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User

from partnerships.models import Agreement, City, Partnership
from sistercities.common.history import Revision
from sistercities.demo import loading
from sistercities.sheet_kinds import KINDS
from tests import factories, people
from tests.imports.both_ways import assert_equal_both_ways

pytestmark = pytest.mark.django_db
SHEETS = Path(loading.__file__).parent / "sheets"
DEMO_KINDS = ("sources", "cities", "partnerships", "agreements", "exchanges", "honours", "stories")
CITY = ("slug", "name_en", "country")


def demo_sheet(kind: str) -> tuple[list[str], list[list[str]]]:
    with (SHEETS / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        headers, *rows = list(csv.reader(file))
    return headers, rows


@pytest.fixture
def register() -> None:
    """What the sheets below name."""
    home = factories.home_city(slug="chongqing", name_en="Chongqing", name_zh_hans="重庆")
    bangkok = factories.city(slug="bangkok", name_en="Bangkok", name_zh_hans="曼谷")
    factories.city(slug="hue", name_en="Huế", name_zh_hans="顺化", country="VN")
    factories.partnership(slug="chongqing-bangkok", home_city=home, partner_city=bangkok)
    factories.source(slug="gazette", title="Gazette")
    factories.source(slug="daily", title="Daily")
    factories.photo(slug="bridge")
    factories.photo(slug="harbour")


def test_whole_demo_comes_out_the_same_in_every_kind_of_sheet() -> None:
    for row in demo_sheet("media")[1]:
        factories.photo(slug=row[0])
    for kind in DEMO_KINDS:
        headers, rows = demo_sheet(kind)
        assert_equal_both_ways(kind, headers, *rows)
    assert Agreement.objects.exists()


def test_whole_demo_a_second_time_changes_nothing_either_way() -> None:
    for row in demo_sheet("media")[1]:
        factories.photo(slug=row[0])
    for kind in (*DEMO_KINDS, *DEMO_KINDS):
        headers, rows = demo_sheet(kind)
        job = assert_equal_both_ways(kind, headers, *rows)
    assert job.counts["total"]["unchanged"] == len(rows)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("kind", "headers", "rows"),
    [
        (
            "cities",
            (*CITY, "other_names", "groups", "facts_en", "facts_zh_hans", "sources", "photos", "latitude", "longitude"),
            [
                ("hue", "Hue", "VN", "fr:Hué;vi:Phú Xuân (until 1802)", "asean", "River = Hương\nGate = Ngọ Môn", "河 = 香河\n门 = 午门", "gazette [name_en]", "bridge;harbour", "16.4637", "107.5909"),
                ("bangkok", "Bangkok", "TH", "th:กรุงเทพ", "asean;lancang-mekong", "", "", "daily;gazette", "", "13.75", "100.5"),
                ("", "Vinh", "VN", "", "", "", "", "", "harbour", "18.67", "105.69"),
                ("", "Vinh Yen", "VN", "", "", "Lake = Vạc", "", "", "", "", ""),
            ],
        ),
        (
            "cities",
            (*CITY, "area_km2", "population", "population_year", "parent", "is_home", "profile_en", "website"),
            [
                ("banan", "Banan", "CN", "1825.5", "1178856", "2020", "chongqing", "no", "<p>A <script>x</script>district</p>", "https://example.org/"),
                ("yubei", "Yubei", "CN", "1452", "2191493", "2020", "Chongqing", "yes", "Plain words\n\nand more", ""),
                ("chongqing", "Chongqing", "CN", "82400", "32054159", "2020", "", "yes", "", ""),
            ],
        ),
        (
            "partnerships",
            ("home_city", "partner_city", "tie_class", "status", "since", "motive_en", "sources"),
            [
                ("Chongqing", "Huế", "friendly_exchange", "in_force", "2011-09", "Tea", "gazette"),
                ("重庆", "曼谷", "sister_city", "dormant", "1999~", "", "daily [since];gazette"),
            ],
        ),
        (
            "agreements",
            ("partnership", "kind", "title_en", "wording", "wordings", "signed_on", "signed_in", "signatories", "witnesses", "fields", "validity", "valid_until", "text_languages"),
            [
                ("chongqing-bangkok", "friendly-exchange", "Agreement", "", "en | Accord | gazette\nth | ข้อตกลง", "2011-09-26", "Bangkok", "home | Huang Qifan | 黄奇帆 | Mayor\npartner | Sukhumbhand", "home | Li | | Clerk", "culture;tourism", "dated", "2016", "zh, th"),
                ("chongqing-bangkok", "memorandum", "Memo", "second", "", "2012", "", "", "", "", "unknown", "", ""),
            ],
        ),
        (
            "exchanges",
            ("home_city", "title_en", "title_zh_hans", "kind", "starts_on", "ends_on", "cities", "fields", "partnership", "persons", "held_in", "photos", "sources", "summary_en"),
            [
                ("chongqing", "Visit", "访问", "visit", "2018-05-03", "2018-05-06", "chongqing;bangkok", "culture", "chongqing-bangkok", "12", "Bangkok", "bridge", "gazette", "They met, ate & parted."),
                ("chongqing", "Visit", "", "visit", "2019", "", "bangkok", "tourism;culture", "", "1,200", "", "", "", ""),
                ("chongqing", "Forum on rivers", "", "forum", "", "", "", "", "", "", "", "", "", ""),
            ],
        ),
        (
            "honours",
            ("name_en", "name_zh_hans", "given_on", "recipient_en", "recipient_city", "partnership", "sources"),
            [
                ("Golden Bridge", "金桥奖", "2014-11", "City of Bangkok", "bangkok", "chongqing-bangkok", "gazette"),
                ("Silver Bridge", "", "", "", "", "", ""),
            ],
        ),
        (
            "stories",
            ("title_en", "byline_en", "published_on", "body_en", "cities", "lead_photo", "photos"),
            [
                ("A train", "Yan", "2024-04-19", "<h2>On</h2><p>rails</p>", "bangkok;chongqing", "bridge", "harbour;bridge"),
                ("A boat", "", "2024", "water", "", "", ""),
            ],
        ),
        (
            "sources",
            ("slug", "title", "publisher", "url", "published_on", "internal_remarks"),
            [
                ("gazette", "Gazette of 2011", "Office", "https://example.org/a", "2011", "on paper"),
                ("", "Weekly", "", "", "2012-03", ""),
                ("daily", "Daily", "", "", "", ""),
            ],
        ),
        (
            "media",
            ("slug", "kind", "video_url", "caption_en", "credit_en", "alt_en", "licence", "permission_until", "taken_on", "focal_x"),
            [
                ("film", "video", "https://example.org/v", "A film", "The office", "People", "own", "2030-01-31", "2018-05", "30"),
                ("bridge", "photo", "", "The bridge", "", "A bridge", "cc_by", "", "1999~", "80"),
            ],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_new_and_changed_records_come_out_the_same(
    kind: str, headers: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    job = assert_equal_both_ways(kind, headers, *rows)
    assert job.counts["total"]["new"] + job.counts["total"]["changed"] > 0
    job = assert_equal_both_ways(kind, headers, *rows)
    assert job.counts["total"]["unchanged"] == len(rows)


@pytest.mark.usefixtures("register")
def test_rows_and_ties_that_a_sheet_takes_away_are_gone_both_ways() -> None:
    headers = ("slug", "other_names", "groups", "facts_en", "facts_zh_hans", "sources", "photos")
    assert_equal_both_ways(
        "cities",
        headers,
        (
            "hue",
            "fr:Hué;vi:Phú Xuân",
            "asean",
            "A = 1\nB = 2\nC = 3",
            "甲 = 1\n乙 = 2\n丙 = 3",
            "gazette;daily",
            "bridge",
        ),
    )
    assert_equal_both_ways(
        "cities",
        headers,
        (
            "hue",
            "en:Hue;fr:Hué (until 1945)",
            "lancang-mekong",
            "B = 2\nA = 4",
            "乙 = 2\n甲 = 1",
            "daily [slug]",
            "harbour;bridge",
        ),
    )
    names = City.objects.get(slug="hue").other_names.order_by("name").values_list("name", flat=True)
    assert list(names) == ["Hue", "Hué"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("kind", "headers", "rows"),
    [
        (
            "cities",
            (*CITY, "population", "latitude", "longitude", "parent", "website", "time_zone", "tier"),
            [
                ("a", "A", "Narnia", "many", "91", "10", "Atlantis", "no address", "Asia/Nowhere", "village"),
                ("b", "", "VN", "-1", "5", "", "", "", "", ""),
                ("hue", "Huế", "VN", "3", "", "", "hue", "", "", "city"),
                ("hue", "Huế again", "VN", "3", "", "", "", "", "", ""),
                ("", "Bangkok", "TH", "3000000000000", "", "", "", "", "", ""),
                ("c d", "C", "VN", "", "", "", "", "", "", ""),
                ("", "Long" * 40, "VN", "", "", "", "", "", "", ""),
            ],
        ),
        (
            "exchanges",
            ("slug", "home_city", "title_en", "kind", "starts_on", "ends_on", "cities", "persons"),
            [
                ("", "chongqing", "Visit", "", "2018-05-03", "2018-05-01", "bangkok", ""),
                ("", "chongqing", "Forum", "forum", "", "2018", "Atlantis;bangkok;bangkok", "some"),
                ("", "chongqing", "Fair", "trade", "2018-02-31", "", "", "-3"),
                ("", "", "Homeless", "trade", "2018", "", "", ""),
                ("one", "chongqing", "Fest", "culture", "2019", "", "", ""),
                ("two", "chongqing", "FEST!", "culture", "2019", "", "", ""),
                ("one", "chongqing", "Other", "culture", "2019", "", "", ""),
                ("", "chongqing", "Fest", "culture", "2019-04", "", "", ""),
                ("", "chongqing", "", "culture", "2019", "", "", ""),
            ],
        ),
        (
            "partnerships",
            ("slug", "home_city", "partner_city", "tie_class", "status"),
            [
                ("x", "bangkok", "hue", "sister_city", ""),
                ("y", "chongqing", "chongqing", "sister_city", ""),
                ("z", "chongqing", "bangkok", "sister_city", "in_force"),
                ("", "chongqing", "hue", "", "finished"),
            ],
        ),
        (
            "agreements",
            ("partnership", "kind", "title_en", "signed_on", "validity", "valid_until", "wordings", "signatories"),
            [
                ("chongqing-bangkok", "friendly-exchange", "One", "2011", "dated", "", "", ""),
                ("chongqing-bangkok", "friendly-exchange", "Two", "2012", "dated", "2011", "", "nobody | X"),
                ("chongqing-bangkok", "letter", "Three", "2013", "", "", "en | Accord | nowhere | x", ""),
                ("nobody", "memorandum", "Four", "2014", "", "", "", ""),
            ],
        ),
        (
            "sources",
            ("slug", "title", "url"),
            [("", "", "x"), ("gazette", "Gazette", "not a url"), ("", "Weekly", ""), ("", "Weekly", "")],
        ),
        (
            "media",
            ("slug", "kind", "file", "video_url", "focal_x"),
            [("film", "video", "", "", "30"), ("new", "photo", "x.jpg", "", "101"), ("bridge", "document", "", "", "")],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_is_wrong_is_told_in_the_same_words(
    kind: str, headers: tuple[str, ...], rows: list[tuple[str, ...]]
) -> None:
    job = assert_equal_both_ways(kind, headers, *rows)
    assert job.counts["total"]["error"] > 0
    assert not Revision.objects.exists()


@pytest.mark.usefixtures("register")
def test_rights_of_whoever_imports_hold_in_the_same_words() -> None:
    by = people.person("Viewer")
    for act in ("import_city", "add_city"):
        by.user_permissions.add(Permission.objects.get(codename=act))
    by = User.objects.get(pk=by.pk)
    live = factories.city(published=True, slug="live", name_en="Live")
    row = (live.slug, "Lively", "TH")
    assert_equal_both_ways("cities", CITY, row, ("hue", "Hue", "VN"), ("new", "New", "VN"), by=by)


@pytest.mark.usefixtures("register")
def test_author_and_versions_are_the_same_both_ways() -> None:
    job = assert_equal_both_ways("cities", CITY, ("hue", "Hue", "VN"), ("new", "New", "VN"), by=people.importer())
    assert job.counts["total"]["changed"] == 1
    assert City.objects.get(slug="hue").version == 2


@pytest.mark.usefixtures("register")
def test_rows_that_name_rows_of_the_same_sheet_find_them_both_ways() -> None:
    assert_equal_both_ways(
        "cities",
        (*CITY, "parent"),
        ("jiangbei", "Jiangbei", "CN", "liangjiang"),
        ("liangjiang", "Liangjiang", "CN", "chongqing"),
        ("chongqing", "Chongqing", "CN", "jiangbei"),
    )
    assert_equal_both_ways(
        "agreements",
        ("slug", "partnership", "kind", "title_en", "signed_on", "predecessor"),
        ("second", "chongqing-bangkok", "memorandum", "Second", "2015", "first"),
        ("first", "chongqing-bangkok", "memorandum", "First", "2010", ""),
    )
    assert Partnership.objects.count() == 1


def test_every_kind_of_sheet_is_compared() -> None:
    assert set(DEMO_KINDS) | {"media"} == set(KINDS)
