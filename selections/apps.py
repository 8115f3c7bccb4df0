"""The selection room: from proposals to a shortlist that can be defended."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionsConfig(AppConfig):
    """Rounds, entries, judging and results."""

    name = "selections"
    verbose_name = _("Selections")

    def ready(self) -> None:
        """Let cases have the awards that are given here, and add the made-up rounds to the demonstration."""
        from innovations.demo import Scene, register_scene
        from innovations.given_awards import register_giver
        from selections.demo import load_rounds, remove_rounds, selection_accounts
        from selections.results.awards import awards_by_case

        register_giver(awards_by_case)
        register_scene(Scene(load_rounds, remove_rounds, selection_accounts))
