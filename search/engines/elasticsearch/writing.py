"""Storing many rows in one request, each with an outcome of its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch.breaker import EngineDown
from search.engines.elasticsearch.rows import Row
from search.errors import IndexMissing, SearchUnavailable

_REFUSED: Final = 400
_MISSING: Final = 404
_OLDER: Final = 409
_OVERLOADED: Final = 429
_SERVER_FAULT: Final = 500
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

    Rows that a busy node turned away are sent again a few times. Raises SearchUnavailable for what
    is wrong with more than one row: a node that stays busy, an index that takes none, or none at all.
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
    """Return why a row was refused for its own sake. Raises SearchUnavailable for any other failure."""
    error, status = item["error"], item["status"]
    cause = error.get("caused_by") or {}
    reason = ": ".join(text for text in (error.get("reason"), cause.get("reason")) if text)
    if status == _MISSING:
        raise IndexMissing(_("The search index has not been built yet."))
    if status != _REFUSED:
        down = status == _OVERLOADED or status >= _SERVER_FAULT
        raise (EngineDown if down else SearchUnavailable)(_("Elasticsearch can't store changes now: %s") % reason)
    return reason
