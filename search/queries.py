"""Reads of search's own state. Each says how many SQL queries it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db.models import Count, Max, Min, Q, Sum

from innovations.models import InnovationPage
from search.engines import get_engine
from search.engines.base import EngineStatus
from search.errors import SearchUnavailable
from search.models import IndexEvent, QueryCount

_MOST_SHOWN: Final = 100


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands: the engine's own state or why it does not answer; rows waiting and set aside.

    ``oldest`` is since when the oldest row waits; None where nothing does.
    """

    engine: EngineStatus | None
    reason: str
    waiting: int
    oldest: datetime | None
    failed: int


@dataclass(frozen=True, slots=True)
class SetAside:
    """A case that could not be indexed: its page (None where that is gone), the error, since when."""

    page_id: int
    page: InnovationPage | None
    error: str
    since: datetime


def index_status() -> IndexStatus:
    """Return the state of index and outbox (two SQL queries); an engine that is down is no error."""
    outbox = IndexEvent.waiting().order_by().aggregate(waiting=Count("id"), oldest=Min("created_at"))
    failed = IndexEvent.put_aside().count()
    engine, reason = None, ""
    try:
        engine = get_engine().status()
    except SearchUnavailable as unavailable:
        reason = unavailable.reason
    return IndexStatus(engine, reason, **outbox, failed=failed)


def set_aside() -> Sequence[SetAside]:
    """Return the cases that could not be indexed, at most a hundred, the newest first (two SQL queries)."""
    rows = IndexEvent.put_aside().values_list("page_id", "error").annotate(since=Max("created_at"))
    rows = rows.order_by("-since")[:_MOST_SHOWN]
    pages = InnovationPage.objects.only("title").in_bulk([page_id for page_id, _error, _since in rows])
    return [SetAside(page_id, pages.get(page_id), error, since) for page_id, error, since in rows]


class Asked(StrEnum):
    """The lists of counted searches."""

    NOTHING = "nothing"  # found nothing on every day
    UNOPENED = "unopened"  # found something, and nobody opened it
    MOST = "most"


_OF_LIST: Final = {
    Asked.NOTHING: Q(found=0),
    Asked.UNOPENED: Q(found__gt=0, opened=0),
    Asked.MOST: Q(),
}


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """How often a search was asked, the most that it found, and on how many pages a hit was opened."""

    text: str
    asked: int
    found: int
    opened: int


def asked(which: Asked, since: date) -> Sequence[AskedQuery]:
    """Return what was searched for since a day, at most a hundred, the most asked first (one SQL query)."""
    counted = QueryCount.objects.filter(day__gte=since).order_by().values("text")
    rows = counted.annotate(asked=Sum("searches"), found=Max("hits"), opened=Sum("clicks"))
    return [AskedQuery(**row) for row in rows.filter(_OF_LIST[which]).order_by("-asked", "text")[:_MOST_SHOWN]]
