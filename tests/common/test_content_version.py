"""The content version: raised at every door by which something public changes, and last in its transaction."""

import re
from collections.abc import Callable
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from media.models import MediaItem
from media.renditions import make_renditions
from media.rights import set_rights
from media.uploads import take_in
from partnerships import source_actions
from partnerships.models import City, SiteProfile
from partnerships.models.message import Message
from partnerships.resources.places import CityDirectory
from sistercities.common.admin.keeping import KeepingAdmin
from sistercities.common.boundaries import publishable_models
from sistercities.common.content_version import ContentVersion, content_change, current_version, raise_version
from sistercities.common.history import Act, change, history_of, revert
from sistercities.common.publishing_actions import take_step
from sistercities.demo.profile import write_profile
from sistercities.imports.applying import apply
from sistercities.imports.publishing_sets import publish_set
from sistercities.imports.undoing import undo
from tests import factories, people
from tests.imports.taking_in import checked_job
from tests.media.files import jpeg, stored_photo, uploaded
from tests.test_architecture import module_of, sources

pytestmark = pytest.mark.django_db

# Where something is written, and why that leaves no kept page behind. A module that turns up here and not below writes
# past `change`: let it go through it, or raise the version.
WRITERS = {
    "media.attaching": "inside change",
    "media.renditions": "raises the version when smaller versions of a photo are noted",
    "media.rights": "inside change",
    "media.uploads": "inside change",
    "partnerships.resources.places": "inside change",
    "partnerships.source_actions": "inside change",
    "partnerships.models.message": "letters to the office are never public",
    "sistercities.common.content_version": "is the version",
    "sistercities.common.counter_parts": "as counters do",
    "sistercities.common.counters": "counts what is public, and shows nothing that a page would not count itself",
    "sistercities.common.derived": "called by change",
    "sistercities.common.former_slugs": "called by change",
    "sistercities.common.history": "is change",
    "sistercities.common.publishing_actions": "inside change",
    "sistercities.common.search_upkeep": "raises the version",
    "sistercities.common.snapshots": "called by change",
    "sistercities.common.spent_stamps": "only whether a form was sent",
    "sistercities.common.touched": "part of raising the version",
}
WRITING = re.compile(
    r"\.(bulk_create|bulk_update|get_or_create|update_or_create|_raw_delete)\(|\.update\((\w+=|\*\*)|\.delete\(\)"
    r"|\.save\((force_insert=True|update_fields=[^)]*)?\)"
)


def imported_job() -> Any:
    job = checked_job(("cities", ("slug", "name_en", "name_zh_hans", "country"), [("hue", "Huế", "顺化", "VN")]))
    apply(job)
    return job


def edit(city: City) -> None:
    with change(None, Act.EDIT) as changes:
        changes.lock(city)
        city.name_en = "Krung Thep"
        city.save()


def delete(city: City) -> None:
    with change(None, Act.DELETE) as changes:
        changes.lock(city)
        city.delete()


def taken_back() -> Callable[[], Any]:
    city = factories.city()
    edit(city)
    revision = history_of(city)[0]
    return lambda: revert(revision, None)


def step(act: Act, **states: str) -> Callable[[], Any]:
    city = factories.city(**states)
    return lambda: take_step(act, [city], ["en"], None)


def of(make: Callable[[], Any], act: Callable[[Any], Any]) -> Callable[[], Any]:
    record = make()
    return lambda: act(record)


DOORS: dict[str, Callable[[], Callable[[], Any]]] = {
    "publish": lambda: step(Act.PUBLISH),
    "withdraw": lambda: step(Act.WITHDRAW, state_en="published"),
    "review": lambda: step(Act.SEND_TO_REVIEW),
    "send back": lambda: step(Act.SEND_BACK, state_en="in_review"),
    "edit": lambda: of(factories.city, edit),
    "delete": lambda: of(factories.city, delete),
    "take back": taken_back,
    "show a source": lambda: of(lambda: factories.source(is_public=False), lambda it: source_actions.show([it], None)),
    "hide a source": lambda: of(factories.source, lambda it: source_actions.hide([it], None)),
    "rights": lambda: of(stored_photo, lambda it: set_rights([it], {"licence": "permission"}, people.publisher())),
    "upload": lambda: lambda: take_in(uploaded(jpeg()), {"credit_en": "Somebody"}, None),
    "renditions": lambda: of(stored_photo, make_renditions),
    "import": lambda: imported_job,
    "publish an import": lambda: of(imported_job, lambda job: publish_set(job, ["en"], people.publisher())),
    "undo an import": lambda: of(imported_job, lambda job: undo(job, None)),
    "names learnt": lambda: of(
        factories.city, lambda city: CityDirectory(City).remember({city.slug: ["Phra Nakhon"]}, None)
    ),
    "demo's profile": lambda: write_profile,
    "command": lambda: partial(call_command, "forget_pages", stdout=StringIO()),
}


@pytest.mark.parametrize("door", DOORS)
def test_act_at_any_door_raises_the_version(door: str) -> None:
    act = DOORS[door]()
    before = current_version()
    act()
    assert current_version() > before


def test_admin_of_everything_public_writes_through_change() -> None:
    public = {SiteProfile, MediaItem, *publishable_models()}
    public |= {model for model in admin.site._registry if model._meta.app_label in ("media", "partnerships")}
    public -= {Message}  # letters to the office
    for model in public:
        assert isinstance(admin.site._registry[model], KeepingAdmin), model


def test_nothing_public_is_written_past_the_acts() -> None:
    paths = sources("partnerships", "media", "sistercities/common")
    writing = {module_of(path) for path in paths if WRITING.search(path.read_text(encoding="utf-8"))}
    assert writing <= set(WRITERS)


def test_act_that_changes_nothing_leaves_the_version() -> None:
    city = factories.city()
    edit(city)
    before = current_version()
    edit(city)
    assert current_version() == before


def test_act_that_is_refused_leaves_the_version() -> None:
    before = current_version()
    with pytest.raises(PermissionDenied):
        take_step(Act.PUBLISH, [factories.city()], ["en"], people.viewer())
    assert current_version() == before


def test_version_is_raised_by_the_last_statement_of_the_outermost_act() -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        content_change(),
    ):
        edit(factories.city())
        edit(factories.city())
    raised = [number for number, query in enumerate(queries) if "common_contentversion" in query["sql"]]
    assert raised
    after = [query["sql"] for query in queries.captured_queries[raised[0] :]]
    # What was touched is noted behind it: by nobody who has not raised it first.
    own = ("contentversion", "common_touched", "RELEASE")
    assert [sql for sql in after if not any(word in sql for word in own)] == []


def test_version_is_never_behind_the_clock_and_never_falls() -> None:
    raise_version()
    ContentVersion.objects.update(number=3 * 10**15)
    raise_version()
    assert current_version() == 3 * 10**15 + 1


def test_act_that_fails_takes_its_version_back() -> None:
    city = factories.city()
    before = current_version()
    with transaction.atomic():
        edit(city)
        transaction.set_rollback(True)
    assert current_version() == before
