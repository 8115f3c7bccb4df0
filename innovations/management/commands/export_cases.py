"""Write case records to a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from innovations.exporting import export_cases, export_to, exported_cases


class Command(BaseCommand):
    """Write what import_cases reads: one case record a line, with pictures and documents beside the file."""

    help = "Export case records as .jsonl: those that everyone may read, or with --all those of drafts as well."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the place and what is exported."""
        parser.add_argument(
            "--output", type=Path, help="a .jsonl file or a folder; without it, records go to the screen"
        )
        parser.add_argument("--unit", help="only the cases of this unit (its name or a part of it)")
        parser.add_argument("--all", action="store_true", help="also cases that are not public, as their pages stand")

    def handle(self, *args: Any, **options: Any) -> None:
        """Export and say how much. Raises CommandError where the place cannot be written."""
        cases = exported_cases(unit=options["unit"] or "", unpublished=options["all"])
        output: Path | None = options["output"]
        if output is None:
            for line in export_cases(cases):
                self.stdout.write(line)
            return
        target = output if output.suffix == ".jsonl" else output / "cases.jsonl"
        try:
            counts = export_to(cases, target)
        except OSError as error:
            message = _("%(file)s cannot be written: %(error)s") % {"file": target, "error": error.strerror}
            raise CommandError(message) from error
        words = {"cases": counts.cases, "files": counts.files, "place": target}
        self.stdout.write(_("%(cases)s cases and %(files)s files written to %(place)s.") % words)
