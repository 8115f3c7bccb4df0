"""The selection room: from proposals to a shortlist that can be defended."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionsConfig(AppConfig):
    """Rounds, entries, judging and results."""

    name = "selections"
    verbose_name = _("Selections")
