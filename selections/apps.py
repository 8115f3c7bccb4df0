"""The selection room: from proposals to a shortlist that can be defended."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SelectionsConfig(AppConfig):
    """Rounds, entries, judging and results."""

    name = "selections"
    verbose_name = _("Selections")

    def ready(self) -> None:
        """Tell cases their awards, desks what waits and tasks their work; add made-up rounds to the demonstration."""
        from innovations.demo import Scene, register_scene
        from innovations.given_awards import register_giver
        from replications.desk_parts import register_desk_part
        from selections.actions.freezes import freeze_as_asked
        from selections.checks.checking import check_as_asked
        from selections.demo import load_rounds, remove_rounds, selection_accounts
        from selections.desk_parts import entries_to_submit, entries_to_write, scores_to_give
        from selections.models import CheckRun, FreezeRun
        from selections.results.awards import awards_by_case
        from selections.runs import register_work

        register_giver(awards_by_case)
        for maker in (entries_to_write, entries_to_submit, scores_to_give):
            register_desk_part(maker)
        register_work(FreezeRun, freeze_as_asked)
        register_work(CheckRun, check_as_asked)
        register_scene(Scene(load_rounds, remove_rounds, selection_accounts))
