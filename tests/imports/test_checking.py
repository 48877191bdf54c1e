"""What a check finds and stages, beyond what the row-by-row run does too."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from partnerships.models import City, Exchange
from sistercities.imports import checking
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob
from sistercities.imports.sentences import sentence_of
from tests import factories, people
from tests.imports.both_ways import prepared
from tests.imports.files import sheet_of
from tests.imports.taking_in import check_again, checked_job, outcomes

pytestmark = pytest.mark.django_db
CITY = ("slug", "name_en", "country")
EXCHANGE = ("home_city", "title_en", "kind", "starts_on", "cities")


def cities(number: int) -> list[tuple[str, str, str]]:
    return [(f"town-{place}", f"Town {place}", "VN") for place in range(number)]


def exchanges(number: int) -> list[tuple[Any, ...]]:
    return [("chongqing", f"Visit {place}", "visit", f"20{place % 20:02d}", "hue") for place in range(number)]


def queries_of_check(kind: str, headers: tuple[str, ...], rows: list[Any]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        checked_job((kind, headers, rows))
    return len(queries)


def test_number_of_queries_does_not_grow_with_new_rows() -> None:
    factories.home_city(slug="chongqing")
    factories.city(slug="hue")
    few = queries_of_check("exchanges", EXCHANGE, exchanges(3))
    # Another chunk, which is written and read by itself.
    assert queries_of_check("exchanges", EXCHANGE, exchanges(90)) <= few


def test_number_of_queries_does_not_grow_with_changed_rows() -> None:
    for slug, _name, _country in cities(60):
        factories.city(slug=slug)
    few = queries_of_check("cities", CITY, cities(3))
    assert queries_of_check("cities", CITY, cities(60)) <= few


def test_check_changes_nothing_in_the_register() -> None:
    factories.city(slug="hue", name="Hue")
    job = checked_job(("cities", CITY, [("hue", "Huế", "VN"), ("vinh", "Vinh", "VN")]))
    assert outcomes(job) == ["changed", "new"]
    assert list(City.objects.values_list("name_en", flat=True)) == ["Hue"]


def test_counts_are_told_by_sheet_and_in_all() -> None:
    job = checked_job(("cities", CITY, [*cities(2), ("x", "X", "Narnia"), ("town-0", "Again", "VN")]))
    expected = {"new": 2, "changed": 0, "unchanged": 0, "duplicate": 1, "error": 1, "conflict": 0}
    assert job.counts == {"sheets": [{"position": 0, "kind": "cities", **expected}], "total": expected}


def test_rows_name_what_earlier_sheets_of_the_file_add() -> None:
    job = checked_job(
        ("cities", (*CITY, "is_home"), [("a", "Alpha", "CN", "yes"), ("b", "Beta", "VN", "no")]),
        ("partnerships", ("home_city", "partner_city", "tie_class"), [("Alpha", "Beta", "sister_city")]),
        ("exchanges", EXCHANGE, [("a", "Visit", "visit", "2018", "Beta;a")]),
        ("exchanges", EXCHANGE, [("a", "Visit", "visit", "2018", "Gamma")]),
    )
    assert outcomes(job) == ["new", "new", "new", "new", "error"]


def test_what_is_wrong_is_kept_in_every_language() -> None:
    job = checked_job(("cities", CITY, [("x", "X", "Narnia")]))
    error = job.rows.get().errors[0]
    with override("zh-hans"):
        chinese = sentence_of(error)
    assert (error["letter"], error["heading"], error["value"]) == ("C", "country", "Narnia")
    assert sentence_of(error) == "That is no country. Write its code of two letters, such as TH, or its full name."
    assert chinese != sentence_of(error)


def test_second_check_forgets_the_first() -> None:
    job = checked_job(("cities", CITY, cities(3)))
    check_again(job, ("cities", CITY, cities(1)))
    assert (job.rows.count(), job.writes.filter(record_key__gt=0).count()) == (1, 1)


def test_check_that_is_cancelled_goes_no_further() -> None:
    def stop(done: int) -> None:
        raise InterruptedError(done)

    job = ImportJob.objects.create()
    with pytest.raises(InterruptedError):
        checking.check(job, [prepared("cities", sheet_of(CITY, *cities(250)))], stop)
    assert job.rows.count() == checking.FIRST_CHUNK


def test_empty_cell_keeps_the_old_value() -> None:
    factories.city(slug="hue", name="Hue", native_name="Huế")
    job = checked_job(("cities", (*CITY, "native_name"), [("hue", "Hue", "TH", "")]))
    assert outcomes(job) == ["unchanged"]


def test_empty_cell_takes_the_value_away_if_that_was_decided() -> None:
    city = factories.city(slug="hue", name="Hue", native_name="Huế", population=5, parent=factories.city())
    city.other_names.create(name="Kinh")
    headers = (*CITY, "native_name", "population", "parent", "other_names", "is_home")
    row = ("hue", "", "", "", "", "", "", "")
    job = checked_job(("cities", headers, [row]), blank_clears=True)
    assert [each["column"] for each in job.rows.get().changes] == [
        "name_en", "native_name", "population", "parent", "other_names",
    ]  # fmt: skip


def test_owner_who_may_not_import_is_told_so() -> None:
    with pytest.raises(SheetRefused, match="You may not take in sheets of this kind: cities"):
        checked_job(("cities", CITY, cities(1)), by=people.editor())


def test_sheet_that_does_not_say_what_its_rows_are_about_is_refused() -> None:
    with pytest.raises(SheetRefused, match="does not say which records"):
        checked_job(("exchanges", ("title_en",), [("Visit",)]))


def test_similar_titles_of_one_year_are_asked_about() -> None:
    factories.exchange(home_city=factories.home_city(slug="chongqing"), title_en="Forum on spices", starts_on="2018")
    job = checked_job(("exchanges", EXCHANGE[:4], [("chongqing", "Forum on the spices", "forum", "2018-05")]))
    assert job.rows.get().errors[0]["message"].startswith("Is this “Forum on spices” of 2018")
    assert Exchange.objects.count() == 1
