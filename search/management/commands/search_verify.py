"""Compare the index with the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from search.errors import SearchUnavailable
from search.indexer import rebuild, verify


class Command(BaseCommand):
    """Name every case whose state in the index is not that of the database."""

    help = "Compare the search index with the database, every case and every word."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --repair."""
        parser.add_argument("--repair", action="store_true", help="build the index anew where it differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and mend where asked; fails where a difference is left."""
        try:
            differences = self._compare()
            if differences and options["repair"]:
                differences = self._rebuild()
        except SearchUnavailable as unavailable:
            if not options["repair"]:
                raise CommandError(unavailable.reason) from unavailable
            self.stdout.write(unavailable.reason)
            differences = self._rebuild()
        if differences:
            message = _("%(count)s cases differ. Mend them with: manage.py search_verify --repair")
            raise CommandError(message % {"count": differences})
        self.stdout.write(_("The index is equal to the database."))

    def _rebuild(self) -> int:
        try:
            self.stdout.write(_("Rebuilt with %(cases)s cases.") % {"cases": rebuild()})
            return self._compare()
        except SearchUnavailable as unavailable:
            raise CommandError(unavailable.reason) from unavailable

    def _compare(self) -> int:
        differences = verify()
        for difference in differences:
            words = {"case": difference.page_id, "kind": difference.kind}
            self.stdout.write(_("case %(case)s: %(kind)s") % words)
        return len(differences)
