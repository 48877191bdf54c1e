"""Photos attached from their own sheet: to which records, in which order."""

from typing import Any

import openpyxl
import pytest

from media.models import MediaItem
from media.resources import MediaItemResource
from partnerships.models import City, Exchange
from sistercities.common.history import Revision
from sistercities.imports.writers import FORMATS
from tests import factories
from tests.imports.both_ways import register, row_by_row
from tests.imports.files import csv_bytes, saved, sheet_of
from tests.imports.test_zipped_photos import errors_of
from tests.imports.walking import Walk, last_job, url, walk, worker
from tests.imports.zips import PHOTOS, zip_bytes
from tests.media.conftest import files_kept, storage_folder
from tests.media.files import jpeg

pytestmark = pytest.mark.django_db
__all__ = ["files_kept", "storage_folder", "walk", "worker"]
HEADERS = (*PHOTOS, "record", "order")


def photos(*rows: tuple[str, str, str]) -> bytes:
    """A zip of photos, each with the records that show it and its place there."""
    sheet = csv_bytes(HEADERS, *([name, "Own", f"About {name}", "own", record, order] for name, record, order in rows))
    return zip_bytes(("photos.csv", sheet), *((name, jpeg((60 + n, 40))) for n, (name, *_) in enumerate(rows)))


def shown(record: Any) -> list[tuple[str, int]]:
    return [(row.item.given_name, row.order) for row in record.attachments.select_related("item")]


def test_photos_are_attached_to_records_of_any_kind_in_order(walk: Walk) -> None:
    city = factories.city(slug="hue")
    exchange = factories.exchange(slug="forum-2014")
    walk.applied(photos(("a.jpg", "hue", "2"), ("b.jpg", "hue; forum-2014", "1;7"), ("c.jpg", "", "")), "p.zip", "")
    assert shown(city) == [("b.jpg", 1), ("a.jpg", 2)]
    assert shown(exchange) == [("b.jpg", 7)]
    assert MediaItem.objects.count() == 3
    entry = Revision.objects.get(record_type__model="city", change_set=last_job().change_set)
    assert (len(entry.before["rows"]["attachments"]), len(entry.after["rows"]["attachments"])) == (0, 2)


def test_photos_already_there_stay_and_order_is_changed_by_the_sheet(walk: Walk) -> None:
    city = factories.city(slug="hue")
    walk.applied(photos(("a.jpg", "hue", ""), ("b.jpg", "hue", "")), "p.zip", "")
    assert shown(city) == [("a.jpg", 0), ("b.jpg", 1)]
    item = MediaItem.objects.get(given_name="a.jpg")
    walk.applied(csv_bytes(("slug", "record", "order"), [item.slug, "cities:hue", "5"]), "p.csv", "media")
    assert shown(city) == [("b.jpg", 1), ("a.jpg", 5)]
    with walk.worker():
        walk.client.post(url(last_job(), "undo"))
    assert shown(city) == [("a.jpg", 0), ("b.jpg", 1)]


def test_exported_photos_taken_in_again_change_nothing(walk: Walk) -> None:
    factories.city(slug="hue")
    factories.exchange(slug="forum")
    walk.applied(photos(("a.jpg", "hue;forum", "3;4"), ("b.jpg", "hue", "1")), "p.zip", "")
    exported = MediaItemResource().export(MediaItem.objects.order_by("given_name"))
    assert [(row["record"], row["order"]) for row in exported.dict] == [
        ("cities:hue;exchanges:forum", "3;4"),
        ("cities:hue", 1),
    ]
    walk.checked(FORMATS["csv"][0](exported), "again.csv", "media")
    total = last_job().counts["total"]
    assert (total["unchanged"], total["new"], total["changed"], total["error"]) == (4, 0, 0, 0)


def test_record_of_the_same_workbook_gets_its_photo_in_its_own_row(walk: Walk) -> None:

    book = openpyxl.Workbook()
    cities, sheet = book.active, book.create_sheet("photos")
    cities.title = "cities"
    for row in (("slug", "name_en", "country"), ("hue", "Huế", "VN"), ("vinh", "Vinh", "VN")):
        cities.append(row)
    for row in (HEADERS, ("c.jpg", "Own", "The citadel", "own", "hue", 1)):
        sheet.append(row)
    walk.applied(zip_bytes(("all.xlsx", saved(book)), ("c.jpg", jpeg())), "all.zip", "")
    assert shown(City.objects.get(slug="hue")) == [("c.jpg", 1)]
    assert shown(City.objects.get(slug="vinh")) == []


@pytest.mark.parametrize(
    ("record", "order", "letter", "sentence"),
    [
        ("nowhere", "", "E", "No record that can show photos is called “nowhere”. Write its short name."),
        ("stories:hue", "", "E", "No record that can show photos is called “stories:hue”. Write its short name."),
        ("same", "", "E", "“same” can be several records. Write which: cities:same, exchanges:same."),
        ("Twin", "", "E", "“Twin” can be several records. Write which: cities:same, exchanges:same."),
        ("hue", "first", "F", "Write a whole number, or one for each record with semicolons between."),
        ("hue", "1;2", "F", "Give one number for each record in the column “record”."),
        ("", "1", "F", "Give one number for each record in the column “record”."),
    ],
)
def test_wrong_record_or_order_is_told_in_the_photo_s_row(
    record: str, order: str, letter: str, sentence: str, walk: Walk
) -> None:
    factories.city(slug="hue")
    factories.city(slug="same", name_en="Twin")
    factories.exchange(slug="same", title_en="Twin")
    walk.checked(photos(("a.jpg", record, order)), "p.zip", "")
    assert errors_of(last_job()) == [(2, letter, sentence)]


def test_record_may_be_called_by_its_name_where_only_one_has_it(walk: Walk) -> None:
    city = factories.city(slug="hue", name_en="Huế", name_zh_hans="顺化")
    exchange = factories.exchange(slug="forum", title_en="Forum: cities")
    walk.applied(photos(("a.jpg", "顺化；Forum: cities", ""), ("b.jpg", "cities:Huế", "")), "p.zip", "")
    assert (shown(city), shown(exchange)) == ([("a.jpg", 0), ("b.jpg", 1)], [("a.jpg", 0)])


def test_record_that_visitors_see_is_not_changed_by_who_may_not_publish(walk: Walk) -> None:
    factories.city(slug="hue", published=True)
    walk.checked(photos(("a.jpg", "hue", "1")), "p.zip", "")
    assert [(row, letter) for row, letter, _message in errors_of(last_job())] == [(2, "")]
    assert "Visitors see this record." in errors_of(last_job())[0][2]


def test_cell_of_a_record_may_name_the_file_of_its_photo(walk: Walk) -> None:
    factories.photo(slug="one", given_name="citadel.jpg")
    factories.exchange(slug="forum")
    walk.applied(csv_bytes(("slug", "photos"), ["forum", "citadel.jpg"]), "e.csv", "exchanges")
    assert shown(Exchange.objects.get()) == [("citadel.jpg", 0)]


def test_rows_taken_in_one_by_one_attach_the_same_photos_as_a_job(walk: Walk) -> None:
    factories.city(slug="hue")
    factories.exchange(slug="forum")
    for slug in ("one", "two"):
        factories.photo(slug=slug, given_name=f"{slug}.jpg")
    headers, rows = ("slug", "record", "order"), (["one", "hue;forum", "4;2"], ["two", "cities:hue", ""])
    came = row_by_row("media", sheet_of(headers, *rows), None)
    walk.applied(csv_bytes(headers, *rows), "p.csv", "media")
    tables = ("CityAttachment", "ExchangeAttachment", "MediaItem")
    assert {name: came.register[name] for name in tables} == {name: register()[name] for name in tables}
    assert [len(came.register[name]) for name in tables] == [2, 1, 2]


@pytest.mark.parametrize(
    ("word", "code"),
    [("自有", "own"), ("mit Genehmigung", "permission"), ("CC-BY-4.0", "cc_by"), ("公有领域", "public_domain")],
)
def test_licence_is_read_in_the_words_that_offices_use(word: str, code: str, walk: Walk) -> None:
    factories.photo(slug="one", licence="cc0")
    walk.applied(csv_bytes(("slug", "licence"), ["one", word]), "p.csv", "media")
    assert MediaItem.objects.get().licence == code


def test_licence_of_another_version_is_not_taken_for_the_one_that_is_known(walk: Walk) -> None:
    factories.photo(slug="one", licence="own")
    walk.checked(csv_bytes(("slug", "licence"), ["one", "CC BY 2.0"]), "p.csv", "media")
    assert [(row, letter) for row, letter, _message in errors_of(last_job())] == [(2, "B")]
