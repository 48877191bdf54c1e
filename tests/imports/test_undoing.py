"""Taking an import back in one step, unless somebody has gone on working with its records."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import City, CityName, Exchange, Source
from sistercities.common.derived import refresh_derived
from sistercities.common.history import Act, ChangeSet, Revision, history_of
from sistercities.imports.applying import apply
from sistercities.imports.models import JobState
from sistercities.imports.undoing import EditedSince, undo
from tests import factories, people
from tests.imports.both_ways import register
from tests.imports.taking_in import checked_job
from tests.imports.test_applying import edit

pytestmark = pytest.mark.django_db
CITY = ("slug", "name_en", "country")
BELONGING = ("other_names", "groups", "facts_en", "sources", "photos")


def test_everything_is_again_as_it_was() -> None:
    home = factories.home_city(slug="chongqing", name="Chongqing")
    source, photo = factories.source(slug="gazette"), factories.photo(slug="bridge")
    city = factories.city(slug="hue", name="Hue", country="VN", area_km2="265.5", native_name="Huế")
    city.other_names.create(name="Kinh", language="vi")
    city.facts.create(label_en="River", value_en="Hương", order=0)
    refresh_derived(City, [city.pk])
    factories.cite(city, source, supports="name", order=0)
    factories.attach(city, photo, order=0)
    factories.exchange(home_city=home, title_en="Fair", cities=[city], fields=[factories.field()])
    before = register()
    job = checked_job(
        ("sources", ("slug", "title", "publisher"), [("gazette", "Gazette", "Office"), ("daily", "Daily", "")]),
        (
            "cities",
            (*CITY, "area_km2", "native_name", *BELONGING),
            [
                ("hue", "Huế", "VN", "266", "順化", "fr:Hué", "asean", "Gate = Noon", "daily;gazette [slug]", "bridge"),
                ("vinh", "Vinh", "VN", "", "", "fr:Vinh", "asean", "River = Lam", "daily", "bridge"),
            ],
        ),
        ("exchanges", ("home_city", "title_en", "kind", "starts_on", "cities"), [
            ("chongqing", "Fair", "visit", "2018-05", "vinh"),
            ("chongqing", "Forum on tea", "forum", "2019", "vinh;hue"),
        ]),
    )  # fmt: skip
    apply(job)
    assert Exchange.objects.get(title_en="Forum on tea").cities.count() == 2
    undo(job, None)
    after = register()
    del before["history"]
    assert {table: list(map(said, rows)) for table, rows in before.items()} == {
        table: list(map(said, after[table])) for table in before
    }


def said(row: dict[str, Any]) -> dict[str, Any]:
    """What a row says, whoever wrote it: a text missing in a language is NULL or empty."""
    stamps = {"version", "changed_by_id", "created_by_id"}
    return {name: "" if value is None else value for name, value in row.items() if name not in stamps}


def test_taking_back_is_an_act_of_its_own_in_history() -> None:
    by = people.importer()
    city = factories.city(slug="hue", name="Hue", country="VN")
    job = checked_job(("cities", CITY, [("hue", "Huế", "VN"), ("vinh", "Vinh", "VN")]), by=by)
    apply(job)
    undo(job, by)
    city.refresh_from_db()
    taken_back = ChangeSet.objects.get(act=Act.REVERT)
    assert (taken_back.made_by, taken_back.note, taken_back.revisions.count()) == (by, "sheet.csv", 2)
    assert (city.version, city.changed_by, city.changed_at) == (3, by, taken_back.made_at)
    last, first = history_of(city)
    assert (last.before, last.after, last.label) == (first.after, first.before, "Hue")
    gone = Revision.objects.get(change_set=taken_back, after__isnull=True)
    assert (gone.label, gone.before["fields"]["slug"]) == ("Vinh", "vinh")
    job.refresh_from_db()
    assert (job.state, job.writes.count()) == (JobState.UNDONE, 0)


def test_words_of_another_name_are_found_no_more() -> None:
    factories.city(slug="hue", name="Hue", country="VN")
    job = checked_job(("cities", ("slug", "other_names"), [("hue", "fr:Phuxuan")]))
    apply(job)
    assert City.objects.found_by_staff("Phuxuan").exists()
    undo(job, None)
    assert not City.objects.found_by_staff("Phuxuan").exists()
    assert not CityName.objects.exists()


def test_record_edited_since_is_named_and_nothing_is_taken_back() -> None:
    job = checked_job(("cities", CITY, [("hue", "Huế", "VN"), ("vinh", "Vinh", "VN")]))
    apply(job)
    edit(City.objects.get(slug="vinh"), native_name="Vinh")
    with pytest.raises(EditedSince, match="these records were worked on since: Vinh"):
        undo(job, None)
    assert City.objects.count() == 2


def test_record_without_a_version_edited_since_is_named_too() -> None:
    job = checked_job(("sources", ("title",), [("Daily",)]))
    apply(job)
    edit(Source.objects.get(), publisher="Office")
    with pytest.raises(EditedSince):
        undo(job, None)


@pytest.mark.parametrize("tie", ["held_in", "cities", "citation"])
def test_new_record_on_which_something_hangs_since_is_named(tie: str) -> None:
    job = checked_job(
        ("cities", CITY, [("hue", "Huế", "VN"), ("vinh", "Vinh", "VN")]), ("sources", ("title",), [("Daily",)])
    )
    apply(job)
    hue = City.objects.get(slug="hue")
    if tie == "held_in":
        factories.exchange(held_in=hue)
    elif tie == "cities":
        factories.exchange(cities=[hue])
    else:
        factories.cite(factories.city(), Source.objects.get())
    with pytest.raises(EditedSince) as raised:
        undo(job, None)
    assert raised.value.labels == ["Daily" if tie == "citation" else "Huế"]


def test_records_that_one_import_ties_together_go_together() -> None:
    job = checked_job(
        ("cities", (*CITY, "is_home"), [("a", "Alpha", "CN", "yes"), ("b", "Beta", "VN", "no")]),
        ("partnerships", ("home_city", "partner_city", "tie_class"), [("a", "b", "sister_city")]),
    )
    apply(job)
    undo(job, None)
    assert not City.objects.exists()


def test_number_of_queries_does_not_grow_with_the_rows() -> None:
    counted = []
    for number in (2, 40):
        for place in range(number):
            factories.city(slug=f"t{number}-{place}")
        rows = [(f"t{number}-{place}", f"T{number} {place}", "VN") for place in range(number)]
        job = checked_job(("cities", CITY, [*rows, (f"n{number}", f"N{number}", "VN")]))
        apply(job)
        with CaptureQueriesContext(connection) as queries:
            undo(job, None)
        counted.append(len(queries))
    assert counted[1] <= counted[0]


def test_job_that_changed_nothing_is_taken_back_without_a_trace() -> None:
    factories.city(slug="hue", name="Hue", country="VN")
    job = checked_job(("cities", CITY, [("hue", "Hue", "VN")]))
    apply(job)
    undo(job, None)
    assert not ChangeSet.objects.exists()


def test_same_file_can_be_taken_in_again_afterwards() -> None:
    sheet = ("cities", CITY, [("hue", "Huế", "VN")])
    job = checked_job(sheet)
    apply(job)
    undo(job, None)
    apply(checked_job(sheet))
    assert City.objects.get().slug == "hue"
