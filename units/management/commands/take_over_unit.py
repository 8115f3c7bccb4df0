"""Hand a unit that was imported to its people."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from common.models import User
from units.actions import take_over_unit
from units.errors import UnitError
from units.models import ServiceUnit


class Command(BaseCommand):
    """Invite the first head of a unit that has no members."""

    help = "Invite the first head of a unit without members. The letter carries a one-time link."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the unit's number, the head's address and the moderator who hands over."""
        parser.add_argument("unit", type=int, help="number (primary key) of the service unit")
        parser.add_argument("email", help="address of the first head")
        parser.add_argument("--actor", required=True, help="address of the moderator who hands over")

    def handle(self, *args: Any, **options: Any) -> None:
        """Invite, or say why not."""
        unit = ServiceUnit.objects.filter(pk=options["unit"]).first()
        actor = User.objects.filter(email=options["actor"].strip().lower()).first()
        if unit is None:
            raise CommandError(_("No service unit has the number %(numbers)s.") % {"numbers": options["unit"]})
        if actor is None:
            raise CommandError(_("No account has the address %(email)s.") % {"email": options["actor"]})
        try:
            invitation = take_over_unit(actor, unit, options["email"])
        except UnitError as error:
            raise CommandError(str(error)) from error
        except PermissionDenied as error:
            message = _("%(email)s may not hand over %(unit)s.") % {"email": actor.email, "unit": unit.name}
            raise CommandError(message) from error
        words = {"email": invitation.email, "unit": unit.name}
        self.stdout.write(_("%(email)s is invited as head of %(unit)s.") % words)
