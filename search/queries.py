"""Reads of search's own state. Each says how many SQL queries it costs."""

from dataclasses import dataclass

from search.engines import get_engine
from search.errors import SearchUnavailable
from search.models import IndexEvent


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """How the index stands: whether it answers, why not, rows waiting and set aside."""

    available: bool
    reason: str
    waiting: int
    failed: int


def index_status() -> IndexStatus:
    """Return the state of index and outbox (two SQL queries); an engine that is down is no error."""
    waiting = IndexEvent.waiting().count()
    failed = IndexEvent.objects.filter(done_at=None, set_aside=True).count()
    try:
        get_engine().status()
    except SearchUnavailable as unavailable:
        return IndexStatus(False, unavailable.reason, waiting, failed)
    return IndexStatus(True, "", waiting, failed)
