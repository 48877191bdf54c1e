"""Texts that a spreadsheet would run are made safe, and are themselves again afterwards."""

import pytest

from sistercities.imports.formulas import escape_formula, unescape_formula

DANGEROUS = ["=1+1", "+49 30 1234", "-12.5", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_would_run_gets_an_apostrophe(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", [*DANGEROUS, "'=1+1", "''@x", "'quoted' word", "plain", "", "a=b", "’=x"])
def test_escaped_text_comes_back_exactly(text: str) -> None:
    assert unescape_formula(escape_formula(text)) == text


@pytest.mark.parametrize("text", ["Bangkok", "2011-09", "'t Harde", "a-b"])
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert escape_formula(text) == text
