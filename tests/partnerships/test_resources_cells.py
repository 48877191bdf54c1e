"""How the cells of the register's sheets are read, and what is said of those that cannot be."""

import pytest

from partnerships.models import Agreement, City, Exchange, Partnership
from tests import factories
from tests.partnerships.sheets import outcomes, sentences, taken_in

pytestmark = pytest.mark.django_db
CITY = ("slug", "name_en", "country")
EXCHANGE = ("home_city", "title_en", "kind", "starts_on")


def test_text_too_long_is_an_error_on_every_database() -> None:
    report = taken_in("cities", CITY, ["hue", "H" * 121, "VN"])
    (sentence,) = sentences(report)
    assert sentence.startswith("Row 2, column B (name_en), “HHH")
    assert sentence.endswith("Ensure this value has at most 120 characters (it has 121).")


def test_blank_cell_keeps_what_is_there() -> None:
    factories.city(slug="hue", name="Hue", website="https://hue.example")
    assert outcomes(taken_in("cities", ("slug", "name_en", "website"), ["hue", "Hue", ""])) == ["unchanged"]
    assert City.objects.get().website == "https://hue.example"


def test_unknown_name_in_a_list_is_an_error_and_not_dropped() -> None:
    factories.home_city(slug="chongqing", name="Chongqing")
    report = taken_in("exchanges", (*EXCHANGE, "cities"), ["chongqing", "Visit", "visit", "2018", "chongqing;Atlantis"])
    assert sentences(report) == [
        "Row 2, column E (cities), “chongqing;Atlantis”: “Atlantis” is not known here as city. "
        "Known are: Chongqing (China, chongqing)."
    ]
    assert not Exchange.objects.exists()


def test_unknown_city_among_many_is_answered_with_the_likeliest() -> None:
    for number in range(31):
        factories.city(name=f"Place number {number}")
    factories.home_city(slug="chongqing", name="Chongqing")
    report = taken_in("exchanges", EXCHANGE, ["Chonqing", "Visit", "visit", "2018"])
    assert sentences(report) == [
        "Row 2, column A (home_city), “Chonqing”: “Chonqing” is not known here as city. "
        "Is one of these meant: Chongqing (China, chongqing)?"
    ]


def test_name_of_two_cities_is_refused_with_both() -> None:
    factories.city(slug="springfield-il", name="Springfield", country="US")
    factories.city(slug="springfield-ma", name="Springfield", country="US")
    factories.home_city(slug="chongqing")
    report = taken_in(
        "partnerships", ("home_city", "partner_city", "tie_class"), ["chongqing", "springfield", "contact"]
    )
    assert sentences(report) == [
        "Row 2, column B (partner_city), “springfield”: “springfield” can be more than one: "
        "Springfield (United States of America, springfield-il), "
        "Springfield (United States of America, springfield-ma). "
        "Write the short name of the one that is meant."
    ]


@pytest.mark.parametrize("name", ["Chennai", "CHENNAI", "金奈", "Madras", "chennai"])
def test_city_is_found_by_any_of_its_names(name: str) -> None:
    city = factories.city(slug="chennai", name_en="Chennai", name_zh_hans="金奈", country="IN")
    city.other_names.create(name="Madras", language="en", used_until=1996)
    factories.home_city(slug="chongqing")
    taken_in("partnerships", ("home_city", "partner_city", "tie_class"), ["chongqing", name, "sister_city"])
    assert Partnership.objects.get().partner_city == city


@pytest.mark.parametrize("word", ["sister_city", "Sister city", "SISTER CITY"])
def test_choice_is_taken_by_code_or_words(word: str) -> None:
    factories.home_city(slug="chongqing")
    factories.city(slug="hue")
    taken_in("partnerships", ("home_city", "partner_city", "tie_class"), ["chongqing", "hue", word])
    assert Partnership.objects.get().tie_class == "sister_city"


@pytest.mark.parametrize("word", ["friendly-exchange", "Agreement of friendly exchange", "建立友好交流关系协议书"])
def test_word_of_a_vocabulary_is_taken_by_slug_or_name_in_any_language(word: str) -> None:
    tie = factories.partnership()
    taken_in("agreements", ("partnership", "kind", "title_en"), [tie.slug, word, "Agreement"])
    assert Agreement.objects.get().kind.slug == "friendly-exchange"


def test_unknown_word_of_a_vocabulary_is_answered_with_all_of_them() -> None:
    tie = factories.partnership()
    report = taken_in("agreements", ("partnership", "kind", "title_en"), [tie.slug, "treaty", "Agreement"])
    assert "Annual exchange programme (annual-programme), Cooperation agreement (cooperation), " in sentences(report)[0]


def test_wrong_choice_is_answered_with_those_allowed() -> None:
    factories.home_city(slug="chongqing")
    report = taken_in("exchanges", (*EXCHANGE, "plan_status"), ["chongqing", "Visit", "visit", "2018", "done"])
    assert sentences(report) == [
        "Row 2, column E (plan_status), “done”: That is not one of the values allowed here: "
        "planned (Planned), held (Held), postponed (Postponed), cancelled (Cancelled)."
    ]


def test_date_with_two_meanings_is_an_error_that_names_both() -> None:
    factories.home_city(slug="chongqing")
    report = taken_in("exchanges", EXCHANGE, ["chongqing", "Visit", "visit", "03/04/2014"])
    assert sentences(report) == [
        "Row 2, column D (starts_on), “03/04/2014”: 03/04/2014 can be 3 April 2014 or 4 March 2014. "
        "Write 2014-04-03 or 2014-03-04."
    ]


def test_date_keeps_the_precision_of_its_cell() -> None:
    factories.home_city(slug="chongqing")
    taken_in("exchanges", EXCHANGE, ["chongqing", "Visit", "visit", "2018年5月"])
    assert Exchange.objects.get().starts_on.text == "2018-05"


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"; DROP TABLE x; --', "{{ 7*7 }}", "\u202etxt", "🏙" * 60]
)
def test_hostile_name_is_kept_as_text(text: str) -> None:
    taken_in("cities", CITY, ["hue", text, "VN"])
    assert City.objects.get().name_en == text


def test_unseen_character_in_a_cell_is_refused() -> None:
    report = taken_in("cities", CITY, ["hue", "Hu\x07e", "VN"])
    assert sentences(report)[-1].endswith("It holds characters that cannot be seen. Type it anew.")


def test_harmful_markup_of_a_profile_is_dropped() -> None:
    taken_in(
        "cities", (*CITY, "profile_en"), ["hue", "Huế", "VN", "<p onclick=x>On the <b>river</b></p><script>x</script>"]
    )
    assert City.objects.get().profile_en == "<p>On the river</p>"
