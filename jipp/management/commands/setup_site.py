"""Make the fixed pages, the groups and the workflow, and the table of the cache."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from jipp.tree import build_tree


class Command(BaseCommand):
    """Make what the site cannot run without; safe to repeat."""

    help = "Make the home page, /unit/ and /inovasi/, the groups and the workflow. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address."""
        parser.add_argument("--address", default="", help="Where the site answers; without it, BASE_URL.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the tree; a cache that is no table needs none."""
        call_command("createcachetable")
        build_tree(options["address"])
        self.stdout.write(_("The site is set up."))
