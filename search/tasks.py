"""The indexer as a background task, for set-ups in which a worker indexes.

The outbox is the truth of what waits; a task only wakes the indexer, so a task that is
lost costs time and no case.
"""

import logging
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from search.errors import SearchUnavailable
from search.indexer import drain_or_build

logger = logging.getLogger(__name__)

ALIAS: Final = "search"
"""The alias in ``TASKS``: Wagtail's own tasks on the default one never wait for this worker."""

_AGAIN: Final = timedelta(seconds=2)
_KEPT: Final = timedelta(days=1)


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
        _forget_finished()


def _come_back() -> None:
    waiting = DBTaskResult.objects.filter(task_path=index.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        index.using(run_after=timezone.now() + _AGAIN).enqueue()


def _forget_finished() -> None:
    old = DBTaskResult.objects.finished().filter(backend_name=ALIAS, finished_at__lt=timezone.now() - _KEPT)
    if old.exists():
        old.delete()
