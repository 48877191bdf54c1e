"""Which record a row without a slug is about."""

import pytest
from django.core.exceptions import ValidationError

from sistercities.common.dates import PartialDate
from sistercities.imports.matching import Key, KeyIndex, Known, are_alike, words


def key(title: str, date: str = "", home: int = 1) -> Key:
    return Key(fixed=(home,), date=PartialDate(date), words=words(en=title))


def index_of(*keys: Key) -> KeyIndex:
    index = KeyIndex()
    for number, each in enumerate(keys, 1):
        index.add(Known(number, f"record-{number}", f"Record {number}", each))
    return index


def question_of(index: KeyIndex, asked: Key) -> str:
    with pytest.raises(ValidationError) as caught:
        index.find(asked, asks_about_wording=True)
    return caught.value.messages[0]


def test_same_key_in_other_letters_is_the_record() -> None:
    index = index_of(key("Visit to Zürich", "2018-05"))
    found = index.find(key("VISIT to Zurich", "2018-05"), asks_about_wording=True)
    assert found is not None
    assert found.pk == 1


@pytest.mark.parametrize("date", ["2018", "2018-05-03", "2018-05~", ""])
def test_same_words_with_a_date_of_other_precision_are_a_question(date: str) -> None:
    index = index_of(key("Mayors’ forum", "2018-05"))
    assert question_of(index, key("Mayors’ forum", date)).startswith(
        "Is this “Record 1” of May 2018 (record-1)? If so, write its short name in the column slug."
    )


def test_almost_the_same_words_are_a_question() -> None:
    index = index_of(key("Forum of the mayors on tourism", "2018-05"))
    assert "Is this “Record 1”" in question_of(index, key("Forum of mayors on tourism", "2018-05"))


@pytest.mark.parametrize(
    "other",
    [key("Mayors’ forum", "2019-05"), key("Mayors’ forum", "2018-05", home=2), key("Donation of masks", "2018-05")],
)
def test_other_date_place_or_words_are_another_record(other: Key) -> None:
    assert index_of(key("Mayors’ forum", "2018-05")).find(other, asks_about_wording=True) is None


def test_numbered_courses_are_not_alike() -> None:
    assert not are_alike(key("32nd training programme"), key("33rd training programme"))


def test_key_that_two_records_have_is_refused_with_both() -> None:
    index = index_of(key("Visit", "2018"), key("Visit", "2018"))
    assert question_of(index, key("Visit", "2018")) == (
        "This can be more than one record: “Record 1” of 2018 (record-1), “Record 2” of 2018 (record-2). "
        "Write the short name in the column slug."
    )
