"""The indexer as a background task, for set-ups in which a worker indexes.

The outbox is the truth of what waits; a task only wakes the indexer, so a task that is
lost costs time and no case.
"""

import logging
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks import task

from common.waking import come_back, forget_finished
from search.errors import SearchUnavailable
from search.indexer import drain_or_build

logger = logging.getLogger(__name__)

ALIAS: Final = "search"
"""The alias in ``TASKS``: Wagtail's own tasks on the default one never wait for this worker."""

_AGAIN: Final = timedelta(seconds=2)


@task(backend=ALIAS)
def index() -> None:
    """Work off the outbox; where something fails, come back in a moment."""
    try:
        drained = drain_or_build()
    except SearchUnavailable as unavailable:
        logger.warning("Indexing waits: %s", unavailable.reason)
        _come_back()
    except Exception:
        logger.exception("Indexing failed")
        _come_back()
        raise
    else:
        if drained.failed:
            _come_back()
        forget_finished(index)


def _come_back() -> None:
    come_back(index, timezone.now() + _AGAIN)
