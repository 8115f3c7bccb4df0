"""Send the letters that wait."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from common.mail import send_waiting_mail
from common.tasks import send_mail
from common.waking import run_worker


class Command(BaseCommand):
    """Send what waits, once or for ever; what the mail server refused is tried again."""

    help = "Send waiting mail."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --watch."""
        parser.add_argument("--watch", action="store_true", help="go on until stopped: the sender as a worker")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send and say how many went out, or send whatever comes."""
        if options["watch"]:
            run_worker(send_mail)
            return
        self.stdout.write(_("%(count)s letters sent.") % {"count": send_waiting_mail()})
