"""Storing many rows in one request, each with an outcome of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch.breaker import EngineDown
from search.engines.elasticsearch.rows import Row
from search.errors import IndexMissing

_OLDER: Final = 409
_NO_ALIAS: Final = 404
_BUSY: Final = (429, 503)
_RETRIES: Final = 3
_FIRST_PAUSE: Final = 0.1
_LONGEST_PAUSE: Final = 1.0


@dataclass(frozen=True, slots=True)
class Written:
    """The generations that took rows, and why Elasticsearch refused some of them, by id."""

    generations: frozenset[str]
    refused: dict[str, str]


def write(
    client: Elasticsearch,
    targets: Iterable[str],
    rows: Sequence[Row],
    *,
    refresh: bool = False,
    require_alias: bool = True,
) -> Written:
    """Store rows behind each of the targets; one that is older than what is there is left out.

    Targets are aliases: a missing index would be made, with a mapping that Elasticsearch guesses.

    Rows that a busy node turned away are sent again a few times. Raises EngineDown where that
    did not help, IndexMissing where an alias names nothing.
    """
    answers = streaming_bulk(
        client,
        _actions(targets, rows),
        raise_on_error=False,
        chunk_size=max(1, len(rows)),
        refresh=refresh,
        require_alias=require_alias,
        max_retries=_RETRIES,
        initial_backoff=_FIRST_PAUSE,
        max_backoff=_LONGEST_PAUSE,
    )
    generations, refused = set(), {}
    for stored, answer in answers:
        item = answer["index"]
        if stored or item["status"] == _OLDER:
            generations.add(item["_index"])
        else:
            refused[item["_id"]] = _reason(item)
    return Written(frozenset(generations), refused)


def _actions(targets: Iterable[str], rows: Sequence[Row]) -> Iterator[dict[str, Any]]:
    for target in targets:
        for row in rows:
            guard = {"_version": row.version, "_version_type": "external_gte"}
            yield {"_index": target, "_id": row.id, "_source": row.body, **guard}


def _reason(item: dict[str, Any]) -> str:
    error = item["error"]
    reason = str(error.get("reason", error)) if isinstance(error, dict) else str(error)
    if item["status"] == _NO_ALIAS:
        raise IndexMissing(_("The search index has not been built yet."))
    if item["status"] in _BUSY:
        raise EngineDown(_("Elasticsearch can't store changes now: %s") % reason)
    cause = error.get("caused_by") if isinstance(error, dict) else None
    return f"{reason}: {cause['reason']}" if cause else reason
