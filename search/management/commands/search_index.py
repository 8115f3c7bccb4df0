"""Bring the index up to date."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from common.waking import run_worker
from search.errors import SearchUnavailable
from search.indexer import drain_or_build
from search.tasks import index


class Command(BaseCommand):
    """Work off what waits, once or for ever; build the index where there is none."""

    help = "Index the cases that changed. Builds the index where there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --watch."""
        parser.add_argument("--watch", action="store_true", help="go on until stopped: the indexer as a worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once, or again and again."""
        if options["watch"]:
            run_worker(index)
            return
        try:
            drained = drain_or_build()
        except SearchUnavailable as unavailable:
            raise CommandError(unavailable.reason) from unavailable
        counts = {"pages": drained.pages, "failed": drained.failed}
        self.stdout.write(_("%(pages)s cases brought up to date, %(failed)s failed.") % counts)
