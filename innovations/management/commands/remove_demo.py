"""Remove the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from innovations.demo import remove_demo


class Command(BaseCommand):
    """Remove all made-up cases, units and accounts; real ones stay."""

    help = "Remove the made-up cases, their units and the demo accounts. Real cases stay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and say how many."""
        self.stdout.write(
            _("Removed: %(cases)s made-up cases, %(units)s units, %(accounts)s accounts.") % remove_demo()
        )
