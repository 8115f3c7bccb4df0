"""Make the fixed pages, the groups and the workflow."""

from typing import Any

from django.core.management.base import BaseCommand

from jipp.tree import build_tree


class Command(BaseCommand):
    """Make what the site cannot run without; safe to repeat."""

    help = "Make the home page, /unit/ and /inovasi/, the groups and the workflow. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        """Build the tree."""
        build_tree()
        self.stdout.write("The site is set up.")
