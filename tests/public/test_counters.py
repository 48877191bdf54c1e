"""Stored counters: used in the epoch in which they were counted and in no other, so that every number is the truth."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from media.models import MediaItem
from partnerships.counted import ANNIVERSARIES, EXCHANGE_FIGURES, MEASURES, TIE_FIGURES
from partnerships.models import Exchange, Partnership
from sistercities import counting
from sistercities.common.boundaries import next_midnight
from sistercities.common.content_version import raise_version
from sistercities.common.counters import Counter, Measure, are_stored, as_stored, store
from sistercities.common.history import Act
from sistercities.common.languages import CONTENT_LANGUAGES
from sistercities.common.publishing_actions import take_step
from sistercities.counting import SECONDS_OF_QUIET, Watch
from sistercities.imports.applying import apply
from sistercities.imports.publishing_sets import publish_set
from sistercities.imports.undoing import undo
from tests import factories, people
from tests.imports.taking_in import checked_job
from tests.public.site_of_everything import rows

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 5, 4, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)
PAGES = ("", "figures/", "fields/", "fields/culture/", "countries/", "years/", "years/2018/", "anniversaries/")


EVERY = [(measure, language) for measure in MEASURES for language in CONTENT_LANGUAGES]


def values() -> dict[tuple[str, str], Any]:
    """What pages print now."""
    return {(measure.name, language): as_stored(measure.value(language)) for measure, language in EVERY}


def truth() -> dict[tuple[str, str], Any]:
    return {(measure.name, language): as_stored(measure.count(language)) for measure, language in EVERY}


def assert_true_after(act: Callable[[], Any]) -> None:
    """The act changes something that is counted; what is told is true right after it, and when it is counted anew."""
    store(MEASURES)
    before = values()
    assert before == truth()
    act()
    after = truth()
    assert after != before
    assert values() == after
    store(MEASURES)
    assert (values(), are_stored(MEASURES)) == (after, True)


def imported() -> Any:
    home, partner = factories.home_city(True), factories.city(True)
    columns = ("home_city", "partner_city", "tie_class", "since")
    job = checked_job(("partnerships", columns, [(home.slug, partner.slug, "sister_city", "2011")]))
    apply(job)
    return job


def test_numbers_are_true_after_something_is_published() -> None:
    tie = factories.partnership(home_city=factories.home_city(True), partner_city=factories.city(True), since="2011")
    assert_true_after(lambda: take_step(Act.PUBLISH, [tie], ["en"], None))


def test_numbers_are_true_after_something_is_withdrawn() -> None:
    exchange = rows(1)["exchange"]
    assert_true_after(lambda: take_step(Act.WITHDRAW, [exchange], ["zh-hans"], None))


def test_numbers_are_true_after_an_import_is_published_and_after_it_is_undone() -> None:
    job = imported()
    assert_true_after(lambda: publish_set(job, ["en"], people.publisher()))
    assert_true_after(lambda: undo(job, None))


@pytest.fixture
def noon() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("moment", ["publish_at", "withdraw_at"])
def test_numbers_are_true_when_a_planned_moment_has_come(noon: time_machine.Traveller, moment: str) -> None:
    Exchange.objects.filter(pk=rows(1)["exchange"].pk).update(**{moment: NOON + HOUR})
    raise_version()
    assert_true_after(lambda: noon.move_to(NOON + HOUR))


def test_numbers_are_true_when_a_permission_has_ended(noon: time_machine.Traveller) -> None:
    photo = rows(1)["story"].lead_photo
    MediaItem.objects.filter(pk=photo.pk).update(permission_until=date(2026, 5, 4))
    raise_version()
    assert_true_after(lambda: noon.move_to(next_midnight(NOON)))


def test_numbers_are_true_when_an_anniversary_has_passed(noon: time_machine.Traveller) -> None:
    factories.partnership(True, since="2001-05-04")
    assert ANNIVERSARIES.value("en") == {"2001-05-04": 1}
    assert_true_after(lambda: noon.move_to(next_midnight(NOON)))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_say_the_same_of_stored_numbers_as_of_counted_ones(client: Client, language: str) -> None:
    rows(2)
    counted = [client.get(f"/{language}/{path}").content for path in PAGES]
    store(MEASURES)
    with CaptureQueriesContext(connection) as queries:
        assert [client.get(f"/{language}/{path}").content for path in PAGES] == counted
    assert not [query for query in queries if "GROUP BY" in query["sql"]]


def test_pages_show_the_stored_number_and_not_one_of_another_epoch(client: Client) -> None:
    rows(1)
    store(MEASURES)
    Counter.objects.filter(name=TIE_FIGURES.name).update(value={"": 4321, "tie=sister_city": 4321})
    assert TIE_FIGURES.value("en")[""] == 4321
    assert "4,321" in client.get("/en/figures/").content.decode()
    raise_version()
    assert "4,321" not in client.get("/en/figures/").content.decode()


def checked(*options: str) -> str:
    told = StringIO()
    call_command("check_counters", *options, stdout=told)
    return told.getvalue()


def falsify(measure: Measure, key: str, value: Any) -> None:
    counter = Counter.objects.get(name=measure.name, language="en")
    counter.value[key] = value
    counter.save()


def test_command_tells_each_false_number_and_mends_it() -> None:
    rows(1)
    store(MEASURES)
    assert "is what counting gives" in checked()
    falsify(TIE_FIGURES, "tie=sister_city", 7)
    falsify(EXCHANGE_FIGURES, "year=1999", [1, None, None])
    told = StringIO()
    with pytest.raises(CommandError, match="--rebuild"):
        call_command("check_counters", stdout=told)
    assert told.getvalue().splitlines() == [
        "exchanges (en), year=1999: stored is [1, None, None], counted nothing.",
        "partnerships (en), tie=sister_city: stored is 7, counted 2.",
    ]
    checked("--rebuild")
    assert (values(), "Some are not" in checked()) == (truth(), False)


def test_command_says_of_numbers_of_another_epoch_that_nobody_uses_them() -> None:
    store(MEASURES)
    falsify(TIE_FIGURES, "", 7)
    raise_version()
    assert "count these for themselves" in checked()


def test_worker_counts_once_it_is_quiet_and_not_again() -> None:
    factories.partnership(True)
    raise_version()
    watch = Watch()
    assert (watch.look(), are_stored(MEASURES)) == (SECONDS_OF_QUIET, False)
    watch.look()
    assert are_stored(MEASURES)
    counted = Counter.objects.values_list("pk", "since")
    found = list(counted)
    watch.look()
    assert list(counted) == found
    take_step(Act.WITHDRAW, list(Partnership.objects.all()), ["en"], None)
    watch.look()
    assert not are_stored(MEASURES)
    watch.look()
    assert are_stored(MEASURES)


def test_what_other_code_has_counted_is_not_used() -> None:
    """A new version may count otherwise, and keep it in another shape; nothing else tells it that there was one."""
    rows(1)
    store(MEASURES)
    Counter.objects.update(value={"of another": "shape"}, code="of another version")
    assert (values(), are_stored(MEASURES)) == (truth(), False)
    store(MEASURES)
    assert are_stored(MEASURES)


def test_counting_outlives_a_database_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether it is the connection that cannot be looked after, or the counting itself."""
    refusals, counted = iter(["connection", "count"]), threading.Event()

    def refuse_once(*_given: Any) -> float:
        if next(refusals, None):
            raise OperationalError
        counted.set()
        return 0.01

    monkeypatch.setattr(counting, "SECONDS_OF_QUIET", 0.01)
    monkeypatch.setattr(counting, "close_old_connections", refuse_once)
    monkeypatch.setattr(Watch, "look", refuse_once)
    stopped = counting.keep_counted()
    try:
        assert counted.wait(20)
    finally:
        stopped.set()
