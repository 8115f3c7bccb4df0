"""Doing what was asked for, beside the request: claimed, done once, taken up where its process ended."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from common.attempts import RefusedError
from selections.models import CheckRun, FreezeRun

logger = logging.getLogger(__name__)

CLAIM: Final = timedelta(minutes=5)
"""Longer than the texts of a large round take to be compared, or its list to be frozen."""

FAILURES_TOLD: Final = timedelta(days=7)

AnyRun = CheckRun | FreezeRun
Work = Callable[[Any], None]

_WORK: Final[dict[type[AnyRun], Work]] = {}


def register_work(model: type[AnyRun], work: Work) -> None:
    """Name what does the runs of a kind; it calls ``finish`` once the run is done."""
    _WORK[model] = work


def do_waiting_runs() -> int:
    """Do the runs that wait, also those whose process ended before they were done; return how many."""
    now = timezone.now()
    waiting = [(model, pk) for model in _WORK for pk in _waiting(model, now).values_list("pk", flat=True)]
    return sum(_do(model, pk) for model, pk in waiting)


def next_due() -> datetime | None:
    """Return when to look again at runs that another process has claimed; None where there are none."""
    claimed = Q(finished_at=None, claimed_until__isnull=False)
    dues = [model.objects.filter(claimed).aggregate(due=Min("claimed_until"))["due"] for model in _WORK]
    return min((due for due in dues if due), default=None)


@dataclass(frozen=True)
class RunStatus:
    """How many runs wait on which nobody works, since when, and how many broke of late and were not done since."""

    waiting: int
    oldest: datetime | None
    failed: int


def run_status() -> RunStatus:
    """Return how the runs stand: two queries for each kind."""
    now = timezone.now()
    counted = {"waiting": Count("pk"), "oldest": Min("asked_at")}
    queues = [_waiting(model, now).order_by().aggregate(**counted) for model in _WORK]
    return RunStatus(
        waiting=sum(one["waiting"] for one in queues),
        oldest=min((one["oldest"] for one in queues if one["oldest"]), default=None),
        failed=sum(_broken(model, now).count() for model in _WORK),
    )


def finish(run: AnyRun) -> None:
    """Put on record that a run is done."""
    run.finished_at = timezone.now()
    run.save()


def _waiting(model: type[AnyRun], now: datetime) -> "QuerySet[Any]":
    return model.objects.filter(Q(claimed_until=None) | Q(claimed_until__lt=now), finished_at=None)


def _broken(model: type[AnyRun], now: datetime) -> "QuerySet[Any]":
    """Return the runs that failed for no reason that a person could put right."""
    since = model.objects.filter(round=OuterRef("round"), pk__gt=OuterRef("pk"), failed=False).exclude(finished_at=None)
    late = model.objects.filter(finished_at__gte=now - FAILURES_TOLD, failed=True, reason="")
    return late.filter(~Exists(since))


def _do(model: type[AnyRun], pk: int) -> bool:
    # Of two processes that listed the same run, the second changes no row.
    now = timezone.now()
    if not _waiting(model, now).filter(pk=pk).update(claimed_until=now + CLAIM):
        return False
    run = model.objects.select_related("round", "asked_by").get(pk=pk)
    try:
        _WORK[model](run)
    except RefusedError as refused:
        _fail(run, str(refused))
    except Exception:  # the page says that it failed; the secretariat can ask for it again
        logger.exception("%s %s failed", model.__name__, pk)
        _fail(run, "")
    return True


def _fail(run: AnyRun, reason: str) -> None:
    """Put on record that a run failed, unless another process has done it since its claim was over."""
    unfinished = type(run).objects.filter(pk=run.pk, finished_at=None)
    unfinished.update(failed=True, reason=reason, finished_at=timezone.now())
