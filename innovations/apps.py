"""The room of cases."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class InnovationsConfig(AppConfig):
    """The case page, its taxonomy and the case record."""

    name = "innovations"
    verbose_name = _("Innovations")

    def ready(self) -> None:
        """Load the code lists whenever the tables were made or emptied."""
        from innovations.reference import load_terms

        post_migrate.connect(load_terms, sender=self)
