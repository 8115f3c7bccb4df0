"""Make a unit's page, media collection and permissions."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from units.actions import provision_unit
from units.models import ServiceUnit


class Command(BaseCommand):
    """Provision units by their number; safe to repeat."""

    help = "Make the page, the media collection and the permissions of units. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the units' numbers."""
        parser.add_argument("unit", nargs="+", type=int, help="number (primary key) of a service unit")

    def handle(self, *args: Any, **options: Any) -> None:
        """Provision each unit and print where it is."""
        units = ServiceUnit.objects.in_bulk(options["unit"])
        missing = sorted(set(options["unit"]) - set(units))
        if missing:
            numbers = ", ".join(map(str, missing))
            raise CommandError(_("No service unit has the number %(numbers)s.") % {"numbers": numbers})
        for unit in units.values():
            self.stdout.write(f"{unit.name}: {provision_unit(unit).url}")
