"""Tell people what is new about what they follow."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from search.following.digests import send_digests


class Command(BaseCommand):
    """Write the digests that are due; for cron, once a day. A second run on the same day writes none."""

    help = "Write the daily digests and, from Monday on, the weekly ones."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write and say how many."""
        count = send_digests(timezone.now())
        self.stdout.write(_("%(count)s digests written.") % {"count": count})
