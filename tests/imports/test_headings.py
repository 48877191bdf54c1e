"""The headings of a sheet."""

import pytest

from sistercities.imports.errors import SheetRefused
from sistercities.imports.headings import check_headings, check_required

KNOWN = ["slug", "name_en", "status"]


def sentences_of(headings: list[str]) -> list[str]:
    with pytest.raises(SheetRefused) as caught:
        check_headings(headings, KNOWN)
    return caught.value.sentences


def test_headings_are_taken_in_any_case_and_with_spaces() -> None:
    assert check_headings(["Slug", " name en "], KNOWN) == ["slug", "name_en"]


def test_unknown_heading_is_named_with_its_column() -> None:
    assert sentences_of(["slug", "nmae"]) == [
        "Column B: “nmae” is not known. Delete the column or use one of: slug, name_en, status."
    ]


def test_number_of_the_database_is_refused() -> None:
    assert "is a number of one database and no key" in sentences_of(["id", "name_en"])[0]


@pytest.mark.parametrize(
    "heading",
    ["state", "state_en", "State_zh_hans", "publish_at", "withdraw_at", "published_at_en", "is_public", "is_published"],
)
def test_publishing_column_is_refused_and_the_way_told(heading: str) -> None:
    assert sentences_of(["slug", heading]) == [
        f"Column B: “{heading}” is not taken from a sheet. Delete the column; records are published in the admin."
    ]


def test_heading_that_stands_twice_is_refused() -> None:
    assert sentences_of(["slug", "name_en", "Name_EN"]) == [
        "Column C: the heading “Name_EN” stands there a second time."
    ]


def test_all_headings_that_are_wrong_are_told_at_once() -> None:
    assert len(sentences_of(["id", "x", "slug", "slug"])) == 3


def test_sheet_that_does_not_say_whom_it_is_about_is_refused() -> None:
    with pytest.raises(SheetRefused, match=r"Add the columns: slug or name_en \+ country\."):
        check_required(["summary_en"], [("slug",), ("name_en", "country")])


def test_very_long_heading_is_cut_in_the_sentence() -> None:
    (sentence,) = sentences_of(["slug", "x" * 10_000])
    assert len(sentence) < 200
