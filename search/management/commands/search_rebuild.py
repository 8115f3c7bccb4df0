"""Build the index anew."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.errors import SearchUnavailable
from search.indexer import rebuild


class Command(BaseCommand):
    """Build a new index beside the one that answers, then switch to it."""

    help = "Build the search index anew. Searching and publishing go on meanwhile."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild and say how much and how long."""
        started = time.perf_counter()
        try:
            cases = rebuild()
        except SearchUnavailable as unavailable:
            raise CommandError(unavailable.reason) from unavailable
        words = {"cases": cases, "seconds": time.perf_counter() - started}
        self.stdout.write(_("%(cases)s cases indexed in %(seconds).1f s.") % words)
