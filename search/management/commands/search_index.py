"""Bring the index up to date."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.errors import SearchUnavailable
from search.indexer import drain_or_build

_PAUSE = 1.0
_PAUSE_AFTER_FAILURE = 5.0


class Command(BaseCommand):
    """Work off what waits, once or for ever; build the index where there is none."""

    help = "Index the cases that changed. Builds the index where there is none."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --watch."""
        parser.add_argument("--watch", action="store_true", help="go on until stopped: the indexer as a worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run once, or again and again."""
        if not options["watch"]:
            try:
                self._run()
            except SearchUnavailable as unavailable:
                raise CommandError(unavailable.reason) from unavailable
            return
        while True:
            try:
                self._run(quiet=True)
                time.sleep(_PAUSE)
            except SearchUnavailable as unavailable:
                self.stderr.write(unavailable.reason)
                time.sleep(_PAUSE_AFTER_FAILURE)

    def _run(self, *, quiet: bool = False) -> None:
        drained = drain_or_build()
        if drained.pages or drained.failed or not quiet:
            self.stdout.write(f"{drained.pages} cases brought up to date, {drained.failed} failed.")
