"""History: one change set for one act, whole records before and after, and the way back."""

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from partnerships.models import City
from sistercities.common.history import Act, ChangeSet, Revision, change, history_of, revert
from tests import factories, people

pytestmark = pytest.mark.django_db


def test_new_record_with_rows_and_ties_is_one_change_set_with_all_of_it() -> None:
    editor = people.editor()
    photo, source = factories.photo(), factories.source()
    with change(editor, Act.ADD) as changes:
        exchange = factories.exchange(title_en="Visit", title_zh_hans="访问", fields=[factories.field("culture")])
        factories.attach(exchange, photo, caption_en="Here")
        factories.cite(exchange, source, quote="“As said”")
        changes.added(exchange)
    [revision] = history_of(exchange)
    assert revision.change_set.author == editor.username
    assert revision.change_set.made_by == editor
    assert revision.before is None
    assert revision.after["fields"]["title_en"] == "Visit"
    assert revision.after["fields"]["title_zh_hans"] == "访问"
    assert revision.after["fields"]["starts_on"] == "2018-05"
    assert revision.after["ties"]["fields"] == [factories.field("culture").pk]
    assert [row["fields"]["caption_en"] for row in revision.after["rows"]["attachments"]] == ["Here"]
    assert [row["fields"]["quote"] for row in revision.after["rows"]["citations"]] == ["“As said”"]


def test_change_of_a_row_alone_raises_the_version_and_is_recorded() -> None:
    city = factories.city(name_en="Bangkok")
    with change(people.editor(), Act.EDIT) as changes:
        changes.lock(city)
        city.other_names.create(name="Krung Thep", language="th")
    [revision] = history_of(city)
    assert revision.before["rows"]["other_names"] == []
    assert [row["fields"]["name"] for row in revision.after["rows"]["other_names"]] == ["Krung Thep"]
    city.refresh_from_db()
    assert city.version == 2
    assert City.objects.found_by_staff("krung").get() == city


def test_act_that_changes_nothing_leaves_no_trace() -> None:
    city = factories.city()
    with change(people.editor(), Act.EDIT) as changes:
        changes.lock(city)
        city.save()
    assert ChangeSet.objects.count() == 0
    city.refresh_from_db()
    assert city.version == 1


def test_several_records_of_one_act_share_its_change_set() -> None:
    cities = [factories.city(), factories.city()]
    with change(None, Act.EDIT) as changes:
        changes.lock(*cities)
        for city in cities:
            city.website = "https://example.org/"
            city.save()
    assert ChangeSet.objects.count() == 1
    assert Revision.objects.count() == 2


def test_failed_act_leaves_neither_change_nor_history() -> None:
    city = factories.city(name="Before")

    def failing_act() -> None:
        with change(None, Act.EDIT) as changes:
            changes.lock(city)
            City.objects.filter(pk=city.pk).update(name_en="After")
            raise IntegrityError

    with pytest.raises(IntegrityError):
        failing_act()
    city.refresh_from_db()
    assert city.name_en == "Before"
    assert Revision.objects.count() == 0


def test_lock_reads_what_another_act_has_changed_meanwhile() -> None:
    city = factories.city(name="Before")
    City.objects.filter(pk=city.pk).update(website="https://example.org/")
    with change(None, Act.EDIT) as changes:
        changes.lock(city)
        city.name_en = "After"
        city.save()
    city.refresh_from_db()
    assert (city.name_en, city.website) == ("After", "https://example.org/")


def test_revert_brings_back_columns_ties_and_rows() -> None:
    exchange = factories.exchange(title_en="Visit", title_zh_hans="访问", fields=[factories.field("culture")])
    kept = factories.cite(exchange, factories.source(), quote="kept")
    with change(None, Act.EDIT) as changes:
        changes.lock(exchange)
        exchange.title_en, exchange.starts_on = "Other", "2019"
        exchange.save()
        exchange.fields.set([factories.field("sports")])
        exchange.citations.all().delete()
        factories.cite(exchange, factories.source(), quote="new")
    revert(history_of(exchange).get(), people.editor())
    exchange.refresh_from_db()
    assert (exchange.title_en, exchange.starts_on.text) == ("Visit", "2018-05")
    assert list(exchange.fields.values_list("slug", flat=True)) == ["culture"]
    assert list(exchange.citations.values_list("pk", "quote")) == [(kept.pk, "kept")]
    assert history_of(exchange).first().change_set.act == Act.REVERT


def test_revert_of_an_addition_deletes_and_its_revert_brings_back() -> None:
    with change(None, Act.ADD) as changes:
        city = factories.city(name="Bangkok")
        city.other_names.create(name="Krung Thep", language="th")
        changes.added(city)
    key = city.pk
    assert revert(history_of(city).get(), None) is None
    assert not City.objects.filter(pk=key).exists()
    deletion = Revision.objects.first()
    assert (deletion.label, deletion.after) == ("Bangkok", None)
    revert(deletion, None)
    restored = City.objects.get(pk=key)
    assert (restored.name_en, restored.other_names.get().name) == ("Bangkok", "Krung Thep")


def test_history_keeps_its_author_after_the_account_is_gone() -> None:
    editor, city = people.editor(), factories.city()
    with change(editor, Act.EDIT) as changes:
        changes.lock(city)
        city.website = "https://example.org/"
        city.save()
    name = editor.username
    editor.delete()
    assert history_of(city).get().change_set.author == name


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_snapshot_does_not_depend_on_the_language_of_the_person(language: str) -> None:
    city = factories.city(name_en="Bangkok", name_zh_hans="曼谷")
    with override(language), change(None, Act.EDIT) as changes:
        changes.lock(city)
        city.website = "https://example.org/"
        city.save()
    after = history_of(city).get().after["fields"]
    assert (after["name_en"], after["name_zh_hans"]) == ("Bangkok", "曼谷")
    assert "name" not in after


def test_history_of_many_records_costs_a_constant_number_of_queries() -> None:
    def touch(cities: list[City]) -> None:
        with change(None, Act.EDIT) as changes:
            changes.note_before(City, [city.pk for city in cities])
            City.objects.filter(pk__in=[city.pk for city in cities]).update(website="https://example.org/")

    touch([factories.city()])
    counts = []
    for number in (2, 20):
        cities = [factories.city() for _ in range(number)]
        with CaptureQueriesContext(connection) as captured:
            touch(cities)
        counts.append(len(captured))
    assert counts[0] == counts[1]
