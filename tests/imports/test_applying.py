"""Taking in what was checked: whole or not at all, once, and only what was shown."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import City, Exchange, Source
from sistercities.common.history import Act, ChangeSet, Revision, change
from sistercities.common.publishing import State
from sistercities.imports.applying import Conflicts, apply
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import JobState, RowOutcome
from tests import factories, people
from tests.imports.taking_in import check_again, checked_job, outcomes

pytestmark = pytest.mark.django_db
CITY = ("slug", "name_en", "country")
HUE = ("cities", CITY, [("hue", "Huế", "VN")])


def edit(record: City | Source, **values: object) -> None:
    with change(None, Act.EDIT) as changes:
        changes.lock(record)
        for name, value in values.items():
            setattr(record, name, value)
        record.save()


def test_new_records_are_drafts_of_whoever_imported_them() -> None:
    by = people.importer()
    job = checked_job(HUE, by=by)
    apply(job)
    city, change_set = City.objects.get(), ChangeSet.objects.get()
    assert (city.state_en, city.state_zh_hans, city.version) == (State.DRAFT, State.DRAFT, 1)
    assert (city.created_by, city.changed_by, city.created_at) == (by, by, change_set.made_at)
    assert (change_set.pk, change_set.act, change_set.note) == (job.change_set, Act.IMPORT, "sheet.csv")
    job.refresh_from_db()
    assert (job.state, job.finished_at) == (JobState.APPLIED, change_set.made_at)


def test_applying_twice_does_nothing_more() -> None:
    job = checked_job(HUE)
    apply(job)
    apply(job)
    assert (City.objects.count(), ChangeSet.objects.count()) == (1, 1)


def test_number_of_queries_does_not_grow_with_the_rows() -> None:
    counted = []
    for number in (2, 40):
        rows = [(f"t{number}-{place}", f"T{number} {place}", "VN") for place in range(number)]
        job = checked_job(("cities", CITY, rows))
        with CaptureQueriesContext(connection) as queries:
            apply(job)
        counted.append(len(queries))
    assert counted[1] <= counted[0]


def test_wrong_row_holds_back_the_whole_file() -> None:
    job = checked_job(("cities", CITY, [("hue", "Huế", "VN"), ("x", "X", "Narnia")]))
    with pytest.raises(SheetRefused, match="Some rows are wrong"):
        apply(job)
    assert not City.objects.exists()


def test_good_rows_are_taken_in_if_that_was_decided() -> None:
    job = checked_job(("cities", CITY, [("hue", "Huế", "VN"), ("x", "X", "Narnia")]), apply_good_rows=True)
    apply(job)
    assert list(City.objects.values_list("slug", flat=True)) == ["hue"]


def test_record_changed_since_the_check_is_a_conflict_and_nothing_is_taken_in() -> None:
    city = factories.city(slug="hue", name="Hue", country="VN")
    job = checked_job(("cities", CITY, [("hue", "Huế", "VN"), ("vinh", "Vinh", "VN")]))
    edit(city, native_name="Huế")
    with pytest.raises(Conflicts, match="1 row cannot be taken in"):
        apply(job)
    assert outcomes(job) == [RowOutcome.CONFLICT, RowOutcome.NEW]
    assert (job.counts["total"]["conflict"], job.counts["total"]["new"]) == (1, 1)
    assert list(City.objects.values_list("name_en", flat=True)) == ["Hue"]


def test_record_without_a_version_is_a_conflict_too_when_changed_since() -> None:
    source = factories.source(slug="gazette", title="Gazette")
    sheet = ("sources", ("slug", "title"), [("gazette", "The Gazette")])
    job = checked_job(sheet)
    edit(source, publisher="Office")
    with pytest.raises(Conflicts):
        apply(job)
    apply(check_again(job, sheet))
    source.refresh_from_db()
    assert (source.title, source.publisher) == ("The Gazette", "Office")


def test_record_deleted_since_the_check_is_a_conflict() -> None:
    city = factories.city(slug="hue", name="Hue", country="VN")
    job = checked_job(HUE)
    city.delete()
    with pytest.raises(Conflicts):
        apply(job)


@pytest.mark.django_db(transaction=True)
def test_same_file_twice_at_once_comes_to_the_same_as_once() -> None:
    first, second = checked_job(HUE), checked_job(HUE)
    apply(first)
    with pytest.raises(Conflicts):
        apply(second)
    assert outcomes(second) == [RowOutcome.CONFLICT]
    check_again(second, HUE)
    assert outcomes(second) == [RowOutcome.UNCHANGED]
    apply(second)
    assert (City.objects.count(), Revision.objects.count(), ChangeSet.objects.count()) == (1, 1, 1)


@pytest.mark.django_db(transaction=True)
def test_unique_key_taken_since_the_check_is_a_conflict() -> None:
    home = factories.home_city(slug="chongqing")
    headers = ("slug", "home_city", "title_en", "kind", "starts_on")
    job = checked_job(("exchanges", headers, [("a", "chongqing", "Visit", "visit", "2018")]))
    factories.exchange(slug="b", home_city=home, title_en="VISIT", starts_on="2018")
    with pytest.raises(Conflicts):
        apply(job)
    assert Exchange.objects.count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("column", "named"),
    [("held_in", "hue"), ("cities", "hue"), ("sources", "gazette")],
)
def test_what_a_row_names_may_not_be_gone_since_the_check(column: str, named: str) -> None:
    factories.home_city(slug="chongqing")
    gone = {"hue": factories.city(slug="hue"), "gazette": factories.source(slug="gazette")}[named]
    headers = ("home_city", "title_en", "kind", "starts_on", column)
    job = checked_job(("exchanges", headers, [("chongqing", "Visit", "visit", "2018", named)]))
    gone.delete()
    with pytest.raises(Conflicts):
        apply(job)
    assert outcomes(job) == [RowOutcome.CONFLICT]
    assert not Exchange.objects.exists()


def test_right_lost_since_the_check_holds_the_job_back() -> None:
    by = people.importer()
    job = checked_job(HUE, by=by)
    by.groups.clear()
    job.owner = User.objects.get(pk=by.pk)
    with pytest.raises(SheetRefused, match="no longer the right"):
        apply(job)


def test_nothing_stays_staged_for_moving_afterwards() -> None:
    job = checked_job(HUE)
    apply(job)
    assert (job.writes.count(), job.rows.count()) == (0, 1)


def test_next_record_made_by_hand_gets_a_key_of_its_own() -> None:
    apply(checked_job(HUE))
    assert factories.city().pk not in City.objects.filter(slug="hue").values_list("pk", flat=True)
    assert City.objects.count() == 2
