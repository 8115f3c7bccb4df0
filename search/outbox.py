"""Storing what the index has yet to hear of. Called in the transaction of the change."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from search.indexer import drain_inline
from search.models import IndexEvent

_BATCH = 500


def record(page_ids: Iterable[int], *, bulk: bool = False) -> None:
    """Store a row for each page, and index after commit where this process also indexes.

    Costs one SQL query for 500 pages; never fails with an engine. Indexing takes a few
    seconds at most, except after a ``bulk`` of pages, which is indexed to its end.
    """
    rows = [IndexEvent(page_id=page_id) for page_id in dict.fromkeys(page_ids)]
    if not rows:
        return
    IndexEvent.objects.bulk_create(rows, batch_size=_BATCH)
    if settings.SEARCH_INDEXER == "inline":
        # A lambda: Django names the callback when it fails, and a partial has no name to give.
        transaction.on_commit(lambda: drain_inline(patient=bulk), robust=True)
