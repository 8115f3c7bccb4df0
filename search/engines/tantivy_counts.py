"""Counting facets in a thread beside: tantivy holds no lock of Python's, and with many hits counting takes longest."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any, Final

from tantivy import Searcher

from search.engines.base import Counts, SearchRequest
from search.engines.plan import Query
from search.engines.tantivy_query import narrowed
from search.engines.tantivy_schema import facet_field
from search.engines.tantivy_store import explained

_MOST_CODES: Final = 10_000

_BESIDE: Final = ThreadPoolExecutor(thread_name_prefix="facets")


class CountedBeside(Mapping[str, Counts]):
    """The counts of a request's facets; who reads one waits until all are there.

    Reading raises SearchUnavailable where counting fails.
    """

    def __init__(self, place: Path, searcher: Searcher, text: Query, request: SearchRequest) -> None:
        """Begin to count, where there is anything to, and return once that is begun.

        Searching for hits holds the lock of Python's that who counts needs to begin.
        """
        self._facets, self._place, self._begun = request.facets, place, Event()
        self._counting = _BESIDE.submit(self._count, searcher, text, request) if request.facets else None
        if self._counting:
            self._begun.wait()

    def _count(self, searcher: Searcher, text: Query, request: SearchRequest) -> dict[str, Counts]:
        self._begun.set()
        with explained(self._place):
            return _counts(searcher, text, request)

    def __getitem__(self, key: str) -> Counts:
        """Return the counts of a facet."""
        if self._counting is None:
            raise KeyError(key)
        return self._counting.result()[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the facets."""
        return iter(self._facets)

    def __len__(self) -> int:
        """Return the number of facets."""
        return len(self._facets)


def _counts(searcher: Searcher, text: Query, request: SearchRequest) -> dict[str, Counts]:
    """Count the codes of each wanted facet, its own selection left out."""
    narrowing = [key for key in request.facets if request.filters.get(key)]
    together = [key for key in request.facets if key not in narrowing]
    answers: dict[str, Any] = {}
    for keys, without in [(together, ""), *(([key], key) for key in narrowing)]:
        if keys:
            wanted = {key: {"terms": {"field": facet_field(key), "size": _MOST_CODES}} for key in keys}
            answers |= searcher.aggregate(narrowed(text, request, without), wanted)
    return {
        key: tuple((bucket["key"], bucket["doc_count"]) for bucket in answers[key]["buckets"]) for key in request.facets
    }
