"""Save database, media and index in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from jipp.operations import BackupError, backup


class Command(BaseCommand):
    """Write one archive that `restore` brings back."""

    help = "Save database, media and search index in one file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file to write."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the archive and say what is in it."""
        try:
            manifest = backup(options["file"])
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        words = {"file": options["file"], "count": len(manifest["files"]), "time": manifest["made_at"]}
        self.stdout.write(_("%(file)s: %(count)s files, made at %(time)s.") % words)
