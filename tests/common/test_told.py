"""Sentences that are kept as how they were made."""

import copy
import json
import pickle
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator
from django.utils.text import capfirst as capfirst_of_django
from django.utils.translation import gettext_lazy, ngettext_lazy, override

from sistercities.common.dates import words_of_date
from sistercities.common.told import Told, joined, listed, sentences_of, told, told_number, told_of
from sistercities.common.told_fields import ToldDecoder, ToldEncoder

HIDDEN = ngettext_lazy(
    "Row %(rows)s is hidden; it is read like the others.",
    "Rows %(rows)s are hidden; they are read like the others.",
    "number",
)


def kept(value: Any) -> str:
    return json.dumps(value, cls=ToldEncoder)


def read_in(language: str, stored: str) -> Any:
    with override(language):
        return json.loads(stored, cls=ToldDecoder)


def test_sentence_is_told_in_the_language_of_each_reader() -> None:
    sentence = told("There is no year %(year)s.") % {"year": "0000"}
    assert sentence == "There is no year 0000."
    with override("zh-hans"):
        assert f"{sentence}" == str(sentence) == "没有0000年，请核对日期。"
    assert str(sentence) == "There is no year 0000."


def test_stored_sentence_comes_back_in_the_language_of_who_reads_it() -> None:
    with override("zh-hans"):
        stored = kept({"notes": [told("The file is empty."), "plain"], "rows": 3})
    assert read_in("en", stored) == {"notes": ["The file is empty.", "plain"], "rows": 3}
    assert isinstance(read_in("en", stored)["notes"][0], Told)


@pytest.mark.parametrize(("number", "words"), [(1, "1 example row is left out."), (2, "2 example rows are left out.")])
def test_number_chooses_the_form_in_each_language(number: int, words: str) -> None:
    sentence = told_number("%(n)s example row is left out.", "%(n)s example rows are left out.", number) % {"n": number}
    assert read_in("en", kept(sentence)) == words
    assert read_in("zh-hans", kept(sentence)) == f"{number}行填写示例不导入。"


def test_lazy_message_is_kept_with_the_value_that_tells_its_number() -> None:
    sentence = told_of(HIDDEN, {"rows": listed(["3", "5"]), "number": 2})
    assert read_in("en", kept(sentence)) == "Rows 3, 5 are hidden; they are read like the others."
    assert "3、5" in read_in("zh-hans", kept(sentence))


def test_lazy_label_in_a_sentence_is_told_anew_with_it() -> None:
    values = {"field": capfirst_of_django(gettext_lazy("file"))}
    sentence = told("“%(field)s” is empty in this language. Fill it in first.") % values
    assert read_in("en", kept(sentence)).startswith("“File”")
    assert "“文件”" in read_in("zh-hans", kept(sentence))


def test_date_in_a_sentence_is_written_as_its_reader_writes_dates() -> None:
    sentence = told("about %(date)s") % {"date": words_of_date("2011-09")}
    assert (read_in("en", kept(sentence)), "2011年9月" in read_in("zh-hans", kept(sentence))) == (
        "about September 2011",
        True,
    )


def test_sentences_of_validators_are_kept_without_the_whole_value() -> None:
    with pytest.raises(ValidationError) as refused:
        MaxLengthValidator(3)("x" * 100_000)
    stored = kept(sentences_of(refused.value))
    assert len(stored) < 400
    assert "100000" in read_in("zh-hans", stored)[0]
    assert "确保" in read_in("zh-hans", stored)[0]


def test_exact_number_is_kept_as_its_text() -> None:
    with pytest.raises(ValidationError) as refused:
        MaxValueValidator(Decimal("90.0"))(Decimal(91))
    assert "90.0" in read_in("zh-hans", kept(sentences_of(refused.value)))[0]


def test_several_sentences_stay_several() -> None:
    both = joined("\n", [told("The file is empty."), told("The file is empty.")])
    assert read_in("zh-hans", kept(both)).count("\n") == 1
    assert "empty" not in read_in("zh-hans", kept(both))


def test_copies_can_be_told_again() -> None:
    sentence = told("There is no year %(year)s.") % {"year": "0000"}
    copies = [copy.deepcopy({"why": sentence})["why"], pickle.loads(pickle.dumps(sentence))]  # noqa: S301 (our own)
    with override("zh-hans"):
        assert [str(each) for each in copies] == ["没有0000年，请核对日期。"] * 2


def test_text_with_percent_signs_is_filled_in_as_it_is() -> None:
    sentence = told("There is no year %(year)s.") % {"year": "100 % %(year)s"}
    assert read_in("en", kept(sentence)) == "There is no year 100 % %(year)s."


def test_what_no_version_here_can_tell_is_shown_by_what_is_kept_of_it() -> None:
    assert read_in("en", '{"told_by": ["of_a_later_version", "words", 3]}') == "words 3"


@pytest.mark.parametrize(
    "how",
    [
        '["column_words", "cities", "field_of_an_earlier_version"]',
        '["choices_of", "partnerships.gone", "words"]',
        '["gettext"]',
        '["ngettext", "words", 3]',
        '[["words"], 3]',
        "[]",
    ],
)
def test_sentence_that_this_version_tells_otherwise_hides_no_import(how: str) -> None:
    assert isinstance(read_in("en", f'{{"told_by": {how}, "with": {{"number": 3}}}}'), str | dict)


def test_words_whose_values_have_another_name_now_are_shown_as_they_are() -> None:
    assert read_in("en", '{"told_by": ["gettext", "%(this)s and"], "with": {"that": 3}}') == "%(this)s and"
