"""What could not be verified stays a draft, and nothing says more than its source does."""

from tests.demo.sheets import DEMO, row, rows, slugs

HELD_BACK = {line for line in (DEMO / "keep_as_draft.txt").read_text(encoding="utf-8").split("\n") if line}


def test_partnership_is_held_back_exactly_if_it_is_unverified() -> None:
    unverified = {
        f"partnerships:{tie['slug']}" for tie in rows("partnerships") if "unverified" in tie["internal_remarks"]
    }

    assert len(unverified) == 6
    assert {line for line in HELD_BACK if line.startswith("partnerships:") and line.count(":") == 1} == unverified


def test_city_is_held_back_exactly_if_all_its_partnerships_are() -> None:
    shown, hidden = set[str](), set[str]()
    for tie in rows("partnerships"):
        group = hidden if f"partnerships:{tie['slug']}" in HELD_BACK else shown
        group.update((tie["home_city"], tie["partner_city"]))

    assert {line for line in HELD_BACK if line.startswith("cities:") and line.count(":") == 1} == {
        f"cities:{slug}" for slug in hidden - shown
    }


def test_city_without_a_chinese_name_is_held_back_in_chinese() -> None:
    nameless = {city["slug"] for city in rows("cities") if not city["name_zh_hans"]}
    ties = {tie["slug"] for tie in rows("partnerships") if tie["partner_city"] in nameless}

    assert {line for line in HELD_BACK if line.endswith(":zh_hans")} == {
        *(f"cities:{slug}:zh_hans" for slug in nameless),
        *(f"partnerships:{slug}:zh_hans" for slug in ties),
    }


def test_held_back_records_exist() -> None:
    for line in HELD_BACK:
        sheet, slug = line.split(":")[:2]

        assert slug in slugs(sheet)


def test_status_is_in_force_only_where_a_source_confirms_the_tie_or_makes_it_likely() -> None:
    for tie in rows("partnerships"):
        is_supported = tie["internal_remarks"].startswith(("Confidence: confirmed.", "Confidence: likely."))

        assert tie["status"] == ("in_force" if is_supported else ""), tie["slug"]


def test_tie_with_bangkok_keeps_its_class_apart_from_what_sources_call_it() -> None:
    tie, agreement = row("partnerships", "chongqing-bangkok"), row("agreements", "chongqing-bangkok-2011")

    assert tie["tie_class"] == "friendly_exchange"
    assert agreement["wordings"].splitlines() == [
        "en | Establishment of Friendly Exchange Relations Agreement | ichongqing-bangkok-2024",
        "zh-Hans | 友好城市协议书 | chongqing-magazine-2015",
    ]


def test_people_whose_names_are_not_reported_stand_with_their_office_only() -> None:
    lines = [
        line.split("|")
        for agreement in rows("agreements")
        for column in ("signatories", "witnesses")
        for line in agreement[column].splitlines()
    ]

    assert len(lines) == 6
    assert {(name_en.strip(), name_zh.strip()) for _, name_en, name_zh, _, _ in lines} == {("", "")}
