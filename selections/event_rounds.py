"""The round that an event of the log is about, as the databases look it up by an index."""

from typing import Any

from django.db.models import F, Func, Index, TextField


class RoundOf(Func):
    """The key of an event's round, as text: ``RoundOf("data")``.

    Index and lookup must be the same expression. What Django makes of ``data__round`` on SQLite has a
    parameter in it, and no index is used for that.
    """

    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Read it from the JSON text."""
        return self.as_sql(
            compiler, connection, template="CAST(JSON_EXTRACT(%(expressions)s, '$.round') AS TEXT)", **extra
        )

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Read it from the JSON value."""
        return self.as_sql(compiler, connection, template="(%(expressions)s ->> 'round')", **extra)


EVENT_BY_ROUND = Index(RoundOf("data"), F("at").desc(), F("id").desc(), name="event_by_round")
"""The events of a round, the latest first. The table is of another room, so the migration adds it by hand."""
