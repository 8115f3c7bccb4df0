"""Imports beside the request: their page may be left and come back to.

A thread of the process that took the request does the work and holds a lock on a
file, in which it notes how far it is. The database could not say that: while an
import writes, SQLite lets nobody else write. The lock ends with the process, however
that ends. So an import whose state says that it runs, and whose lock is free, was
broken off; and as it writes in one transaction, nothing of it was kept.
"""

import fcntl
import logging
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from threading import Thread
from typing import IO, Any

from django.core.files import File
from django.db import connections
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common.models import User
from innovations.importing.problems import Entry, UnreadableFileError
from innovations.importing.record_files import open_record_file
from innovations.importing.run import ImportOptions, ImportReport, run_import
from innovations.importing.words import MOST_SHOWN
from innovations.models import CaseImport

logger = logging.getLogger(__name__)

MOST_RECORDS = 3_000  # SQLite keeps other writers waiting meanwhile, at most as long as its timeout
KEPT = timedelta(days=1)
PATIENCE = 3.0  # seconds in which most imports are done: their page never shows a progress

_NOTES = "progress"
_TRIES, _PAUSE = 50, 0.02
_State = CaseImport.State


@dataclass(frozen=True)
class Progress:
    """How many of how many cases are written; ``total`` is 0 until it is known."""

    done: int = 0
    total: int = 0


def receive(actor: User, name: str, file: File) -> CaseImport:
    """Keep an upload, forget old ones, and begin to check it."""
    for old in CaseImport.objects.filter(uploaded_at__lt=timezone.now() - KEPT):
        shutil.rmtree(old.folder, ignore_errors=True)
        old.delete()
    upload = CaseImport.objects.create(actor=actor, name=name)
    upload.folder.mkdir(parents=True)
    with upload.file.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    begin(upload, {})
    return upload


def begin(upload: CaseImport, options: Mapping[str, bool]) -> None:
    """Begin what comes next, the check or the import, and wait a moment for its end.

    Where that was broken off, begin it again. Pressed twice, it begins once.
    """
    lock = _lock(upload.folder, fcntl.LOCK_EX, tries=_TRIES)
    if lock is None:
        return
    upload.refresh_from_db()
    if upload.state not in {_State.CHECKING, _State.CHECKED, _State.WRITING}:
        lock.close()
        return
    if upload.state != _State.CHECKING:
        upload.state, upload.options = _State.WRITING, dict(options)
        upload.save()
    lock.truncate(0)
    language = translation.get_language()

    def work() -> None:
        with lock, translation.override(language):
            _work(upload, lock)

    _beside_the_request(work)


def look(upload: CaseImport) -> Progress | None:
    """Bring an upload up to date; return how far the work on it is, or None where nobody works on it."""
    # The file goes and the lock falls after the state is written, so the state is read last.
    kept, progress = upload.file.exists(), _progress(upload.folder)
    upload.refresh_from_db()
    if not kept and upload.state not in {_State.DONE, _State.REFUSED}:
        upload.state, upload.refusal = _State.REFUSED, _("This upload has expired. Upload the file again if need be.")
    return progress


def _progress(folder: Path) -> Progress | None:
    lock = _lock(folder, fcntl.LOCK_SH)
    if lock is not None:
        lock.close()
        return None
    try:
        noted = (folder / _NOTES).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return None
    return Progress(*map(int, noted))


def _lock(folder: Path, kind: int, tries: int = 1) -> IO[str] | None:
    """Return the locked file, or None while another has it, or where the upload is gone.

    Who only looks holds it for a moment.
    """
    try:
        file = (folder / _NOTES).open("a+", encoding="ascii")
    except FileNotFoundError:
        return None
    for _try in range(tries):
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        else:
            return file
    file.close()
    return None


def _beside_the_request(work: Callable[[], None]) -> None:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = Thread(target=run, name="import")
    thread.start()
    thread.join(PATIENCE)


def _work(upload: CaseImport, lock: IO[str]) -> None:
    def keep(report: ImportReport) -> None:
        upload.state = _State.DONE if report.written else _State.CHECKED
        upload.report = _kept(report)
        upload.save()

    options = ImportOptions(dry_run=upload.state == _State.CHECKING, **upload.options)
    try:
        with open_record_file(upload.file) as file:
            report = run_import(
                _few(file.entries),
                actor=upload.actor,
                options=options,
                beside=file.beside,
                source=upload.name,
                progress=partial(_note, lock),
                on_written=keep,  # with what it tells of: whatever happens next, both are there or neither
            )
    except UnreadableFileError as error:
        upload.state, upload.refusal = _State.REFUSED, str(error)
        upload.save()
    except Exception:  # the page says that it was broken off, as if the process had ended
        logger.exception("The import %s failed", upload.pk)
        return
    else:
        if not report.written:
            keep(report)
    if upload.state != _State.CHECKED:
        shutil.rmtree(upload.folder, ignore_errors=True)


def _note(lock: IO[str], done: int, total: int) -> None:
    lock.truncate(0)
    lock.write(f"{done} {total}")
    lock.flush()


def _few(entries: Iterable[Entry]) -> list[Entry]:
    found = list(islice(entries, MOST_RECORDS + 1))
    if len(found) > MOST_RECORDS:
        message = _("More than %(most)s records at once are imported with the command import_cases.")
        raise UnreadableFileError(message % {"most": MOST_RECORDS})
    if not found:
        raise UnreadableFileError(_("The file has no record."))
    return found


def _kept(report: ImportReport) -> dict[str, Any]:
    """Return a report as its page shows it: of many faults the first ones, and how many more there are."""
    found = [*report.problems, *report.warnings]
    shown = [asdict(problem) for problem in found[:MOST_SHOWN]]
    return {**asdict(report), "problems": shown, "warnings": [], "more": len(found) - len(shown)}
