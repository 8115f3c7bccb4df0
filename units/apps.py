"""The room of units and their members."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    """Regions, agencies, service units, memberships."""

    name = "units"
    verbose_name = _("Units")

    def ready(self) -> None:
        """Load the official regions whenever the tables were made or emptied."""
        from units.reference import load_regions

        post_migrate.connect(load_regions, sender=self)
