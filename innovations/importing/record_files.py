"""Files of records as people have them: ``.jsonl``, ``.xlsx``, or a ``.zip`` of one of these with its files."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.documents import DAMAGED, MAX_UNPACKED, MEGABYTE, is_bomb
from innovations.importing.beside import Archive, Beside, Folder
from innovations.importing.lines import read_lines
from innovations.importing.problems import Entry, UnreadableFileError
from innovations.spreadsheets.reading import read_workbook

RECORDS = (".jsonl", ".xlsx")
SUFFIXES = (*RECORDS, ".zip")
NOT_TAKEN = gettext_lazy("Choose a .jsonl file, the filled-in .xlsx template, or a .zip with one of them.")


@dataclass(frozen=True)
class RecordFile:
    """The records of an open file, and where the pictures and documents lie that they name."""

    entries: Iterable[Entry]
    beside: Beside


@contextmanager
def open_record_file(path: Path) -> Iterator[RecordFile]:
    """Open a file by the kind that its name says; paths in its records count from its own folder.

    Raises OSError, and UnreadableFileError where it is not of that kind.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnreadableFileError(str(NOT_TAKEN))
    with path.open("rb") as file:
        if suffix == ".zip":
            with _archive(file) as archive:
                yield _from_archive(archive)
        else:
            yield RecordFile(_entries(suffix, file), Folder(path.parent))


def _entries(suffix: str, file: IO[bytes]) -> Iterable[Entry]:
    return read_workbook(file) if suffix == ".xlsx" else read_lines(file)


def _archive(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGED as error:
        raise UnreadableFileError(_("This file is no archive (.zip) that can be read.")) from error
    if is_bomb(archive):
        message = _("This archive unpacks to more than %(limit)s MB or to far more than it is. Import it in parts.")
        raise UnreadableFileError(message % {"limit": MAX_UNPACKED // MEGABYTE})
    return archive


def _from_archive(archive: zipfile.ZipFile) -> RecordFile:
    path = _records_in(archive)
    try:
        records = io.BytesIO(archive.read(str(path)))
    except DAMAGED as error:
        message = _("“%(name)s” in the archive cannot be read: it is damaged or locked by a password.")
        raise UnreadableFileError(message % {"name": path}) from error
    return RecordFile(_entries(path.suffix.lower(), records), Archive(archive, path.parent))


def _records_in(archive: zipfile.ZipFile) -> PurePosixPath:
    """Return the file of records: the ``.jsonl``, or else the ``.xlsx``, that lies nearest to the top."""
    paths = [PurePosixPath(info.filename) for info in archive.infolist() if not info.is_dir()]
    for suffix in RECORDS:
        found = [path for path in paths if path.suffix.lower() == suffix and not _is_hidden(path)]
        depth = min((len(path.parts) for path in found), default=0)
        nearest = [path for path in found if len(path.parts) == depth]
        if len(nearest) > 1:
            message = _("The archive holds more than one file of records: %(names)s. Put documents into a folder.")
            raise UnreadableFileError(message % {"names": ", ".join(map(str, nearest))})
        if nearest:
            return nearest[0]
    raise UnreadableFileError(_("The archive holds no file of records (.jsonl or .xlsx)."))


def _is_hidden(path: PurePosixPath) -> bool:
    """Say whether a system put the file there by itself («__MACOSX/._cases.jsonl», «~$cases.xlsx»)."""
    return any(part.startswith((".", "__MACOSX", "~$")) for part in path.parts)
