"""Remove names and addresses of visitors who were answered long ago."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from replications.actions import forget_inquirers


class Command(BaseCommand):
    """Keep the promise of the privacy notice; for cron."""

    help = "Remove names and addresses that visitors left with interests answered more than 180 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and say how many."""
        count = forget_inquirers(timezone.now())
        self.stdout.write(_("%(count)s addresses removed.") % {"count": count})
