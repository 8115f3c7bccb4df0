"""Engines behind one port (``base.Engine``), chosen by the setting ``SEARCH_ENGINE``."""

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from search.engines.base import Engine

if TYPE_CHECKING:
    from search.engines.elasticsearch import Connection


# Each is imported where it is chosen: a process pays for the client of one engine only.
@cache
def _tantivy(directory: str) -> Engine:
    from search.engines.tantivy import TantivyEngine

    return TantivyEngine(directory)


@cache
def _elasticsearch(connection: "Connection") -> Engine:
    from search.engines.elasticsearch import ElasticsearchEngine

    return ElasticsearchEngine(connection)


def get_engine() -> Engine:
    """Return the engine of the settings, one a process and index."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        from search.engines.elasticsearch import Connection

        return _elasticsearch(Connection(**settings.SEARCH_ELASTICSEARCH))
    return _tantivy(str(settings.SEARCH_INDEX_DIR))
