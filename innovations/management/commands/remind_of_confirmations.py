"""Ask units to confirm their cases."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from innovations.actions import remind_of_confirmations


class Command(BaseCommand):
    """Write the letters that are due; for cron, once a day. A day that was left out is made up for."""

    help = "Ask units by e-mail to confirm the cases that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write them and say how many."""
        count = remind_of_confirmations(timezone.now())
        self.stdout.write(_("%(count)s letters written.") % {"count": count})
