"""Asking followed searches again."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl

from common.models import User
from search.errors import SearchUnavailable
from search.finding import newer_keys
from search.following.news import Window
from search.following.targets import parameters_of
from search.models import Follow, IndexEvent

logger = logging.getLogger(__name__)

_MOST_HITS: Final = 50


def new_hits(person: User, searches: Iterable[Follow], window: Window, now: datetime) -> dict[str, set[int]] | None:
    """Return by search the cases it finds that were published since; None while the engine is down.

    A search of which a filter means nothing any more finds none: without it, it would find too much.
    SQL as ``parameters_of`` and ``newer_keys``.
    """
    asked = {one.key: parameters_of(person, one.key) for one in searches}
    whole = {key: parameters for key, parameters in asked.items() if _same(parameters.question, key)}
    try:
        return {key: newer_keys(parameters, window.since, now, _MOST_HITS) for key, parameters in whole.items()}
    except SearchUnavailable as unavailable:
        logger.warning("Followed searches are asked later: %s", unavailable.reason)
        return None


def _same(one: str, other: str) -> bool:
    """Say whether two query strings ask the same, in whatever order."""
    return sorted(parse_qsl(one)) == sorted(parse_qsl(other))


def index_is_behind(until: datetime) -> bool:
    """Say whether the index has yet to hear of what happened before: one query."""
    return IndexEvent.waiting().filter(created_at__lte=until).exists()
