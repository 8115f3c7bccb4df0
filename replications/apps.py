"""The room of copies: how a practice goes from one unit to another."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReplicationsConfig(AppConfig):
    """Interest, agreement, implementation, results."""

    name = "replications"
    verbose_name = _("Replications")

    def ready(self) -> None:
        """Add the made-up copies to the demonstration."""
        from innovations.demo import Scene, register_scene
        from replications.demo import load_replications, remove_replications

        register_scene(Scene(load_replications, remove_replications))
