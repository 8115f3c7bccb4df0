"""The room that every other room may use."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """People, files, the event log and outgoing mail."""

    name = "common"
    verbose_name = _("Shared")

    def ready(self) -> None:
        """Register the checks of the data."""
        from common.checks import no_demo_accounts

        checks.register(no_demo_accounts, checks.Tags.database)
