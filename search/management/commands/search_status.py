"""Say how the index stands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.engines import get_engine
from search.errors import SearchUnavailable
from search.models import IndexEvent


class Command(BaseCommand):
    """Print engine, place, cases, what waits and what was set aside with its error."""

    help = "Say how the search index stands."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the state; fails where the engine does not answer."""
        self.stdout.write(_("waiting: %(count)s") % {"count": IndexEvent.waiting().count()})
        for event in IndexEvent.put_aside():
            words = {"case": event.page_id, "error": event.error}
            self.stdout.write(_("set aside: case %(case)s: %(error)s") % words)
        try:
            status = get_engine().status()
        except SearchUnavailable as unavailable:
            raise CommandError(unavailable.reason) from unavailable
        words = {"engine": status.engine, "place": status.place, "generation": status.generation}
        self.stdout.write(_("engine: %(engine)s in %(place)s, generation %(generation)s") % words)
        self.stdout.write(_("cases: %(count)s") % {"count": status.cases})
