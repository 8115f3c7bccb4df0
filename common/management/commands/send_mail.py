"""Send the letters that could not be sent when they were written."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from common.actions import send_waiting_mail


class Command(BaseCommand):
    """Try the waiting letters again; for cron."""

    help = "Send waiting mail."

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say how many went out."""
        self.stdout.write(_("%(count)s letters sent.") % {"count": send_waiting_mail()})
