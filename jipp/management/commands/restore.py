"""Bring back what `backup` saved, into an empty place."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from jipp.operations import BackupError, restore


class Command(BaseCommand):
    """Bring back database, media and index; never over anything that is there."""

    help = "Bring back a backup into an empty database and empty folders."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file to read."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore and say from when the backup is."""
        try:
            manifest = restore(options["file"])
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        words = {"count": len(manifest["files"]), "time": manifest["made_at"]}
        self.stdout.write(_("Restored %(count)s files from %(time)s. Now run “migrate”.") % words)
