"""JIPP's engines behind their port, asked as the search room asks them, once the words are understood."""

from dataclasses import replace
from functools import cache

from django.utils import timezone

from search.benchmark.measuring import FILTERED, HITS, QUERIES, Ask, Row
from search.engines import get_engine
from search.engines.base import SearchRequest
from search.finding import read
from search.language import normalise
from search.parameters import Parameters


def port_asks() -> dict[Row, Ask]:
    """Return what is asked of the engine of the settings; words are read and weighed beforehand."""
    engine, now = get_engine(), timezone.now()

    @cache
    def request(q: str, *, narrowed: bool = False) -> SearchRequest:
        return read(Parameters(q=q, filters=FILTERED if narrowed else {}, page_size=HITS), now).request

    for q in QUERIES:
        request(q)
        request(q, narrowed=True)
    return {
        Row.HITS: lambda q: engine.search(replace(request(q), facets=())),
        # Counts may come after the hits: they are waited for.
        Row.FACETS: lambda q: dict(engine.search(request(q)).facets),
        Row.FILTERS: lambda q: dict(engine.search(request(q, narrowed=True)).facets),
        Row.BEGINNING: lambda q: engine.suggest(normalise(q[:4]), HITS, int(now.timestamp())),
    }
