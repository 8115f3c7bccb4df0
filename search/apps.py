"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding cases: language, query, engines, index and its outbox."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Connect the outbox to what changes a case."""
        from search import signals

        signals.connect()
