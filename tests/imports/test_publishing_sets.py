"""An import is published as one set, whatever its number: prepared beside the register, moved in one moment."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnerships.models import City, Partnership
from sistercities.common.history import Act, ChangeSet, Revision, change
from sistercities.common.publishing import State
from sistercities.common.publishing_actions import take_step
from sistercities.imports import jobs, progress, publishing_sets
from sistercities.imports.applying import apply
from sistercities.imports.errors import SheetRefused
from sistercities.imports.models import ImportJob, JobState
from sistercities.imports.publishing_sets import publish_set
from sistercities.imports.undoing import undo
from tests import people
from tests.imports.taking_in import checked_job

pytestmark = pytest.mark.django_db
CITY = ("slug", "name_en", "name_zh_hans", "country", "is_home")
PAIR = [("cq", "Chongqing", "重庆", "CN", "yes"), ("hue", "Huế", "", "VN", "")]
TIES = ("partnerships", ("slug", "home_city", "partner_city", "tie_class"), [("cq-hue", "cq", "hue", "sister_city")])


def applied(*sheets: Any) -> ImportJob:
    job = checked_job(*(sheets or (("cities", CITY, PAIR), TIES)))
    apply(job)
    return job


def states() -> list[tuple[str, str]]:
    return list(City.objects.order_by("pk").values_list("state_en", "state_zh_hans"))


def test_all_kinds_are_published_in_one_act_of_whoever_asked() -> None:
    job, by = applied(), people.publisher()
    outcome = publish_set(job, ["en"], by)
    assert (outcome.published, outcome.refused) == (3, 0)
    assert states() == [(State.PUBLISHED, State.DRAFT)] * 2
    assert Partnership.objects.published("en").count() == 1
    act = ChangeSet.objects.get(act=Act.PUBLISH)
    assert (act.made_by, act.revisions.count()) == (by, 3)
    city = City.objects.get(slug="hue")
    assert (city.version, city.changed_by, city.changed_at) == (2, by, act.made_at)
    assert city.published_at_en is not None
    assert city.published_at_zh_hans is None


def test_set_is_what_publishing_each_record_makes_of_it() -> None:
    publish_set(applied(), ["en", "zh-hans"], people.publisher())
    mine = list(Revision.objects.filter(change_set__act=Act.PUBLISH).order_by("label").values_list("before", "after"))
    kept = [dict(row) for row in City.objects.order_by("slug").values()]
    City.objects.update(
        state_en="draft", state_zh_hans="draft", published_at_en=None, published_at_zh_hans=None, version=1
    )
    ChangeSet.objects.filter(act=Act.PUBLISH).delete()
    take_step(Act.PUBLISH, City.objects.all(), ["en", "zh-hans"], people.publisher())
    theirs = dict(Revision.objects.filter(change_set__act=Act.PUBLISH).values_list("record_key", "after"))
    moments = {"published_at_en", "published_at_zh_hans", "changed_at", "changed_by_id"}
    for before, after in zip(kept, City.objects.order_by("slug").values(), strict=True):
        assert {name: value for name, value in before.items() if name not in moments} == {
            name: value for name, value in after.items() if name not in moments
        }
    of_cities = [after for _before, after in mine if "name_en" in after["fields"]]
    for after in of_cities:
        fields = theirs[after["fields"]["id"]]["fields"]
        assert {**after["fields"], **dict.fromkeys(moments)} == {**fields, **dict.fromkeys(moments)}


def test_what_cannot_be_published_is_told_and_stays_a_draft() -> None:
    outcome = publish_set(applied(), ["zh-hans"], people.publisher())
    assert [name for name, _sentence in outcome.told][:1] == ["Huế"]
    assert "is empty in this language" in outcome.told[0][1]
    assert states() == [(State.DRAFT, State.PUBLISHED), (State.DRAFT, State.DRAFT)]


def test_only_who_may_publish_does() -> None:
    with pytest.raises(PermissionDenied):
        publish_set(applied(), ["en"], people.importer())
    assert states() == [(State.DRAFT, State.DRAFT)] * 2


def test_record_changed_while_the_set_is_prepared_holds_it_back_whole() -> None:
    job = applied()

    def edit(done: int) -> None:
        with change(None, Act.EDIT) as changes:
            city = City.objects.get(slug="hue")
            changes.lock(city)
            city.native_name = "Huế"
            city.save()

    with pytest.raises(SheetRefused, match="Nothing was published"):
        publish_set(job, ["en"], people.publisher(), edit)
    assert states() == [(State.DRAFT, State.DRAFT)] * 2
    assert City.objects.get(slug="hue").native_name == "Huế"


def test_number_of_queries_does_not_grow_with_the_records(monkeypatch: pytest.MonkeyPatch) -> None:
    by, counted = people.publisher(), []
    for number in (2, 40):
        job = applied(("cities", CITY, [(f"t{number}-{place}", f"T {place}", "", "VN", "") for place in range(number)]))
        with CaptureQueriesContext(connection) as queries:
            publish_set(job, ["en"], by)
        counted.append(len(queries))
    assert counted[1] <= counted[0]


def test_more_records_than_one_chunk_are_published_in_the_background(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    monkeypatch.setattr(publishing_sets, "CHUNK", 2)
    job = applied(("cities", CITY, [(f"t-{place}", f"T {place}", "", "VN", "") for place in range(5)]))
    with django_capture_on_commit_callbacks(execute=True):
        jobs.start_publication(job, ["en", "zh-hans"], people.publisher())
    job.refresh_from_db()
    assert (job.state, job.problem) == (JobState.APPLIED, "")
    assert (job.decisions["publication"]["published"], job.decisions["publication"]["refused"]) == (5, 5)
    assert (jobs.progress_of(job).done, jobs.progress_of(job).total) == (5, 5)
    assert City.objects.published("en").count() == 5


def test_publishing_that_died_has_published_nothing_and_can_be_asked_for_again() -> None:
    job = applied()
    ImportJob.objects.filter(pk=job.pk).update(state=JobState.PUBLISHING, heartbeat_at="2020-01-01T00:00Z")
    progress.forget(job)
    job.refresh_from_db()
    assert jobs.reclaim(job)
    assert job.state == JobState.APPLIED
    assert "Nothing was published" in job.problem


def test_published_import_can_still_be_taken_back() -> None:
    job, by = applied(), people.publisher()
    publish_set(job, ["en"], by)
    undo(job, by)
    assert not City.objects.exists()
