"""Help a person who lost the phone and the recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from common.models import User
from units.actions import drop_second_factor


class Command(BaseCommand):
    """Take the second factor off an account; moderators set it up anew at the next log-in."""

    help = "Take the second factor off an account. Make sure first that it is the person who asks."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the account's address."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it."""
        user = User.objects.filter(email=options["email"].strip().lower()).first()
        if user is None:
            raise CommandError(_("No account has the address %(email)s.") % {"email": options["email"]})
        drop_second_factor(user)
        self.stdout.write(_("%(email)s has no second factor now.") % {"email": user.email})
