"""Bring back what `backup` saved, into an empty place."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

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
        self.stdout.write(f"Restored {len(manifest['files'])} files from {manifest['made_at']}. Now run `migrate`.")
