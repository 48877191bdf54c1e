"""What a sheet refers to exists, so that it loads in the order of its neighbours."""

import pytest

from tests.demo.sheets import NAMES, Row, listed, rows, slugs

REFERENCES = [
    ("cities", "parent", "cities"),
    ("partnerships", "home_city", "cities"),
    ("partnerships", "partner_city", "cities"),
    ("agreements", "partnership", "partnerships"),
    ("agreements", "predecessor", "agreements"),
    ("agreements", "signed_in", "cities"),
    ("exchanges", "home_city", "cities"),
    ("exchanges", "held_in", "cities"),
    ("exchanges", "cities", "cities"),
    ("exchanges", "partnership", "partnerships"),
    ("exchanges", "agreement", "agreements"),
    ("honours", "recipient_city", "cities"),
    ("honours", "partnership", "partnerships"),
    ("stories", "cities", "cities"),
    ("stories", "lead_photo", "media"),
]


@pytest.mark.parametrize("name", NAMES)
def test_slugs_of_a_sheet_are_unique(name: str) -> None:
    assert len(slugs(name)) == len(rows(name))


@pytest.mark.parametrize(("name", "column", "target"), REFERENCES)
def test_slugs_that_a_column_refers_to_exist(name: str, column: str, target: str) -> None:
    named = {slug for row in rows(name) for slug in listed(row[column])}

    assert named <= slugs(target)


@pytest.mark.parametrize("name", ["cities", "partnerships", "agreements", "exchanges", "honours", "stories"])
def test_photos_and_sources_that_a_sheet_attaches_exist(name: str) -> None:
    sources = {entry.split(" ")[0] for row in rows(name) for entry in listed(row["sources"])}
    photos = {slug for row in rows(name) for slug in listed(row["photos"])}

    assert sources <= slugs("sources")
    assert photos <= slugs("media")


def test_wordings_name_sources_that_exist() -> None:
    lines = [line.split(" | ") for row in rows("agreements") for line in row["wordings"].splitlines()]

    assert lines
    assert {source for _, _, source in lines} <= slugs("sources")


@pytest.mark.parametrize("name", ["partnerships", "agreements", "exchanges", "honours", "stories"])
def test_every_statement_has_a_source_unless_the_demo_speaks_of_itself(name: str) -> None:
    unsourced = {row["slug"] for row in rows(name) if not row["sources"]}

    assert unsourced <= {"how-this-record-is-kept"}


def test_agreement_and_its_predecessor_belong_to_one_partnership() -> None:
    tie = {row["slug"]: row["partnership"] for row in rows("agreements")}

    assert all(tie[row["predecessor"]] == row["partnership"] for row in rows("agreements") if row["predecessor"])


def test_partnership_joins_a_home_city_and_a_partner_only_once() -> None:
    home = {row["slug"] for row in rows("cities") if row["is_home"] == "yes"}
    pairs = [_pair(row) for row in rows("partnerships")]

    assert len(set(pairs)) == len(pairs) == 40
    assert {first for first, _ in pairs} <= home
    assert not {second for _, second in pairs} & home


def _pair(row: Row) -> tuple[str, str]:
    return row["home_city"], row["partner_city"]
