"""The room of copies: how a practice goes from one unit to another."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReplicationsConfig(AppConfig):
    """Interest, agreement, implementation, results."""

    name = "replications"
    verbose_name = _("Replications")

    def ready(self) -> None:
        """Tell case pages what this room knows of a case, and add the made-up copies to the demonstration."""
        from innovations.added_parts import register_part
        from innovations.demo import Scene, register_scene
        from innovations.lineage import register_genealogist
        from replications.case_parts import questions_part
        from replications.demo import load_replications, remove_replications
        from replications.demo_mentoring import load_mentoring, remove_mentoring
        from replications.lineage.part import CaseLineage

        register_part(questions_part)
        register_genealogist(CaseLineage())
        register_scene(Scene(load_replications, remove_replications))
        register_scene(Scene(load_mentoring, remove_mentoring))
