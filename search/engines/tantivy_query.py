"""From what a request looks for to tantivy's queries."""

from tantivy import FieldType, Occur
from tantivy import Query as Translated

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
    living,
)
from search.engines.tantivy_schema import facet_field, number_field, schema


def translate(query: Query) -> Translated:
    """Return a query in tantivy's words."""
    match query:
        case Words(field, terms, slop):
            if len(terms) == 1:
                return Translated.term_query(schema(), field, terms[0], index_option="freq")
            return Translated.phrase_query(schema(), field, list(terms), slop=slop)
        case Codes(facet, codes):
            return Translated.term_set_query(schema(), facet_field(facet), list(codes))
        case Range(number, lowest, highest):
            return Translated.range_query(schema(), number_field(number), FieldType.Float, lowest, highest)
        case WholeName(text):
            return Translated.term_query(schema(), "whole_name", text, index_option="basic")
        case OfPage(page_id):
            return Translated.term_query(schema(), "page_id", page_id, index_option="basic")
        case Alive(now):
            return Translated.range_query(schema(), "expires", FieldType.Integer, lower_bound=now, include_lower=False)
        case Confirmed(now):
            return Translated.range_query(
                schema(), "confirm_by", FieldType.Integer, lower_bound=now, include_lower=False
            )
        case Everything():
            return Translated.all_query()
        case Weighted(of, weight):
            return Translated.boost_query(translate(of), weight)
        case Scored(of, score):
            return Translated.const_score_query(translate(of), score)
        case Best(of, tie_breaker):
            return Translated.disjunction_max_query(list(map(translate, of)), tie_breaker=tie_breaker)
        case Combined(must, should, must_not, least):
            parts = [(Occur.Must, translate(one)) for one in must]
            parts += [(Occur.Should, translate(one)) for one in should]
            parts += [(Occur.MustNot, translate(one)) for one in must_not]
            return Translated.boolean_query(parts, minimum_number_should_match=least or None)


def narrowed(text: Query, request: SearchRequest, without: str = "") -> Translated:
    """Add the filters of a request to its text, those of the facet ``without`` left out."""
    return translate(Combined(must=(text, living(request.now), *filters(request, without))))
