"""Remind units of what waits for them."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from replications.actions import remind


class Command(BaseCommand):
    """Write the reminders that are due; for cron, once a day. A second run on the same day writes none."""

    help = "Remind units of replications, visitors, questions and milestones that wait for them, and of clinics."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write and say how many things wait."""
        count = remind(timezone.now())
        self.stdout.write(_("%(count)s things wait; whoever answers for them has a letter.") % {"count": count})
