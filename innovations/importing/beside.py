"""Where the pictures and documents lie that records name: in a folder, or in an archive with the records."""

import zipfile
from pathlib import Path, PurePosixPath
from typing import Protocol

from django.core.files import File
from django.core.files.base import ContentFile

from common.documents import DAMAGED, damaged


class Beside(Protocol):
    """The files beside a file of records."""

    def open(self, name: str) -> File | None:
        """Return the file of this relative path, or None where there is none.

        Raises ValidationError where it is there and cannot be read.
        """


class Folder:
    """A folder of this machine."""

    def __init__(self, folder: Path) -> None:
        """Name the folder of the file of records."""
        self._folder = folder.resolve()

    def open(self, name: str) -> File | None:
        """Return the file; None also where it is outside of the folder (by «..» or a link)."""
        path = (self._folder / name).resolve()
        if "\\" in name or not path.is_relative_to(self._folder) or not path.is_file():
            return None
        return File(path.open("rb"), name=path.name)


class Archive:
    """An archive that is never unpacked: its names are looked up and lead nowhere else."""

    def __init__(self, archive: zipfile.ZipFile, base: PurePosixPath) -> None:
        """Take the open archive and the folder in it from which paths count."""
        self._archive = archive
        self._base = base

    def open(self, name: str) -> File | None:
        """Return the file, read into memory."""
        try:
            found = self._archive.getinfo(str(self._base / name))
        except KeyError:
            return None
        if found.is_dir():
            return None
        try:
            return ContentFile(self._archive.read(found), name=PurePosixPath(name).name)
        except DAMAGED as error:
            raise damaged(name) from error
