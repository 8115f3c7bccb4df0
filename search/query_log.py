"""Counting what people search for, without personal data (Law 27/2022), beside the search and never in its way.

A search adds to counts in memory; half a minute after the first of them a thread of its
own stores them. A database that is locked or gone costs no reader anything: the counts
wait for the next turn. A process that is stopped forgets at most that half minute.
"""

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock, Timer
from typing import Final

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from search.models import QueryCount
from search.models.queries import LONGEST_LOGGED
from search.query import parse

logger = logging.getLogger(__name__)

KEPT: Final = timedelta(days=180)
_WAIT: Final = 30.0
_MOST_WAITING: Final = 5_000
_PERSONAL_DIGITS: Final = 9
_MACHINES = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http", re.IGNORECASE)

Key = tuple[date, str]


def loggable(text: str) -> str:
    """Return a query in normal spelling, empty where it may not be kept.

    Left out are long texts and whatever looks like personal data: an address with «@»,
    or nine digits and more, as numbers of persons (NIK), families, civil servants,
    taxpayers and telephones have.
    """
    if "@" in text or sum(map(str.isdigit, text)) >= _PERSONAL_DIGITS:
        return ""
    key = parse(text).key
    return key if len(key) <= LONGEST_LOGGED else ""


def is_by_a_person(request: HttpRequest) -> bool:
    """Say whether a request looks like a reader's: no robot, nothing fetched ahead."""
    agent = request.headers.get("User-Agent", "")
    ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    return bool(agent) and not _MACHINES.search(agent) and not ahead


def _start_timer(seconds: float, act: Callable[[], None]) -> None:
    timer = Timer(seconds, act)
    timer.daemon = True
    timer.start()


@dataclass(frozen=True, slots=True)
class Tally:
    """What is counted of one query on one day; ``hits`` is None where it was not asked anew."""

    searches: int = 0
    clicks: int = 0
    hits: int | None = None

    def plus(self, later: "Tally") -> "Tally":
        """Return both together."""
        hits = self.hits if later.hits is None else later.hits
        return Tally(self.searches + later.searches, self.clicks + later.clicks, hits)


class QueryLog:
    """The counts of this process that are yet to be stored."""

    def __init__(self, later: Callable[[float, Callable[[], None]], None] = _start_timer) -> None:
        """Take what calls a function after some seconds."""
        self._later = later
        self._lock = Lock()
        self._waiting: dict[Key, Tally] = {}

    def searched(self, text: str, hits: int) -> None:
        """Count a search and note what it found."""
        self._note(text, Tally(searches=1, hits=hits))

    def clicked(self, text: str) -> None:
        """Count that a hit was opened; kept only where the search itself was counted on the same day."""
        self._note(text, Tally(clicks=1))

    def flush(self) -> None:
        """Store what waits; where the database can't take it, it waits on. Three SQL queries and one a text."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        try:
            _store(waiting)
        except DatabaseError as error:
            logger.warning("Counts of searches wait: %s", error)
            for key, tally in waiting.items():
                self._add(key, tally, first=True)

    def _note(self, text: str, tally: Tally) -> None:
        if settings.SEARCH_LOG and (key := loggable(text)):
            self._add((timezone.localdate(), key), tally)

    def _add(self, key: Key, tally: Tally, *, first: bool = False) -> None:
        with self._lock:
            if not self._waiting:
                self._later(_WAIT, self._flush_and_close)
            if key in self._waiting or len(self._waiting) < _MOST_WAITING:
                known = self._waiting.get(key, Tally())
                self._waiting[key] = tally.plus(known) if first else known.plus(tally)

    def _flush_and_close(self) -> None:
        try:
            self.flush()
        finally:
            connection.close()  # the timer's thread ends here


def _store(waiting: Mapping[Key, Tally]) -> None:
    # In one order, so that two processes never wait for each other.
    rows = sorted(waiting.items(), key=lambda row: row[0])
    asked = [QueryCount(day=day, text=text) for (day, text), tally in rows if tally.searches]
    with transaction.atomic():
        QueryCount.objects.bulk_create(asked, ignore_conflicts=True)
        for (day, text), tally in rows:
            hits = {} if tally.hits is None else {"hits": tally.hits}
            QueryCount.objects.filter(day=day, text=text).update(
                searches=F("searches") + tally.searches, clicks=F("clicks") + tally.clicks, **hits
            )


def forget_queries(today: date) -> int:
    """Remove the counts whose time is over and return how many rows those were."""
    removed, _by_model = QueryCount.objects.filter(day__lt=today - KEPT).delete()
    return removed


query_log = QueryLog()
