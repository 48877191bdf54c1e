"""Files that come with a sheet, such as photos: found by the names that its cells give them."""

import hashlib
import os
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File

from sistercities.common.told import listed, sentences_of
from sistercities.common.told import told as _

CHUNK = 1 << 20
MOST_NAMED = 5


@dataclass(frozen=True)
class NamedFile:
    """What a cell says: a name, and the file that came under it; without one, `problem` says why.

    `path` is where it stands among the files brought, `digest` the SHA-256 of what is in it.
    """

    name: str
    path: str = ""
    digest: str = ""
    problem: str = ""

    def __str__(self) -> str:
        return self.name


class BroughtFiles(ABC):
    """All files that came with one sheet, under their paths below the folder that they came in.

    Names are compared as a person would: capitals and ways of composing accents make no difference.
    """

    def __init__(self, paths: Collection[str]) -> None:
        self.named: set[str] = set()
        self._digests: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        for path in paths:
            self._by_name.setdefault(_parts(path)[-1], []).append(path)

    @abstractmethod
    def reading(self, path: str) -> AbstractContextManager[IO[bytes]]:
        """The content; raises ValidationError when it cannot be read, at once or at any later moment."""

    @abstractmethod
    def size(self, path: str) -> int:
        """In bytes."""

    @contextmanager
    def opened(self, path: str) -> Iterator[File]:
        """The content as a file under its own name, to be judged or stored."""
        with self.reading(path) as stream:
            file = File(stream, name=path.rsplit("/", 1)[-1])
            file.size = self.size(path)  # type: ignore[misc]
            yield file

    def find(self, text: str) -> NamedFile:
        """The file that a cell names."""
        wanted = _parts(text)
        candidates = [path for path in self._by_name.get(wanted[-1], ()) if _may_mean(wanted, _parts(path))]
        exact = [path for path in candidates if _parts(path) == wanted]
        found = exact if len(exact) == 1 else candidates
        if len(found) != 1:
            return NamedFile(text, problem=self._ambiguous(found) if found else self._missing(wanted[-1]))
        self.named.add(found[0])
        try:
            return NamedFile(text, found[0], self._digest(found[0]))
        except ValidationError as error:
            return NamedFile(text, problem=sentences_of(error)[0])

    def unnamed(self) -> list[str]:
        """The files for which nobody has asked."""
        return sorted(path for paths in self._by_name.values() for path in paths if path not in self.named)

    def _digest(self, path: str) -> str:
        if self.size(path) > settings.UPLOAD_MAX_MEGABYTES * 1_000_000:
            message = _("This file is larger than %(limit)s megabytes.") % {"limit": settings.UPLOAD_MAX_MEGABYTES}
            raise ValidationError(message)
        if path not in self._digests:
            digest = hashlib.sha256()
            with self.reading(path) as stream:
                while chunk := stream.read(CHUNK):
                    digest.update(chunk)
            self._digests[path] = digest.hexdigest()
        return self._digests[path]

    def _ambiguous(self, paths: list[str]) -> str:
        message = _("Several files have this name: %(paths)s. Write the folder before it.")
        return message % {"paths": listed(sorted(paths)[:MOST_NAMED])}

    def _missing(self, name: str) -> str:
        close = get_close_matches(name, self._by_name, n=3, cutoff=0.7)
        if not close:
            return _("No file of this name came with the sheet.")
        message = _("No file of this name came with the sheet. Is one of these meant: %(names)s?")
        return message % {"names": listed(path for near in close for path in self._by_name[near][:1])}


class FolderFiles(BroughtFiles):
    """The files in a folder and those below it. What is a link is left out: it may lead anywhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found = (Path(root, name) for root, _folders, names in os.walk(folder) for name in names)
        self._paths = {path.relative_to(folder).as_posix(): path for path in found if not path.is_symlink()}
        super().__init__(self._paths)

    @contextmanager
    def reading(self, path: str) -> Iterator[IO[bytes]]:
        try:
            with self._paths[path].open("rb") as stream:
                yield stream
        except OSError as error:
            raise ValidationError(_("This file cannot be read.")) from error

    def size(self, path: str) -> int:
        return self._paths[path].stat().st_size

    def unnamed(self) -> list[str]:
        """None: a folder of this machine may hold much else."""
        return []


def _parts(path: str) -> list[str]:
    """A path as it is compared, folder by folder."""
    plain = unicodedata.normalize("NFC", path.replace("\\", "/")).casefold()
    return [part.strip() for part in plain.split("/") if part.strip() not in ("", ".")] or [""]


def _may_mean(wanted: list[str], parts: list[str]) -> bool:
    """Whether one is the end of the other: a cell may leave folders out, or hold a path of its writer's computer."""
    shorter = min(len(wanted), len(parts))
    return wanted[-shorter:] == parts[-shorter:]
