"""Which record a row without a slug is about."""

import pytest
from django.core.exceptions import ValidationError

from sistercities.common.dates import PartialDate
from sistercities.imports.likeness import Wording
from sistercities.imports.matching import MOST_CANDIDATES, Key, KeyIndex, Known, are_alike, words
from sistercities.imports.neighbours import FEW, MOST_COMPARED


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


THEMES = ("football", "harbours", "hospitals", "orchestras", "railways", "schools", "theatres", "vineyards")


def crowd(number: int) -> list[Key]:
    """Titles that differ in the name of a company and a theme, all of one day."""
    names = [f"{chr(97 + place // 26 % 26) * 5}{chr(97 + place % 26) * 9}" for place in range(number)]
    return [
        key(f"Visit of the company {name} about {THEMES[place % 8]} {'x' * (place // 676)}", "2018-05-03")
        for place, name in enumerate(names)
    ]


def test_slip_of_the_pen_is_noticed_among_thousands_of_titles_of_one_day() -> None:
    index = index_of(*crowd(2_000))
    asked = key("A visit of company cccccddddddddd about vineyards", "2018-05-03")
    assert not index.exactly(asked)
    assert "Record 56”" in question_of(index, asked)


def test_day_with_thousands_of_titles_compares_each_row_with_few(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    is_like = Wording.is_like

    def noted(mine: Wording, other: str) -> bool:
        compared.append(other)
        return is_like(mine, other)

    monkeypatch.setattr(Wording, "is_like", noted)
    index = index_of(*crowd(3_000))
    assert index.find(key("Donation of masks", "2018-05-03"), asks_about_wording=True) is None
    assert len(compared) <= MOST_COMPARED


def test_question_names_no_more_records_than_people_can_look_at() -> None:
    index = index_of(*(key("Visit", f"2018-05-{day:02d}") for day in range(1, 29)))
    question = question_of(index, key("Visit", "2018-05"))
    assert question.count("(record-") == MOST_CANDIDATES


@pytest.mark.parametrize("date", ["2018", "2018-05", "2018-05-03", ""])
@pytest.mark.parametrize("number", [3, FEW + 1])
def test_many_records_are_asked_about_as_few_are(date: str, number: int) -> None:
    others = [key(f"Course {place}", "2018-05-03") for place in range(number - 1)]
    index = index_of(key("Mayors’ forum", "2018-05-03"), *others)
    asked = key("The mayors’ forum", date)
    assert "Is this “Record 1”" in question_of(index, asked)
    index.add(Known(900, "later", "Later", key("Mayors forum", "2018-05-03")))
    assert "“Record 1” of 3 May 2018 (record-1), “Later” of 3 May 2018 (later)" in question_of(index, asked)
    assert index.find(key("The mayors’ forum", "2019"), asks_about_wording=True) is None


@pytest.mark.parametrize("number", [3, FEW + 1])
def test_former_name_is_a_question_also_where_wording_is_not_asked_about(number: int) -> None:
    keys = [Key(words=words(en=f"Town {place}"), hints=frozenset({f"old town {place}"})) for place in range(number)]
    index = index_of(*keys)
    with pytest.raises(ValidationError, match="Record 2"):
        index.find(Key(words=words(en="Old Town 1")), asks_about_wording=False)
    with pytest.raises(ValidationError, match="Record 3"):
        index.find(Key(words=words(en="X"), hints=frozenset({"town 2"})), asks_about_wording=False)
    assert index.find(Key(words=words(en="Towns 1")), asks_about_wording=False) is None
