"""Remove the tags that nothing has."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from innovations.actions import forget_tags


class Command(BaseCommand):
    """Clear away the half-typed words that autosave took for tags; for cron."""

    help = "Remove the tags that neither a case nor a draft has."

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove and say how many."""
        self.stdout.write(_("%(count)s tags removed.") % {"count": forget_tags()})
