"""Asking followed searches again."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import Final

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

    SQL as ``parameters_of`` and ``newer_keys``.
    """
    try:
        return {one.key: newer_keys(parameters_of(person, one.key), window.since, now, _MOST_HITS) for one in searches}
    except SearchUnavailable as unavailable:
        logger.warning("Followed searches are asked later: %s", unavailable.reason)
        return None


def index_is_behind(until: datetime) -> bool:
    """Say whether the index has yet to hear of what happened before: one query."""
    return IndexEvent.waiting().filter(created_at__lte=until).exists()
