"""Load the demonstration."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from innovations.demo import DemoRefusedError, accounts, load_demo
from innovations.importing.words import report_lines


class Command(BaseCommand):
    """Load the real cases, the made-up ones and an account for every role; safe to repeat."""

    help = "Load the real cases, the made-up ones and demo accounts. Development only; safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and print the accounts. Raises CommandError outside development."""
        try:
            report = load_demo()
        except DemoRefusedError as error:
            raise CommandError(str(error)) from error
        for line in report_lines(report):
            self.stdout.write(line)
        if report.problems:
            raise CommandError(_("The demonstration data have errors."))
        for account in accounts() if options["verbosity"] else ():
            self.stdout.write(f"{account.email:<32} {account.password:<22} {account.says}")
