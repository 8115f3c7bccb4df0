"""Remove notifications whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import NOTIFICATIONS_KEPT, forget_notifications


class Command(BaseCommand):
    """Keep the promise of the privacy notice; for cron."""

    help = f"Remove notifications that are older than {NOTIFICATIONS_KEPT.days} days."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and say how many."""
        count = forget_notifications(timezone.now())
        self.stdout.write(_("%(count)s notifications removed.") % {"count": count})
