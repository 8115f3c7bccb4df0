"""The search behind the CMS's boxes: the database's own, for whatever is typed and filtered by.

The public search is another thing, in a room of its own.
"""

from typing import Any

from modelsearch.backends.database.fallback import DatabaseSearchBackend, DatabaseSearchQueryCompiler
from modelsearch.query import PlainText, SearchQuery

# Databases refuse a condition that is nested a thousand times; nobody types as many words.
MOST_WORDS = 20


class QueryCompiler(DatabaseSearchQueryCompiler):
    """Wagtail's compiler for databases without a text index."""

    def check(self) -> None:
        """Let a search be put together with any filter and order: all are the database's own here.

        Wagtail asks that each be declared for an index, and some of its own lists declare
        none (pictures by how often they are used).
        """

    def build_database_filter(self, query: SearchQuery, boost: float = 1.0) -> Any:
        """Return the condition for a query, of typed words the first ``MOST_WORDS``."""
        if isinstance(query, PlainText):
            words = " ".join(query.query_string.split()[:MOST_WORDS])
            query = PlainText(words, operator=query.operator, boost=query.boost)
        return super().build_database_filter(query, boost=boost)


class SearchBackend(DatabaseSearchBackend):
    """What ``WAGTAILSEARCH_BACKENDS`` names."""

    query_compiler_class = QueryCompiler
    autocomplete_query_compiler_class = QueryCompiler
