"""Send the letters that wait."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from common.actions import send_waiting_mail

_PAUSE = 1.0


class Command(BaseCommand):
    """Send what waits, once or for ever; what the mail server refused is tried again."""

    help = "Send waiting mail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --watch."""
        parser.add_argument("--watch", action="store_true", help="go on until stopped: the sender as a worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say how many went out."""
        if not options["watch"]:
            self._send()
            return
        while True:
            self._send(quiet=True)
            time.sleep(_PAUSE)

    def _send(self, *, quiet: bool = False) -> None:
        sent = send_waiting_mail()
        if sent or not quiet:
            self.stdout.write(_("%(count)s letters sent.") % {"count": sent})
