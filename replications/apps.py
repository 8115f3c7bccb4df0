"""The room of copies: how a practice goes from one unit to another."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReplicationsConfig(AppConfig):
    """Interest, agreement, implementation, results."""

    name = "replications"
    verbose_name = _("Replications")
