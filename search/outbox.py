"""Storing what the index has yet to hear of. Called in the transaction of the change."""

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction

from search.indexer import drain_inline
from search.models import IndexEvent
from search.tasks import index

_BATCH = 500


def record(page_ids: Iterable[int], *, bulk: bool = False) -> None:
    """Store a row for each page, and index after commit where this process also indexes.

    Costs one SQL query for 500 pages, and one to wake a worker; never fails with an
    engine. Indexing takes a few seconds at most, except after a ``bulk`` of pages,
    which is indexed to its end.
    """
    rows = [IndexEvent(page_id=page_id) for page_id in dict.fromkeys(page_ids)]
    if not rows:
        return
    IndexEvent.objects.bulk_create(rows, batch_size=_BATCH)
    _wake_indexer(patient=bulk)


@transaction.atomic
def try_again() -> int:
    """Let the indexer try again what it had set aside; return how many pages that is."""
    rows = IndexEvent.put_aside()
    pages = rows.order_by().values("page_id").distinct().count()
    rows.update(set_aside=False, tries=0)
    _wake_indexer(patient=False)
    return pages


def _wake_indexer(*, patient: bool) -> None:
    if settings.SEARCH_INDEXER == "inline":
        # A lambda: Django names the callback when it fails, and a partial has no name to give.
        transaction.on_commit(lambda: drain_inline(patient=patient), robust=True)
    else:
        index.enqueue()
