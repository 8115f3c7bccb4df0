"""Remove the counts of searches whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from search.query_log import KEPT, forget_queries


class Command(BaseCommand):
    """Keep the promise of the privacy notice; for cron."""

    help = f"Remove the counts of searches that are older than {KEPT.days} days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and say how many."""
        count = forget_queries(timezone.localdate())
        self.stdout.write(_("%(count)s counts removed.") % {"count": count})
