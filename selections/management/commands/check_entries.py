"""Do the checks of entries that wait."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from common.waking import run_worker
from selections.checking import run_waiting_checks
from selections.tasks import check_entries


class Command(BaseCommand):
    """Do what waits, once or for ever."""

    help = "Do the checks of entries that a secretariat asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --watch."""
        parser.add_argument("--watch", action="store_true", help="go on until stopped: as a worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check and say how many checks were done, or do whatever comes."""
        if options["watch"]:
            run_worker(check_entries)
            return
        self.stdout.write(_("%(count)s checks of entries done.") % {"count": run_waiting_checks()})
