"""The room that every other room may use."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    """People, files, the event log and outgoing mail."""

    name = "common"
    verbose_name = _("Shared")
