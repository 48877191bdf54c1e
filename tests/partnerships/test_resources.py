"""What a sheet may do to the register: the import library's defaults, each reversed."""

from typing import Any
from unittest.mock import patch

import pytest
import tablib
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import City, Exchange
from partnerships.resources import ExchangeResource
from sistercities.common.history import Act, ChangeSet, Revision
from sistercities.common.publishing import State
from sistercities.imports.errors import SheetRefused
from tests import factories, people
from tests.partnerships.sheets import checked, outcomes, sentences, taken_in

pytestmark = pytest.mark.django_db
CITY = ("slug", "name_en", "country")
EXCHANGE = ("home_city", "title_en", "kind", "starts_on")


def test_record_is_matched_by_slug_and_not_by_number() -> None:
    factories.city(slug="hue", name="Hue")
    assert outcomes(taken_in("cities", CITY, ["hue", "Huế", "VN"])) == ["changed"]
    assert City.objects.get().name_en == "Huế"


def test_column_of_database_numbers_is_refused() -> None:
    with pytest.raises(SheetRefused, match="no key"):
        taken_in("cities", ("id", *CITY), [1, "hue", "Huế", "VN"])


@pytest.mark.parametrize("column", ["state_en", "publish_at", "withdraw_at", "published_at_en"])
def test_publishing_column_is_refused(column: str) -> None:
    with pytest.raises(SheetRefused, match="published in the admin"):
        taken_in("cities", (*CITY, column), ["hue", "Huế", "VN", "published"])


def test_whether_a_source_is_public_is_not_taken_from_a_sheet() -> None:
    with pytest.raises(SheetRefused, match="not taken from a sheet"):
        taken_in("sources", ("title", "is_public"), ["Report", "yes"])


def test_new_record_is_a_draft_in_every_language() -> None:
    taken_in("cities", CITY, ["hue", "Huế", "VN"])
    city = City.objects.get()
    assert (city.state_en, city.state_zh_hans) == (State.DRAFT, State.DRAFT)


def test_every_row_passes_the_model_s_validation() -> None:
    report = taken_in(
        "cities", ("slug", "name_en", "country", "latitude", "longitude"), ["hue", "Huế", "VN", "91", "107"]
    )
    assert sentences(report) == [
        "Row 2, column D (latitude), “91”: Ensure this value is less than or equal to 90.",
    ]


def test_rule_between_cells_is_told_for_the_row() -> None:
    report = taken_in("cities", ("slug", "name_en", "country", "latitude"), ["hue", "Huế", "VN", "16"])
    assert sentences(report) == ["Row 2: Give latitude (−90 to 90) and longitude (−180 to 180), or neither."]


def test_unchanged_row_is_left_alone_with_its_ties_and_rows() -> None:
    headers = ("slug", "name_en", "country", "groups", "other_names", "facts_en")
    row = ["hue", "Huế", "VN", "asean", "fr:Hué;vi:Phú Xuân (until 1802)", "River = Perfume River"]
    taken_in("cities", headers, row)
    before = City.objects.get()
    report = taken_in("cities", headers, row)
    after = City.objects.get()
    assert outcomes(report) == ["unchanged"]
    assert (after.version, after.changed_at) == (before.version, before.changed_at)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("column", "old", "new"),
    [
        ("groups", "asean", "lancang-mekong"),
        ("other_names", "fr:Hué", "fr:Hué;en:Hue"),
        ("facts_en", "River = Perfume River", "River = Hương"),
    ],
)
def test_change_of_nothing_but_ties_or_rows_is_a_change(column: str, old: str, new: str) -> None:
    taken_in("cities", (*CITY, column), ["hue", "Huế", "VN", old])
    report = taken_in("cities", ("slug", column), ["hue", new])
    assert outcomes(report) == ["changed"]
    assert [(each.column, each.old, each.new) for each in report.rows[0].changes] == [(column, old, new)]


def test_all_errors_of_all_rows_are_told_at_once() -> None:
    headers = ("slug", "name_en", "country", "population", "is_home")
    report = taken_in(
        "cities",
        headers,
        ["a", "A", "Narnia", "many", "perhaps"],
        ["b", "B", "VN", "5", "no"],
        ["c", "", "VN", "-1", "no"],
    )
    assert [(problem.row, problem.header) for problem in report.problems] == [
        (2, "country"),
        (2, "population"),
        (2, "is_home"),
        (4, ""),
        (4, "population"),
    ]


def test_one_error_holds_back_the_whole_file() -> None:
    report = taken_in("cities", CITY, ["hue", "Huế", "VN"], ["x", "X", "Narnia"])
    assert outcomes(report) == ["new", "error"]
    assert not City.objects.exists()
    assert not Revision.objects.exists()


def test_new_record_without_what_it_needs_says_which_column_is_missing() -> None:
    assert sentences(taken_in("cities", ("slug", "name_en"), ["hue", "Huế"])) == [
        "Row 2, country: A new record needs this, and the sheet has no column for it."
    ]


def test_new_record_with_an_empty_cell_that_it_needs_is_told_the_cell() -> None:
    factories.home_city(slug="chongqing")
    report = taken_in("exchanges", EXCHANGE, ["chongqing", "Visit", "", "2018"])
    assert sentences(report) == ["Row 2, column C (kind): A new record needs this cell."]


def test_two_rows_about_one_record_are_an_error() -> None:
    report = taken_in("cities", CITY, ["hue", "Huế", "VN"], ["hue", "Hue", "VN"], ["", "Huế", "VN"])
    assert sentences(report) == ["Row 3: Row 2 is about the same record.", "Row 4: Row 2 is about the same record."]


def test_row_may_name_what_an_earlier_row_makes() -> None:
    taken_in("cities", (*CITY, "parent"), ["chongqing", "Chongqing", "CN", ""], ["banan", "Banan", "CN", "Chongqing"])
    assert City.objects.get(slug="banan").parent.slug == "chongqing"


def test_row_may_name_what_a_later_row_makes() -> None:
    rows = (["banan", "Banan", "CN", "重庆"], ["street", "Street", "CN", "banan"], ["chongqing", "重庆", "CN", ""])
    report = taken_in("cities", ("slug", "name_zh_hans", "country", "parent"), *rows)
    assert [(row.number, row.outcome) for row in report.rows] == [(2, "new"), (3, "new"), (4, "new")]
    assert City.objects.get(slug="street").parent.parent.slug == "chongqing"


def test_rows_that_name_each_other_in_a_circle_are_errors_by_row() -> None:
    report = taken_in("cities", (*CITY, "parent"), ["a", "Anyang", "CN", "b"], ["b", "Benxi", "CN", "a"])
    assert {problem.row for problem in report.problems} == {2, 3}
    assert not City.objects.exists()


def test_import_is_one_change_set_of_its_person_with_history() -> None:
    importer = people.importer()
    taken_in("cities", CITY, ["hue", "Huế", "VN"], ["vinh", "Vinh", "VN"], by=importer)
    changes = ChangeSet.objects.get()
    assert (changes.act, changes.made_by, changes.note) == (Act.IMPORT, importer, "sheet.csv")
    assert [(each.label, each.before) for each in changes.revisions.order_by("id")] == [("Huế", None), ("Vinh", None)]
    assert {city.created_by for city in City.objects.all()} == {importer}


def test_changed_record_s_history_holds_before_and_after() -> None:
    factories.city(slug="hue", name_en="Hue")
    taken_in("cities", ("slug", "name_en"), ["hue", "Huế"])
    revision = Revision.objects.get()
    assert (revision.before["fields"]["name_en"], revision.after["fields"]["name_en"]) == ("Hue", "Huế")
    assert City.objects.get().version == 2


def test_check_changes_nothing_and_says_the_same_as_the_import() -> None:
    factories.city(slug="hue", name_en="Hue")
    rows = (["hue", "Huế", "VN"], ["vinh", "Vinh", "VN"])
    report = checked("cities", CITY, *rows)
    assert list(City.objects.values_list("name_en", flat=True)) == ["Hue"]
    assert not Revision.objects.exists()
    assert report.rows == taken_in("cities", CITY, *rows).rows


@pytest.mark.parametrize("role", ["viewer", "editor", "publisher"])
def test_who_has_no_right_to_import_may_not(role: str) -> None:
    with pytest.raises(PermissionDenied):
        taken_in("cities", CITY, ["hue", "Huế", "VN"], by=getattr(people, role)())


@pytest.mark.parametrize(("right", "outcome"), [("add", ["new", "error"]), ("change", ["error", "changed"])])
def test_each_row_needs_the_right_to_add_or_to_change(right: str, outcome: list[str]) -> None:
    factories.city(slug="hue", name="Hue")
    person = people.person()
    rights = Permission.objects.filter(codename__in=["import_city", f"{right}_city"])
    person.user_permissions.set(rights)
    report = taken_in("cities", CITY, ["vinh", "Vinh", "VN"], ["hue", "Huế", "VN"], by=person)
    assert outcomes(report) == outcome
    assert City.objects.get().name_en == "Hue"


def test_published_record_is_changed_only_by_who_may_publish() -> None:
    factories.city(published="en", slug="hue", name="Hue")
    report = taken_in("cities", ("slug", "name_en"), ["hue", "Huế"], by=people.importer())
    assert sentences(report) == [
        "Row 2: Visitors see this record. Only someone who may publish can change it by a sheet."
    ]
    assert City.objects.get().name_en == "Hue"
    assert outcomes(taken_in("cities", ("slug", "name_en"), ["hue", "Huế"], by=people.administrator())) == ["changed"]


def test_unchanged_row_of_a_published_record_needs_no_right_to_publish() -> None:
    factories.city(published=True, slug="hue", name="Hue")
    report = taken_in("cities", ("slug", "name_en"), ["hue", "Hue"], by=people.importer())
    assert outcomes(report) == ["unchanged"]


def test_public_source_is_changed_only_by_who_may_publish() -> None:
    factories.source(slug="report", title="Report")
    report = taken_in("sources", ("slug", "title"), ["report", "Another"], by=people.importer())
    assert "may publish" in sentences(report)[0]


def test_unforeseen_error_shows_no_class_and_saves_nothing(caplog: Any) -> None:
    with patch.object(City, "full_clean", side_effect=KeyError("secret_column")):
        report = taken_in("cities", CITY, ["hue", "Huế", "VN"])
    assert sentences(report) == ["Row 2: This row cannot be taken in; our error log says why."]
    assert "secret_column" in caplog.text
    assert not City.objects.exists()


def test_queries_grow_by_a_constant_for_each_row() -> None:
    factories.home_city(slug="chongqing")
    counts = []
    # The first run reads what is then kept for all.
    for size in (1, 5, 10, 15):
        Exchange.objects.all().delete()
        rows = [["chongqing", f"Visit number {number}", "visit", "2018"] for number in range(size)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            taken_in("exchanges", EXCHANGE, *rows)
        counts.append(len(queries))
    assert counts[2] - counts[1] == counts[3] - counts[2]


def test_checking_unchanged_rows_asks_the_database_nothing_about_single_rows() -> None:
    factories.home_city(slug="chongqing")
    headers = ("slug", *EXCHANGE, "cities", "fields")
    rows = [[f"v-{n}", "chongqing", f"Visit number {n}", "visit", "2018", "chongqing", "culture"] for n in range(30)]
    taken_in("exchanges", headers, *rows)
    counts = []
    for size in (10, 30):
        with CaptureQueriesContext(connection) as queries:
            assert set(outcomes(checked("exchanges", headers, *rows[:size]))) == {"unchanged"}
        counts.append(len([query for query in queries if "SAVEPOINT" not in query["sql"]]))
    assert counts[0] == counts[1]


def test_resource_run_by_the_library_itself_keeps_the_rules() -> None:
    factories.home_city(slug="chongqing")
    dataset = tablib.Dataset(["chongqing", "Visit", "no such kind", "2018"], headers=EXCHANGE)
    result = ExchangeResource().import_data(dataset)
    assert result.has_validation_errors()
    assert not Exchange.objects.exists()


def test_looking_for_rows_without_a_slug_costs_the_same_among_more_records() -> None:
    counts = []
    for _more in range(2):
        for _number in range(5):
            factories.city().other_names.create(name="Name", language="en")
        with CaptureQueriesContext(connection) as queries:
            checked("cities", ("name_en", "country"), ["Elsewhere", "VN"])
        counts.append(len(queries))
    assert counts[0] == counts[1]
