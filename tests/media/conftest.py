"""What tests of the library can ask for."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def storage_folder(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for each test's files."""
    settings.MEDIA_ROOT = str(tmp_path / "uploads")
    return tmp_path / "uploads"


@pytest.fixture
def files_kept(storage_folder: Path) -> "FilesKept":
    return FilesKept(storage_folder)


class FilesKept:
    """The files that are in the storage now."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())
