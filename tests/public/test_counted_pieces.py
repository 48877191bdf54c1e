"""What is kept of counters in pieces is true after every act, whichever and in whatever order, and at every moment."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from partnerships.counted import MEASURES
from partnerships.models import Agreement, City, Exchange, Field, Honour, Partnership, Story
from sistercities.common import counter_parts, history, touched
from sistercities.common.content_version import ContentVersion, raise_version
from sistercities.common.counter_parts import CountedPiece, Part, as_stored, known
from sistercities.common.counters import Counter, faults, store
from sistercities.common.history import Act, Revision, change, revert
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.publishing_actions import take_step
from sistercities.imports.applying import apply
from sistercities.imports.publishing_sets import publish_set
from sistercities.imports.undoing import EditedSince, undo
from tests import factories, people
from tests.imports.taking_in import checked_job
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
TURNS = 16
MODELS: tuple[Any, ...] = (City, Partnership, Agreement, Exchange, Exchange, Exchange, Honour, Story)
PARTS = [part for measure in MEASURES for part in measure.parts]
TABLE = re.compile(r'(?:FROM|JOIN) "((?:partnerships|media)_\w+)"')


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (touched, counter_parts, history):
        monkeypatch.setattr(module, "KEYS", 3)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def told(language: str) -> dict[str, Any]:
    return {each.name: as_stored(each.value(language)) for each in MEASURES}


def truth(language: str) -> dict[str, Any]:
    return {each.name: as_stored(each.count(language)) for each in MEASURES}


class Office:
    """Does something at random, through the doors that an office has."""

    def __init__(self, seed: int, clock: time_machine.Traveller) -> None:
        self.random, self.clock, self.jobs = Random(seed), clock, list[Any]()  # noqa: S311
        self.publisher = people.publisher()
        self.acts: tuple[Callable[[], Any], ...] = (
            *(self.publish, self.withdraw, self.edit, self.edit, self.schedule, self.take_back, self.wait),
            *(self.add, self.delete, self.rename_field, self.delete_field, self.import_rows, self.undo, self.disown),
        )

    def act(self) -> str:
        act = self.random.choice(self.acts)
        act()
        return act.__name__

    def one(self, *models: Any) -> Any:
        model = self.random.choice(models or MODELS)
        return self.random.choice(list(model.objects.all()) or [None])

    def step(self, act: Act) -> None:
        if record := self.one():
            take_step(act, [record], [self.random.choice(CONTENT_LANGUAGES)], None)

    def publish(self) -> None:
        self.step(Act.PUBLISH)

    def withdraw(self) -> None:
        self.step(Act.WITHDRAW)

    def changed(self, record: Any, **values: Any) -> None:
        if record is not None:
            with change(None, Act.EDIT) as changes:
                changes.lock(record)
                for name, value in values.items():
                    setattr(record, name, value)
                record.save()

    def edit(self) -> None:
        self.changed(
            self.one(Exchange),
            kind=self.random.choice(["visit", "forum"]),
            starts_on=self.random.choice(["", "2018", "2019-05~", "2020-01-02"]),
            ends_on="",
            persons=self.random.choice([None, 0, 7]),
            plan_status=self.random.choice(["held", "held", "cancelled"]),
            home_city=self.random.choice(list(City.objects.home())),
        )

    def schedule(self) -> None:
        moment = self.random.choice(["publish_at", "withdraw_at"])
        self.changed(self.one(), **{moment: self.clock_now() + self.random.choice([HOUR, 24 * HOUR])})

    def clock_now(self) -> datetime:
        return datetime.now(UTC)

    def wait(self) -> None:
        self.clock.shift(self.random.choice([HOUR, 25 * HOUR]))

    def take_back(self) -> None:
        """Only what changed nothing that others point to."""
        last = Revision.objects.filter(before__isnull=False, after__isnull=False).order_by("-pk").first()
        if last:
            revert(last, None)

    def add(self) -> None:
        with change(None, Act.ADD) as changes:
            fields = list(Field.objects.all()[:2])
            changes.added(factories.exchange(True, home_city=self.one(City.objects.home().model), fields=fields))

    def delete(self) -> None:
        record = self.one(Exchange)
        if record is not None and not Revision.objects.filter(record_key=record.pk, change_set__act="import").exists():
            with change(None, Act.DELETE) as changes:
                changes.lock(record)
                record.delete()

    def rename_field(self) -> None:
        self.changed(self.one(Field), slug=f"renamed-{self.random.randrange(10**6)}")

    def delete_field(self) -> None:
        field = self.one(Field)
        if field is not None and self.random.random() < 0.3:
            with change(None, Act.DELETE) as changes:
                changes.lock(field)
                field.delete()

    def disown(self) -> None:
        """A home city that is one no longer keeps its exchanges."""
        city = self.one(City)
        self.changed(city, is_home=not city.is_home)

    def import_rows(self) -> None:
        home = City.objects.home().first()
        if home is None:
            return
        columns = ("home_city", "title_en", "kind", "starts_on")
        lines = [(home.slug, f"Visit {self.random.randrange(10**9)}", "visit", "2017") for _turn in range(3)]
        job = checked_job(("exchanges", columns, lines))
        apply(job)
        if self.random.random() < 0.7:
            publish_set(job, ["en"], self.publisher)
        self.jobs.append(job)

    def undo(self) -> None:
        if self.jobs:
            with suppress(EditedSince):
                undo(self.jobs.pop(), None)


@pytest.mark.parametrize("seed", range(int(os.environ.get("COUNTED_SEEDS", "1"))))
def test_numbers_are_true_after_any_act(clock: time_machine.Traveller, seed: int) -> None:
    rows(2)
    office, done = Office(seed, clock), list[str]()
    for turn in range(TURNS):
        if turn % 4 == 0:
            store(MEASURES)
        done.append(office.act())
        language = office.random.choice(CONTENT_LANGUAGES)
        # So that the pieces are read of this moment too, when nothing was done.
        Counter.objects.all().delete()
        assert told(language) == truth(language), done


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_part_asks_for_records_of_no_other_kinds_than_it_says(part: Part) -> None:
    """Else an act would touch what is counted without outdating it."""
    rows(1)
    with CaptureQueriesContext(connection) as queries:
        part.count("en", part.keys(0, 10))
    named = {name for query in queries for name in TABLE.findall(query["sql"])}
    own = {model._meta.db_table for model in part.reads}
    ties = {field.remote_field.through._meta.db_table for each in part.reads for field in each._meta.local_many_to_many}
    belonging = {
        relation.related_model._meta.db_table
        for model in part.reads
        for name in getattr(model, "history_rows", ())
        if (relation := model._meta.get_field(name)).related_model
    }
    assert named
    assert named <= own | ties | belonging


def stale(name: str) -> int:
    part = next(part for part in PARTS if part.name == name)
    return len(known([part], "en")[0].missing)


def kept() -> dict[str, Any]:
    found = rows(2)
    for _turn in range(6):
        factories.exchange(True, home_city=found["exchange"].home_city)
    raise_version()
    store(MEASURES)
    assert CountedPiece.objects.filter(name="exchanges", language="en").count() > 2
    return found


def test_act_outdates_the_piece_that_it_touches_and_no_other() -> None:
    found = kept()
    take_step(Act.WITHDRAW, [found["exchange"]], ["en"], None)
    assert (stale("exchanges"), stale("years, exchange"), stale("years, story"), stale("partnerships")) == (1, 1, 0, 0)


def test_act_on_a_story_outdates_nothing_that_is_counted_of_exchanges_or_partnerships() -> None:
    found = kept()
    take_step(Act.WITHDRAW, [found["story"]], ["en"], None)
    assert (stale("exchanges"), stale("partnerships"), stale("anniversaries"), stale("years, story")) == (0, 0, 0, 1)


def test_withdrawing_the_city_that_keeps_them_outdates_all_exchanges_and_another_city_none() -> None:
    found = kept()
    take_step(Act.WITHDRAW, [factories.city(True)], ["en"], None)
    assert (stale("exchanges"), stale("partnerships")) == (0, 1)
    take_step(Act.WITHDRAW, [found["exchange"].home_city], ["en"], None)
    assert stale("exchanges") > 2


def test_midnight_outdates_what_depends_on_the_day_alone(clock: time_machine.Traveller) -> None:
    kept()
    clock.shift(24 * HOUR)
    assert (stale("anniversaries"), stale("maps, photos"), stale("exchanges"), stale("maps, cities")) == (1, 1, 0, 0)


def test_moment_of_a_record_outdates_its_piece(clock: time_machine.Traveller) -> None:
    found = kept()
    Exchange.objects.filter(pk=found["exchange"].pk).update(withdraw_at=NOON + HOUR)
    raise_version()
    store(MEASURES)
    assert stale("exchanges") == 0
    clock.shift(HOUR)
    assert (stale("exchanges"), stale("years, exchange"), stale("years, agreement")) == (1, 1, 0)


def test_what_is_changed_past_the_acts_outdates_everything() -> None:
    kept()
    raise_version()
    assert all(stale(part.name) for part in PARTS)


def test_act_of_an_older_version_of_the_code_outdates_everything() -> None:
    """It raises the number and notes nothing of what it has touched, now or before the next act."""
    found = kept()
    ContentVersion.objects.update(number=F("number") + 1)
    assert all(stale(part.name) for part in PARTS)
    take_step(Act.WITHDRAW, [found["story"]], ["en"], None)
    assert all(stale(part.name) for part in PARTS)


def test_what_a_piece_depends_on_is_asked_before_it_is_counted_and_after() -> None:
    """Else a city that is hidden in between would leave a number under what holds without it."""
    asked = list[str]()

    def told(word: str) -> int:
        asked.append(word)
        return 0

    factories.exchange(True)
    part = Part("a sum", lambda *_given: told("count"), frozenset(), Exchange, lambda _language: told("beside"))
    known([part], "en")[0].complete()
    assert asked == ["beside", "count", "beside"]


def test_false_piece_is_found() -> None:
    kept()
    CountedPiece.objects.filter(name="partnerships", language="en").update(value={"": 7})
    assert [(fault.place, fault.stored) for fault in faults(MEASURES) if fault.place == ""] == [("", 7)]
