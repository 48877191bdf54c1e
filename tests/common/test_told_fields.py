"""Columns that keep sentences."""

import json

import pytest

from sistercities.common.told_fields import storable


@pytest.mark.parametrize(
    ("value", "kept"),
    [("a\x00b", "ab"), ("\x00\x00", ""), (r"a\u0000b", r"a\u0000b"), ("\\\x00", "\\"), (r"\\u0000", r"\\u0000")],
)
def test_what_is_stored_holds_no_nul_and_all_else(value: str, kept: str) -> None:
    assert json.loads(storable(json.dumps({value: [value]}))) == {kept: [kept]}
