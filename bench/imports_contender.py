"""One contender of `bench.imports`, in a process of its own; prints what it measured as JSON."""

import csv
import io
import json
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

django.setup()

import tablib  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from import_export.fields import Field as LibraryField  # noqa: E402
from import_export.resources import ModelResource  # noqa: E402
from import_export.widgets import ForeignKeyWidget, ManyToManyWidget  # noqa: E402

from bench.import_data import HEADERS, as_csv, as_xlsx, rows  # noqa: E402
from partnerships.choices import Direction, ExchangeKind  # noqa: E402
from partnerships.models import City, Exchange, Field  # noqa: E402
from partnerships.resources import ExchangeResource  # noqa: E402
from sistercities.common.history import Revision  # noqa: E402
from sistercities.imports import applying, checking  # noqa: E402
from sistercities.imports.errors import column_letter  # noqa: E402
from sistercities.imports.models import ImportJob  # noqa: E402
from sistercities.imports.prepared import PreparedRow, PreparedSheet  # noqa: E402
from sistercities.imports.sheets import Sheet  # noqa: E402
from tests.imports.files import read_sheet  # noqa: E402
from tests.imports.library_run import apply_sheet, check_sheet  # noqa: E402

CITIES = [f"town-{number}" for number in range(200)]
COUNTRIES = ("TH", "VN", "DE", "FR", "US", "JP")


def prepare() -> dict[str, Any]:
    """A register with the cities that the exchanges name."""
    call_command("migrate", verbosity=0)
    for number, slug in enumerate(CITIES):
        city = City(slug=slug, name_en=f"Town {number}", country=COUNTRIES[number % 6], is_home=number == 0)
        city.full_clean()
        city.save()
    return {}


def table(number: int) -> list[list[Any]]:
    fields = list(Field.objects.values_list("slug", flat=True))
    return rows(number, CITIES, fields, list(ExchangeKind.values), list(Direction.values))


def engine(path: Path) -> dict[str, float]:
    started = time.perf_counter()
    first: list[float] = []
    sheet = read_sheet(path.name, path.read_bytes())
    job = ImportJob.objects.create(given_name=path.name)
    checked_from = time.perf_counter()
    checking.check(job, [_prepared(sheet)], lambda _done: first.append(time.perf_counter() - checked_from))
    checked = time.perf_counter()
    locked, locked_processor = _timed_transaction(lambda: applying.apply(job))
    ended = time.perf_counter()
    return {
        "seconds": ended - started,
        "check": checked - checked_from,
        "apply": ended - checked,
        "locked": locked,
        "locked_processor": locked_processor,
        "first": first[0],
    }


def _prepared(sheet: Sheet) -> PreparedSheet:
    columns = list(sheet.headers)
    letters = {name: (column_letter(place), name) for place, name in enumerate(columns)}
    read = (PreparedRow(row.number, dict(zip(columns, row.cells, strict=True))) for row in sheet.rows)
    return PreparedSheet(0, "exchanges", ExchangeResource, columns, letters, read, len(sheet.rows))


def _timed_transaction(act: Callable[[], None]) -> tuple[float, float]:
    """How long the transaction that moves the rows lasts, its commit included; and how much of it is computing."""
    times: list[tuple[float, float]] = []
    move = applying._move

    def timed(job: ImportJob) -> None:
        started = time.perf_counter(), time.process_time()
        move(job)
        times.append((time.perf_counter() - started[0], time.process_time() - started[1]))

    applying._move = timed
    act()
    applying._move = move
    return times[0]


def library(data: bytes) -> None:
    for run in (check_sheet, apply_sheet):
        report = run(ExchangeResource(), read_sheet("exchanges.csv", data))
        assert report.is_clean, report.problems[:3]  # noqa: S101


class PlainExchange(ModelResource):
    """What django-import-export's manual shows, for the columns of the sheet."""

    home_city = LibraryField("home_city", "home_city", ForeignKeyWidget(City, "slug"))
    held_in = LibraryField("held_in", "held_in", ForeignKeyWidget(City, "slug"))
    cities = LibraryField("cities", "cities", ManyToManyWidget(City, ";", "slug"))
    fields = LibraryField("fields", "fields", ManyToManyWidget(Field, ";", "slug"))

    class Meta:
        model = Exchange
        import_id_fields = ("slug",)
        fields = ("slug", *HEADERS)

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        for name in ("delegations", "persons"):
            row[name] = row[name] or None


class StrictExchange(PlainExchange):
    class Meta(PlainExchange.Meta):
        clean_model_instances = True


def _dataset(data: bytes) -> tablib.Dataset:
    read = tablib.Dataset().load(data.decode(), format="csv")
    # It knows no key but a column.
    read.append_col([f"exchange-{number}" for number in range(len(read))], header="slug")
    return read


def strict(data: bytes) -> None:
    for is_dry in (True, False):
        result = StrictExchange().import_data(_dataset(data), dry_run=is_dry, use_transactions=True)
        assert not result.has_errors(), result.row_errors()[:1]  # noqa: S101
        assert not result.has_validation_errors(), result.invalid_rows[:1]  # noqa: S101


def bare(data: bytes) -> None:
    result = PlainExchange().import_data(_dataset(data))
    assert not result.has_errors(), result.row_errors()[:1]  # noqa: S101


def by_hand(data: bytes) -> None:
    cities = {city.slug: city for city in City.objects.all()}
    with transaction.atomic():
        made = []
        for row in csv.DictReader(io.StringIO(data.decode())):
            values: dict[str, Any] = {name: row[name] for name in HEADERS if name not in ("cities", "fields")}
            values |= {name: row[name] or None for name in ("delegations", "persons")}
            values |= {name: cities.get(row[name]) for name in ("home_city", "held_in")}
            record = Exchange(**values)
            record.full_clean()
            made.append(record)
        Exchange.objects.bulk_create(made, batch_size=500)


PEERS: dict[str, Callable[[bytes], None]] = {"library": library, "strict": strict, "bare": bare, "by_hand": by_hand}


def write_sheet(path: Path, number: int) -> dict[str, Any]:
    """By itself, so that making it up counts neither as time nor as memory."""
    made = table(number)
    path.write_bytes(as_xlsx(made) if path.suffix == ".xlsx" else as_csv(made))
    return {}


def main(contender: str, path: str = "", number: int = 0) -> dict[str, Any]:
    if contender == "prepare":
        return prepare()
    if contender == "sheet":
        return write_sheet(Path(path), number)
    before = time.process_time()
    if contender == "engine":
        measured = engine(Path(path))
        assert Revision.objects.count() == number  # noqa: S101
    else:
        started = time.perf_counter()
        PEERS[contender](Path(path).read_bytes())
        measured = {"seconds": time.perf_counter() - started}
    assert Exchange.objects.count() == number  # noqa: S101
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return measured | {"processor": time.process_time() - before, "megabytes": megabytes}


if __name__ == "__main__":
    words = sys.argv[1:]
    print(json.dumps(main(*words[:2], *(int(word) for word in words[2:]))))
