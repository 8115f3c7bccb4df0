"""Every use of an engine that asks Elasticsearch."""

from search.engines.base import SearchRequest, Upsert
from tests.search.builders import document

USES = [
    lambda engine: engine.search(SearchRequest(now=1)),
    lambda engine: engine.suggest("per", 3, 1),
    lambda engine: engine.frequencies(["perahu"]),
    lambda engine: list(engine.contents()),
    lambda engine: engine.status(),
    lambda engine: engine.apply([Upsert(document(1))]),
    lambda engine: engine.rebuild().__enter__(),
]
