"""From what a request looks for to Elasticsearch's queries, and to the counts of facets."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from elasticsearch.dsl import A, Search
from elasticsearch.dsl.query import (
    Bool,
    ConstantScore,
    DisMax,
    MatchAll,
    MatchPhrase,
    SpanNear,
    SpanTerm,
    Term,
    Terms,
)
from elasticsearch.dsl.query import Query as Translated
from elasticsearch.dsl.query import Range as Within

from search.engines.base import Range, SearchRequest
from search.engines.plan import (
    Alive,
    Best,
    Codes,
    Combined,
    Confirmed,
    Everything,
    OfPage,
    Query,
    Scored,
    Weighted,
    WholeName,
    Words,
    filters,
)

_MOST_CODES: Final = 10_000


def translate(query: Query, boost: float = 1.0) -> Translated:
    """Return a query in Elasticsearch's words; what it finds scores ``boost`` times as much."""
    match query:
        case Words():
            return _words(query, boost)
        case Codes(facet, codes):
            return Terms(f"facets.{facet}", list(codes), boost=boost)
        case Range(number, lowest, highest):
            return Within(f"numbers.{number}", {"gte": lowest, "lte": highest, "boost": boost})
        case WholeName(text):
            return Term("whole_name", {"value": text, "boost": boost})
        case OfPage(page_id):
            return Term("page_id", {"value": page_id, "boost": boost})
        case Alive(now):
            return Within("expires", {"gt": now, "boost": boost})
        case Confirmed(now):
            return Within("confirm_by", {"gt": now, "boost": boost})
        case Everything():
            return MatchAll(boost=boost)
        case Weighted(of, weight):
            return translate(of, boost * weight)
        case Scored(of, score):
            return ConstantScore(filter=translate(of), boost=boost * score)
        case Best(of, tie_breaker):
            return DisMax(queries=[translate(one) for one in of], tie_breaker=tie_breaker, boost=boost)
        case Combined(must, should, must_not, least):
            return Bool(
                must=[translate(one) for one in must],
                should=[translate(one) for one in should],
                must_not=[translate(one) for one in must_not],
                minimum_should_match=least,
                boost=boost,
            )


def _words(query: Words, boost: float) -> Translated:
    field = f"text.{query.field}"
    if len(query.terms) == 1:
        return Term(field, {"value": query.terms[0], "boost": boost})
    if not query.slop:
        return MatchPhrase(field, {"query": " ".join(query.terms), "boost": boost})
    # Not match_phrase: its slop also takes words in another order.
    terms = [SpanTerm(field, {"value": term}).to_dict() for term in query.terms]
    return SpanNear(clauses=terms, slop=query.slop, in_order=True, boost=boost)


def all_of(queries: Iterable[Query]) -> Translated:
    """Match what all queries match, without a score."""
    return Bool(filter=[translate(query) for query in queries])


def ask_for_counts(search: Search, request: SearchRequest) -> None:
    """Count the codes of each wanted facet, its own selection left out.

    The request's filters belong in the post filter then: counts see what the text finds.
    """
    for key in request.facets:
        narrowed = search.aggs.bucket(key, "filter", filter=all_of(filters(request, key)))
        narrowed.bucket("codes", A("terms", field=f"facets.{key}", size=_MOST_CODES))


def read_counts(answer: Mapping[str, Any], request: SearchRequest) -> dict[str, tuple[tuple[str, int], ...]]:
    """Return codes and counts by facet."""
    return {
        key: tuple((bucket["key"], bucket["doc_count"]) for bucket in answer[key]["codes"]["buckets"])
        for key in request.facets
    }
