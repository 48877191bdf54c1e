"""The column of a sheet whose cells name files that came with it."""

from abc import abstractmethod
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models

from sistercities.common.told import told as _
from sistercities.imports.brought_files import BroughtFiles, NamedFile
from sistercities.imports.cells import plain
from sistercities.imports.fields import Column
from sistercities.imports.formulas import escape_formula


class FileColumn(Column):
    """The file of a record. The same content again is no change, under whatever name.

    `files` are those that came with the sheet, None if none did. Unless it `stores`, a file is judged and gets its
    name in the storage, but is put there only when the whole sheet is taken in.
    """

    files: BroughtFiles | None = None
    stores = True

    @abstractmethod
    def held(self, record: models.Model) -> NamedFile | None:
        """The file that the record has."""

    @abstractmethod
    def admit(self, record: models.Model, file: File) -> None:
        """Judge the file and make it that of the record; raises ValidationError."""

    @abstractmethod
    def path_of(self, record: models.Model) -> str:
        """Where the record's file stands in the storage."""

    def read(self, cell: Any) -> NamedFile:
        name = super().read(cell)
        return self.files.find(name) if self.files else NamedFile(name)

    def current(self, record: models.Model) -> NamedFile | None:
        return self.held(record)

    def is_same(self, old: NamedFile | None, new: NamedFile) -> bool:
        if old is None:
            return False
        return old.digest == new.digest if new.digest else old.name.casefold() == new.name.casefold()

    def may_be_cleared(self, record: models.Model) -> bool:
        return False

    def check(self, record: models.Model, value: NamedFile) -> None:
        if self.files is None:
            raise ValidationError(
                _("No files came with this sheet. Zip it together with them, or add the file in the admin first.")
            )
        if value.problem:
            raise ValidationError(value.problem)

    def put(self, record: models.Model, value: NamedFile) -> None:
        """Raises ValidationError when the file is not what its record says."""
        if self.files is not None:
            with self.files.opened(value.path) as file:
                self.admit(record, file)

    def show(self, value: NamedFile | None) -> str:
        return value.name if value else ""

    def export(self, instance: models.Model, **kwargs: Any) -> Any:
        held = self.held(instance)
        return escape_formula(plain(held.name)) if held else ""
