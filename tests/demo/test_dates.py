"""Dates stand at the precision of their source, and are empty where it gives none."""

import pytest

from sistercities.common.dates import read_edtf
from tests.demo.sheets import NAMES, row, rows


@pytest.mark.parametrize("name", NAMES)
def test_dates_of_a_sheet_are_edtf(name: str) -> None:
    for entry in rows(name):
        for column, text in entry.items():
            if column.endswith("_on") or column in {"since", "valid_until"}:
                assert not text or read_edtf(text).year, (entry["slug"], column)


@pytest.mark.parametrize(
    ("slug", "known"),
    [
        ("bangkok-training-delegation-2018", "2018-05"),
        ("smart-china-expo-2019", "2019-08"),
        ("lancang-mekong-mayors-forum-2021", "2021-10"),
        ("land-sea-corridor-signing-2022", "2022-07-01"),
        ("regional-cooperation-conference-2023", "2023-12-15"),
        ("chongqing-vientiane-bangkok-railway-2023", "2023-12-29"),
        ("thailand-chongqing-culture-week", ""),
    ],
)
def test_exchange_with_bangkok_is_dated_as_the_article_dates_it(slug: str, known: str) -> None:
    assert row("exchanges", slug)["starts_on"] == known


def test_agreements_and_honour_are_dated_as_their_sources_date_them() -> None:
    dated = {entry["slug"]: entry["signed_on"] for entry in rows("agreements")}

    assert dated == {
        "chongqing-bangkok-2011": "2011-09-26",
        "chongqing-dusseldorf-2001": "2001",
        "chongqing-dusseldorf-2004": "2004-07-22",
        "chongqing-dusseldorf-programme-2004": "2004-11",
        "banan-sanjo-agreement-2019": "2019-06-05",
        "banan-sanjo-memorandum-2019": "2019-06-05",
    }
    assert row("honours", "bangkok-award-2014")["given_on"] == "2014-11"


def test_counts_that_nobody_reported_are_empty_and_not_zero() -> None:
    assert {(entry["delegations"], entry["persons"]) for entry in rows("exchanges")} == {("", "")}


def test_railway_route_names_every_place_on_it_and_claims_no_single_one() -> None:
    route = row("exchanges", "chongqing-vientiane-bangkok-railway-2023")

    assert route["cities"] == "chongqing;vientiane;bangkok;map-ta-phut"
    assert route["held_in"] == ""
