"""Do the checks of entries and the freezes of lists that wait."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from common.waking import run_worker
from selections.runs import do_waiting_runs
from selections.tasks import do_runs


class Command(BaseCommand):
    """Do what waits, once or for ever."""

    help = "Do the checks of entries and the freezes of lists that a secretariat asked for."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --watch."""
        parser.add_argument("--watch", action="store_true", help="go on until stopped: as a worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many checks and freezes that were, or do whatever comes."""
        if options["watch"]:
            run_worker(do_runs)
            return
        self.stdout.write(_("%(count)s checks and freezes done.") % {"count": do_waiting_runs()})
