"""Storing what the index has yet to hear of. Called in the transaction of the change."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from search.models import IndexEvent

_BATCH = 500


def record(page_ids: Iterable[int]) -> None:
    """Store a row for each page, and index after commit where this process also indexes.

    Costs one SQL query for 500 pages. Neither waits for an engine nor fails with one.
    """
    rows = [IndexEvent(page_id=page_id) for page_id in dict.fromkeys(page_ids)]
    if not rows:
        return
    IndexEvent.objects.bulk_create(rows, batch_size=_BATCH)
    if settings.SEARCH_INDEXER == "inline":
        transaction.on_commit(_drain, robust=True)


def _drain() -> None:
    from search.indexer import drain_inline

    drain_inline()
