"""Engines behind one port (``base.Engine``), chosen by the setting ``SEARCH_ENGINE``."""

from functools import cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from search.engines.base import Engine


@cache
def _engine(name: str, directory: str) -> Engine:
    if name == "tantivy":
        from search.engines.tantivy import TantivyEngine

        return TantivyEngine(directory)
    raise ImproperlyConfigured(f"SEARCH_ENGINE must be tantivy; it is {name!r}")


def get_engine() -> Engine:
    """Return the engine of the settings, one a process and index."""
    return _engine(settings.SEARCH_ENGINE, str(settings.SEARCH_INDEX_DIR))
