"""Remove the e-mail addresses of readers whose reports were settled long ago."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from units.actions import forget_reporters


class Command(BaseCommand):
    """Keep the promise of the privacy notice; for cron."""

    help = "Remove the addresses that readers left with reports settled more than 180 days ago."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and say how many."""
        count = forget_reporters(timezone.now())
        self.stdout.write(_("%(count)s addresses removed.") % {"count": count})
