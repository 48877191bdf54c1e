"""The base of all resources: how a sheet becomes records, whole or not at all.

Each default of the import library that loses or leaks something is reversed here. Records are matched by slug or by
their own key, never by database numbers; every row passes the model's validation; what a row does not change is left
alone, ties and rows of other tables included; blank cells keep what is there; publishing is not touched; new records
are drafts; all errors of all rows are collected, and one of them holds back everything.
"""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import tablib
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from import_export.resources import ModelResource
from import_export.results import Result, RowResult

from sistercities.common.history import Act, Changes, change
from sistercities.common.languages import CONTENT_LANGUAGES, localized
from sistercities.common.people import User, may
from sistercities.common.told import sentences_of
from sistercities.common.told import told as _
from sistercities.imports.brought_files import BroughtFiles
from sistercities.imports.columns import column_for
from sistercities.imports.directories import Directory
from sistercities.imports.fields import Column, ReferenceColumn
from sistercities.imports.file_columns import FileColumn
from sistercities.imports.handed_on import HandedOn, HandsOn, Named
from sistercities.imports.headings import check_headings, check_required
from sistercities.imports.matching import Key
from sistercities.imports.readings import CellChange, RowReading, read_cells
from sistercities.imports.records import KnownRecords
from sistercities.imports.rows import RowsWidget
from sistercities.imports.sheets import Sheet
from sistercities.imports.validation import DatabaseRules, Rules, validate


class RecordResource(ModelResource):
    """One run over one sheet on behalf of `by` (None: the system itself), or an export.

    With `keeps_existing`, rows about records that exist are passed over.
    """

    # Model → the directory in which cells find its records; Directory where none is given.
    directories: ClassVar[dict[type[models.Model], type[Directory]]] = {}
    # The sets of columns, one of which tells a record when there is no slug.
    ways_to_tell: ClassVar[tuple[tuple[str, ...], ...]] = ()
    # Rows of other tables that its key is made of.
    key_relations: ClassVar[tuple[str, ...]] = ()
    asks_about_wording: ClassVar[bool] = True
    # Rows that a job compares before it tells how far it is.
    rows_at_once: ClassVar[int] = 500

    class Meta:
        import_id_fields: tuple[str, ...] = ()
        skip_unchanged = True
        # The library would copy each record and render it twice to show a difference; `RowReading` knows it already.
        skip_diff = True
        clean_model_instances = True
        use_transactions = True
        chunk_size = 500
        fields: tuple[str, ...] = ()

    def __init__(self, by: User | None = None, keeps_existing: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.by, self.keeps_existing = by, keeps_existing
        self.is_dry_run = True
        self.changes: Changes
        self.reading = RowReading(0)
        self.columns: list[Column] = []
        self.known = KnownRecords(self)
        self.sheet: Sheet | None = None
        # Instead of a sheet: the numbers in the file of the rows so far.
        self.numbers: Sequence[int] | None = None
        self.rules: Rules = DatabaseRules()
        # Shared by the resources of one file, whose sheets name each other's rows.
        self.books: dict[type[models.Model], Directory] = {}
        # What came with the sheet, and whether it is stored as each row is: a job does so when it is taken in.
        self.files: BroughtFiles | None = None
        self.stores_files = True
        self.handed: HandedOn | None = None
        # Empty cells take away what a record holds.
        self.blank_clears = False

    @classmethod
    def field_from_django_field(cls, field_name: str, django_field: models.Field, readonly: bool) -> Column:
        return column_for(field_name, django_field)

    # What a record type says of itself

    def key_of_record(self, record: Any) -> Key:
        """What a stored record is known by besides its slug."""
        raise NotImplementedError

    def key_of_row(self, values: dict[str, Any]) -> Key | None:
        """The same of a row, from the values of its filled cells; None when the row does not say enough."""
        raise NotImplementedError

    def is_live(self, record: models.Model) -> bool:
        """Whether visitors see the record, so that changing it is publishing."""
        return bool(getattr(record, "is_live", False))

    def check_row(self, record: models.Model, reading: RowReading) -> None:
        """Refuse what is wrong between the cells of a row and is no rule of the model."""

    @classmethod
    def taken_in(cls, keys: Sequence[Any]) -> None:
        """Go on with the records of these keys, which a job has stored without saving them one by one."""

    @classmethod
    def hands_on(cls, names: Iterable[str]) -> HandsOn | None:
        """What a sheet with these columns says about records of other kinds; None if it speaks of its own only."""
        return None

    def hand_on(self, record: Any, reading: RowReading) -> Iterable[tuple[Named, Any]]:
        """What a row that is right says about records of other kinds."""
        return ()

    def column(self, name: str) -> Column:
        """The column of this name; some have no place in files, and get what others hand on."""
        return self.fields[name]

    @property
    def columns_to_own_type(self) -> list[str]:
        """The columns by which one row can name another."""
        columns = (each for each in self.fields.values() if isinstance(each, ReferenceColumn))
        return [each.name for each in columns if each.widget.model is self._meta.model]

    @property
    def columns_of_names(self) -> list[str]:
        """The columns that hold what a row can be called by another."""
        title = getattr(self._meta.model, "title_field", "name")
        names = ("slug", *(localized(title, language) for language in CONTENT_LANGUAGES))
        return [name for name in names if name in self.fields]

    def row_in_file(self, number: int) -> int:
        """The number that the spreadsheet shows beside the row that is the `number`th with data."""
        if self.numbers is not None:
            return self.numbers[number - 1]
        return self.sheet.rows[number - 1].number if self.sheet else number + 1

    # The run

    def import_data(self, dataset: tablib.Dataset, dry_run: bool = False, *args: Any, **kwargs: Any) -> Result:
        """Take the sheet in, or only say what would happen; one change set, rolled back whole at the first error.

        Raises PermissionDenied when `by` may not import, SheetRefused when the headings cannot be used.
        """
        if self.by is not None and not may(self.by, "import", self._meta.model):
            raise PermissionDenied
        dataset.headers = check_headings(dataset.headers, self.get_import_order())
        check_required(dataset.headers, [("slug",), *self.ways_to_tell])
        self.is_dry_run = dry_run
        kwargs |= {"use_transactions": True, "rollback_on_validation_errors": True}
        with change(self.by, Act.IMPORT, self.sheet.name if self.sheet else "") as self.changes:
            return super().import_data(dataset, dry_run, *args, **kwargs)

    def handle_import_error(self, result: Result, error: Exception, raise_errors: bool = False) -> None:
        """What goes wrong before or after the rows is our mistake, not the sheet's: it is not swallowed."""
        raise error

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        self.use_columns(name for name in dataset.headers if name)
        self.known.load(read_cells(self.columns, row)[0] for row in dataset.dict)

    def use_columns(self, names: Iterable[str]) -> None:
        """The columns that the sheet has, each with the directory that it reads."""
        self.columns = [self.column(name) for name in names]
        for column in self.columns:
            if column.reads_directory:
                column.widget.directory = self.directory(column.widget.model)
            if isinstance(column.widget, RowsWidget):
                column.widget.directory_of = self.directory
            if isinstance(column, FileColumn):
                column.files, column.stores = self.files, self.stores_files
        # A file is judged as what the rest of its row says that it is.
        self.columns.sort(key=lambda column: isinstance(column, FileColumn))

    def directory(self, model: type[models.Model]) -> Directory:
        """The one directory of a model in this run."""
        if model not in self.books:
            self.books[model] = self.directories.get(model, Directory)(model)
        return self.books[model]

    def before_import_row(self, row: dict[str, Any], row_number: int = 0, **kwargs: Any) -> None:
        self.reading = RowReading(row_number, *read_cells(self.columns, row))

    def get_instance(self, instance_loader: Any, row: dict[str, Any]) -> models.Model | None:
        return self.known.find(self.reading)

    def import_instance(self, instance: models.Model, row: dict[str, Any], **kwargs: Any) -> None:
        reading = self.reading
        if instance.pk and self.keeps_existing:
            reading.errors.clear()
            return
        if reading.is_duplicate:
            raise ValidationError(reading.errors)
        for column in self.columns:
            if column.name in reading.values:
                self._take(column, instance, reading.values[column.name])
            elif self.blank_clears and instance.pk and column.name in reading.blank and column.may_be_cleared(instance):
                self._take(column, instance, column.nothing(instance))
        self.check_row(instance, reading)
        if reading.changes:
            self._check_rights(instance)
        if reading.errors:
            raise ValidationError(reading.errors)

    def _take(self, column: Column, record: models.Model, value: Any) -> None:
        old = column.current(record)
        if column.is_same(old, value):
            return
        shown = "" if old is None or old == "" else column.show(old)
        self.reading.changes.append(CellChange(column.name, shown, column.show(value)))
        try:
            column.check(record, value)
            if column.is_put_after_saving:
                self.reading.put_later.append((column, value))
            else:
                column.put(record, value)
        except ValidationError as error:
            self.reading.errors[column.name] = sentences_of(error)

    def _check_rights(self, record: models.Model) -> None:
        if self.by is None:
            return
        model = self._meta.model
        if not may(self.by, "change" if record.pk else "add", model):
            self.reading.refuse(
                _("You may not change records of this kind.")
                if record.pk
                else _("You may not add records of this kind.")
            )
        if record.pk and self.is_live(record) and not may(self.by, "publish", model):
            self.reading.refuse(_("Visitors see this record. Only someone who may publish can change it by a sheet."))

    def skip_row(
        self, instance: models.Model, original: Any, row: dict[str, Any], import_validation_errors: Any = None
    ) -> bool:
        return bool(instance.pk) and not self.reading.changes and not import_validation_errors

    def validate_instance(
        self, instance: models.Model, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        if self.reading.is_duplicate:
            raise ValidationError(self.reading.errors)
        validate(instance, self.columns, self.reading, dict(import_validation_errors or {}), self.rules)

    def save_m2m(self, instance: models.Model, row: dict[str, Any], **kwargs: Any) -> None:
        """Put what belongs to other tables, and make the record known to the rows that follow."""
        for column, value in self.reading.put_later:
            column.put(instance, value)
        if self.known.learn(instance, self.reading):
            self.changes.added(instance)
        if type(instance) in self.books:
            self.books[type(instance)].learn(instance)

    def after_import_row(self, row: dict[str, Any], row_result: RowResult, **kwargs: Any) -> None:
        row_result.cell_changes = self.reading.changes

    def filter_export(self, queryset: models.QuerySet, **kwargs: Any) -> models.QuerySet:
        """With all that the columns show, so that the number of queries does not grow with the rows."""
        columns = self.fields.values()
        single = [column.attname for column in columns if isinstance(column, ReferenceColumn)]
        return queryset.select_related(*single).prefetch_related(*(name for each in columns for name in each.prefetch))
