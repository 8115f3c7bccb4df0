"""One search: the hits of a page, however far down, and the counts of facets beside them."""

from typing import Any, Final
from zlib import crc32

from elasticsearch import Elasticsearch
from elasticsearch.dsl import Search

from search.documents import CaseDocument
from search.engines.base import Hit, LikenessRequest, ScoreExplanation, SearchRequest, SearchResult, Sort
from search.engines.elasticsearch.queries import all_of, ask_for_counts, read_counts, translate
from search.engines.elasticsearch.rows import STORED
from search.engines.orders import ORDERS
from search.engines.plan import Combined, OfPage, Query, alike, filters, living
from search.engines.text_plan import TextPlan, explanation

_WINDOW: Final = 10_000
"""Hits that Elasticsearch counts off from the top; one further down is reached from its neighbour."""


def answer(client: Elasticsearch, index: str, request: SearchRequest) -> SearchResult:
    """Return hits and counts of a request."""
    plan = TextPlan(request)
    alive = _alive(client, index, request)
    needed, complete = plan.needed(lambda query: alive.filter(translate(query)).count())
    result = _page(_search(client, index, plan.found(needed), request), request)
    return SearchResult(result.total, result.hits, result.facets, plan.coverage(needed), complete)


def explain(client: Elasticsearch, index: str, request: SearchRequest, page_id: int) -> ScoreExplanation:
    """Return what a case's score is made of."""
    plan = TextPlan(request)
    alive = _alive(client, index, request)
    own = alive.filter(translate(OfPage(page_id))).source(False)

    def score(query: Query) -> float | None:
        hits = own.query(translate(query)).execute().to_dict()["hits"]["hits"]
        return hits[0]["_score"] if hits else None

    needed, _complete = plan.needed(lambda query: alive.filter(translate(query)).count())
    return explanation(plan, needed, score)


def _alive(client: Elasticsearch, index: str, request: SearchRequest) -> Search:
    return Search(using=client, index=index).filter(translate(living(request.now)))


def similar(client: Elasticsearch, index: str, request: LikenessRequest) -> list[CaseDocument]:
    """Return the cases that are like a text."""
    if not request.terms:
        return []
    search = Search(using=client, index=index).query(translate(alike(request))).sort("_score", "-page_id")
    found = _with_documents(search)[0 : request.size].execute().to_dict()
    return [_hit(one).document for one in found["hits"]["hits"]]


def _search(client: Elasticsearch, index: str, text: Query, request: SearchRequest) -> Search:
    """Return the search for all hits, in their order."""
    return (
        Search(using=client, index=index)
        .query(translate(Combined(must=(text, living(request.now)))))
        .post_filter(all_of(filters(request)))
        .sort(_order(request.sort), "-page_id")
        # Copies on other nodes may still count replaced rows: the pages of one query come from one copy.
        .params(preference=f"{crc32(request.whole_text.encode()):x}", allow_partial_search_results=False)
    )


def _order(sort: Sort) -> str:
    return f"-orders.{sort}" if sort in ORDERS else "_score"


def _page(search: Search, request: SearchRequest) -> SearchResult:
    near = request.offset + request.size <= _WINDOW
    page = _with_documents(search).extra(track_total_hits=True)
    page = page[request.offset : request.offset + request.size] if near else page[0:0]
    ask_for_counts(page, request)
    found = page.execute().to_dict()
    total = found["hits"]["total"]["value"]
    hits = found["hits"]["hits"]
    if not near and request.offset < total:
        hits = _far_down(search, request)
    return SearchResult(total, tuple(map(_hit, hits)), read_counts(found.get("aggregations", {}), request))


def _far_down(search: Search, request: SearchRequest) -> list[dict[str, Any]]:
    """Return the hits of a page beyond the window, walking there in steps of a window."""
    walked = 0
    while walked < request.offset:
        step = search.source(False)[0 : min(_WINDOW, request.offset - walked)].execute().to_dict()["hits"]["hits"]
        if not step:  # cases were removed meanwhile
            return []
        walked += len(step)
        search = search.extra(search_after=step[-1]["sort"])
    found: list[dict[str, Any]] = _with_documents(search)[0 : request.size].execute().to_dict()["hits"]["hits"]
    return found


def _with_documents(search: Search) -> Search:
    return search.source(list(STORED)).extra(version=True)


def _hit(found: dict[str, Any]) -> Hit:
    kept = found["_source"]
    document = CaseDocument.from_stored(kept["stored"], found["_version"])
    return Hit(document, found["_score"], kept.get("passage_terms", ""))
