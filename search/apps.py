"""The search room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding cases: language, query, engines, index and its outbox."""

    name = "search"
    verbose_name = _("Search")

    def ready(self) -> None:
        """Connect the outbox to what changes a case, and answer which cases and which entries are alike."""
        from innovations.similar import register_finder
        from search import signals
        from search.entry_likeness import alike_entries
        from search.similar import similar_cases
        from selections.checks.likeness import register_comparer

        signals.connect()
        register_finder(similar_cases)
        register_comparer(alike_entries)
