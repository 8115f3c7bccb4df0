"""Import case records from a file."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from common.models import User
from innovations.importing.problems import UnreadableFileError
from innovations.importing.record_files import open_record_file
from innovations.importing.run import ImportOptions, run_import
from innovations.importing.words import report_lines
from units.queries import is_moderator


class Command(BaseCommand):
    """Read a file of records, report place, key and value of every fault, import all or nothing."""

    help = "Import case records. One faulty record stops the whole file unless --partial is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the file and how to import it."""
        parser.add_argument("file", type=Path, help="a .jsonl file, the filled-in .xlsx template, or a .zip of either")
        parser.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        parser.add_argument("--overwrite", action="store_true", help="also replace cases that were edited here")
        parser.add_argument("--partial", action="store_true", help="import the good records of a file with faulty ones")
        parser.add_argument("--actor", metavar="EMAIL", help="the person in whose name the cases are imported")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print the report. Raises CommandError (exit code 1) where a record is faulty."""
        path: Path = options["file"]
        started = time.monotonic()
        try:
            with open_record_file(path) as file:
                report = run_import(
                    file.entries,
                    actor=self._actor(options["actor"]),
                    options=ImportOptions(options["dry_run"], options["overwrite"], options["partial"]),
                    beside=file.beside,
                    source=path.name,
                    progress=self._progress if options["verbosity"] else lambda done, total: None,
                )
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(error)s") % {"file": path, "error": error.strerror}
            ) from error
        except UnreadableFileError as error:
            raise CommandError(str(error)) from error
        for line in report_lines(report):
            self.stdout.write(line)
        self.stdout.write(_("%(seconds).1f seconds.") % {"seconds": time.monotonic() - started})
        if report.total == 0:
            raise CommandError(_("The file has no record."))
        if report.problems:
            raise CommandError(_("%(count)s records have errors.") % {"count": report.refused})

    def _actor(self, email: str | None) -> User | None:
        if not email:
            return None
        actor = User.objects.filter(email=email.lower()).first()
        if actor is None or not is_moderator(actor):
            raise CommandError(_("There is no moderator with the address %(email)s.") % {"email": email})
        return actor

    def _progress(self, done: int, total: int) -> None:
        self.stderr.write(_("%(done)s of %(total)s cases written") % {"done": done, "total": total})
