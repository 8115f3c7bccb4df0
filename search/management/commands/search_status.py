"""Say how the index stands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.engines import get_engine
from search.errors import SearchUnavailable
from search.models import IndexEvent


class Command(BaseCommand):
    """Print engine, place, cases, what waits and what was set aside with its error."""

    help = "Say how the search index stands."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the state; fails where the engine does not answer."""
        self.stdout.write(f"waiting: {IndexEvent.waiting().count()}")
        for event in IndexEvent.put_aside():
            self.stdout.write(f"set aside: case {event.page_id}: {event.error}")
        try:
            status = get_engine().status()
        except SearchUnavailable as unavailable:
            raise CommandError(unavailable.reason) from unavailable
        self.stdout.write(f"engine: {status.engine} in {status.place}, generation {status.generation}")
        self.stdout.write(f"cases: {status.cases}")
