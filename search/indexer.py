"""Working off the outbox: from rows to the index. The only caller of ``Engine.apply``."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from search.engines import get_engine
from search.engines.base import Change, Removal, Upsert
from search.errors import IndexMissing, SearchUnavailable
from search.models import IndexEvent
from search.projection import Projected, project, public_ids

logger = logging.getLogger(__name__)

BATCH: Final = 200
MOST_TRIES: Final = 3
_INLINE_SECONDS: Final = 5.0
_INLINE_REBUILD: Final = 500
"""Cases up to which a missing index is built by the process that publishes."""

_KEPT: Final = timedelta(days=7)
_CLOCKS_APART: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Drained:
    """What a run did: pages brought up to date, pages that failed."""

    pages: int = 0
    failed: int = 0


def drain(seconds: float | None = None) -> Drained:
    """Work off the waiting rows, oldest first, for at most about ``seconds``.

    A page whose document can't be made fails alone and is set aside after a few tries.
    Raises SearchUnavailable when the engine can't take changes: then the rows stay.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    last, pages, failed = 0, 0, 0
    while deadline is None or time.monotonic() < deadline:
        rows = list(IndexEvent.waiting().filter(id__gt=last).values_list("id", "page_id")[:BATCH])
        if not rows:
            break
        last = rows[-1][0]
        errors = _bring_up_to_date({page_id for _id, page_id in rows})
        _mark([row for row, page_id in rows if page_id not in errors], errors)
        pages += len({page_id for _id, page_id in rows} - set(errors))
        failed += len(errors)
    return Drained(pages, failed)


def drain_inline(*, patient: bool = False) -> None:
    """Work off the outbox in the process that publishes; what fails is logged and waits.

    Gives up after a few seconds unless ``patient``; the next run takes the rest.
    """
    seconds = None if patient else _INLINE_SECONDS
    try:
        try:
            drain(seconds)
        except IndexMissing:
            if patient or len(public_ids()) <= _INLINE_REBUILD:
                rebuild()
                drain(seconds)
    except SearchUnavailable as unavailable:
        logger.warning("Indexing waits: %s", unavailable.reason)


def drain_or_build() -> Drained:
    """Work off the outbox; build the index where there is none. Raises SearchUnavailable."""
    try:
        get_engine().status()
    except IndexMissing:
        rebuild()
    return drain()


def rebuild() -> int:
    """Build a new generation from the database, switch to it, and return its cases.

    What is published meanwhile goes to the old generation at once and is replayed into
    the new one before it answers. Raises SearchUnavailable.
    """
    started = timezone.now()
    failed: dict[int, str] = {}
    with get_engine().rebuild() as generation:
        page_ids = public_ids()
        generation.add(one.document for one in _projected(page_ids, failed) if one.document is not None)
        generation.switch(_late_changes(started, failed))
    for page_id, error in failed.items():
        logger.error("Case %s is not in the new index: %s", page_id, error)
    IndexEvent.objects.filter(done_at__lt=started - _KEPT).delete()
    return len(page_ids) - len(failed)


def reindex(page_ids: Iterable[int]) -> None:
    """Bring pages up to date in the index, whatever the outbox says. Raises SearchUnavailable."""
    waiting = sorted(set(page_ids))
    for start in range(0, len(waiting), BATCH):
        IndexEvent.objects.bulk_create(IndexEvent(page_id=page_id) for page_id in waiting[start : start + BATCH])
    drain()


def _bring_up_to_date(page_ids: set[int]) -> dict[int, str]:
    """Store the present state of pages; return the error of each that has none."""
    errors: dict[int, str] = {}
    changes = [_change(one) for one in _projected(sorted(page_ids), errors)]
    if not changes:
        return errors
    engine = get_engine()
    try:
        engine.apply(changes)
    except SearchUnavailable:
        raise
    except Exception:
        logger.exception("A batch of %d cases can't be indexed; trying one at a time", len(changes))
        for change in changes:
            try:
                engine.apply([change])
            except SearchUnavailable:
                raise
            except Exception as error:
                errors[change.page_id] = repr(error)
    return errors


def _projected(page_ids: Sequence[int], errors: dict[int, str]) -> Iterator[Projected]:
    for one in project(page_ids):
        if one.error:
            errors[one.page_id] = one.error
        else:
            yield one


def _change(one: Projected) -> Change:
    return Removal(one.page_id, one.version) if one.document is None else Upsert(one.document)


def _mark(done: Sequence[int], errors: dict[int, str]) -> None:
    IndexEvent.objects.filter(id__in=done).update(done_at=timezone.now(), error="")
    for page_id, error in errors.items():
        rows = IndexEvent.waiting().filter(page_id=page_id)
        rows.update(tries=F("tries") + 1, error=error)
        if rows.filter(tries__gte=MOST_TRIES).update(set_aside=True):
            logger.error("Case %s is set aside: %s", page_id, error)


def _late_changes(started: datetime, errors: dict[int, str]) -> Iterator[Change]:
    """Yield the state of every page that changed since the rebuild began."""
    since = started - _CLOCKS_APART
    rows = IndexEvent.objects.filter(Q(done_at=None) | Q(done_at__gte=since) | Q(created_at__gte=since))
    page_ids = sorted(set(rows.values_list("page_id", flat=True)))
    for one in _projected(page_ids, errors):
        yield _change(one)


@dataclass(frozen=True, slots=True)
class Difference:
    """A page whose state in the index is not that of the database, and how."""

    page_id: int
    kind: str


def verify() -> list[Difference]:
    """Compare the index with the database, every case and every word of it.

    Raises SearchUnavailable. A row of the outbox that waits shows as a difference too.
    """
    stored = {one.page_id: one.fingerprint for one in get_engine().contents()}
    differences = []
    for one in project(public_ids()):
        found = stored.pop(one.page_id, None)
        if one.error:
            differences.append(Difference(one.page_id, _("can't be indexed: %s") % one.error))
        elif one.document is None:
            continue
        elif found is None:
            differences.append(Difference(one.page_id, _("missing from the index")))
        elif found != one.fingerprint:
            differences.append(Difference(one.page_id, _("differs from the database")))
    differences += [Difference(page_id, _("in the index but not public")) for page_id in stored]
    return differences
