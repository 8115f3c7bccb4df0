"""Working off the outbox: from rows to the index. The only caller of ``Engine.apply``."""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from search.documents import CaseDocument
from search.engines import get_engine
from search.engines.base import Change, Removal, Upsert
from search.errors import IndexMissing, SearchUnavailable
from search.models import IndexEvent
from search.projection import Projected, event_counts, project, public_ids

logger = logging.getLogger(__name__)

BATCH: Final = 200
MOST_TRIES: Final = 3
_INLINE_SECONDS: Final = 5.0
_QUICKLY_BUILT: Final = 500
"""Cases up to which building a missing index may hold up a publisher."""

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
    try:
        try:
            drain(None if patient else _INLINE_SECONDS)
        except IndexMissing:
            if patient or len(public_ids()) <= _QUICKLY_BUILT:
                rebuild()
    except SearchUnavailable as unavailable:
        logger.warning("Indexing waits: %s", unavailable.reason)


def drain_or_build() -> Drained:
    """Work off the outbox and forget what was done long ago; build the index where there is none.

    Raises SearchUnavailable.
    """
    built = 0
    try:
        get_engine().status()
    except IndexMissing:
        built = rebuild()
    drained = drain()
    _forget_done(timezone.now())
    return Drained(built + drained.pages, drained.failed)


def _forget_done(now: datetime) -> None:
    old = IndexEvent.objects.filter(done_at__lt=now - _KEPT)
    if old.exists():  # an indexer that watches asks every second, and deleting nothing locks SQLite all the same
        old.delete()


def rebuild() -> int:
    """Build a new generation from the database, switch to it, and return its cases.

    What is published meanwhile goes to the old generation at once and is replayed into
    the new one before it answers. Raises SearchUnavailable.
    """
    started = timezone.now()
    work = _Rebuilding(started - _CLOCKS_APART)
    with get_engine().rebuild() as generation:
        generation.add(work.documents(public_ids()))
        generation.switch(work.late_changes())
    _mark(work.replayed, work.failed)
    return work.cases


class _Rebuilding:
    """What a rebuild has put into the new generation so far."""

    def __init__(self, since: datetime) -> None:
        self.since = since
        self.cases = 0
        self.failed: dict[int, str] = {}
        self.replayed: list[int] = []
        self._included: dict[int, tuple[int, int]] = {}

    def documents(self, page_ids: Sequence[int]) -> Iterator[CaseDocument]:
        """Yield the documents of public cases."""
        for one in _projected(page_ids, self.failed):
            self._included[one.page_id] = (one.version, one.events)
            if one.document is not None:
                self.cases += 1
                yield one.document

    def late_changes(self) -> Iterator[Change]:
        """Yield the state of every page that changed after it was included.

        Rows may become visible out of order, so a page is compared by how many it has
        as well as by the newest.
        """
        recent = Q(done_at=None) | Q(done_at__gte=self.since) | Q(created_at__gte=self.since)
        rows = list(IndexEvent.objects.filter(recent, set_aside=False).values_list("id", "page_id", "done_at"))
        page_ids = sorted({page_id for _id, page_id, _done in rows})
        for start in range(0, len(page_ids), BATCH):
            batch = page_ids[start : start + BATCH]
            counts = event_counts(batch)
            late = [page_id for page_id in batch if counts.get(page_id) != self._included.get(page_id)]
            yield from map(_change, _projected(late, self.failed))
        self.replayed = [row for row, page_id, done in rows if done is None and page_id not in self.failed]


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
    now = timezone.now()
    for start in range(0, len(done), BATCH):
        IndexEvent.objects.filter(id__in=done[start : start + BATCH]).update(done_at=now, error="")
    for page_id, error in errors.items():
        rows = IndexEvent.waiting().filter(page_id=page_id)
        rows.update(tries=F("tries") + 1, error=error)
        if rows.filter(tries__gte=MOST_TRIES).update(set_aside=True):
            logger.error("Case %s is set aside: %s", page_id, error)


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
