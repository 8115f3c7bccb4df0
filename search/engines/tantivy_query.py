"""From a search request to tantivy's queries, with the weights of ``search.weights``."""

import math
from collections.abc import Iterator
from typing import Final

from tantivy import FieldType, Occur, Query

from search import weights
from search.engines.base import Choice, LikenessRequest, Range, SearchRequest
from search.engines.tantivy_schema import EVERYWHERE, facet_field, number_field, schema
from search.expansion import Alternative, Clause

_NEAR_WORDS: Final = range(2, 7)
"""Queries of so many words are also looked for as a phrase; longer ones are questions."""


def alive(now: int) -> Query:
    """Match what has not expired; removed pages have expired for good."""
    in_time = Query.range_query(schema(), "expires", FieldType.Integer, lower_bound=now, include_lower=False)
    return Query.const_score_query(in_time, 0.0)


def chosen(key: str, choices: tuple[Choice, ...]) -> Query:
    """Match the cases that have any of the codes of a facet, or a number in any of the ranges."""
    codes = [choice for choice in choices if isinstance(choice, str)]
    ways = [_within(choice) for choice in choices if isinstance(choice, Range)]
    if codes:
        ways.append(Query.term_set_query(schema(), facet_field(key), codes))
    return Query.const_score_query(_any(ways), 0.0)


def _within(wanted: Range) -> Query:
    field = number_field(wanted.number)
    return Query.range_query(schema(), field, FieldType.Float, wanted.lowest, wanted.highest)


def _any(ways: list[Query]) -> Query:
    return ways[0] if len(ways) == 1 else Query.boolean_query([(Occur.Should, way) for way in ways])


def _in_field(field: str, terms: tuple[str, ...], slop: int = 0) -> Query:
    if len(terms) == 1:
        return Query.term_query(schema(), field, terms[0], index_option="freq")
    return Query.phrase_query(schema(), field, list(terms), slop=slop)


def _answers(alternative: Alternative, fields: tuple[str, ...]) -> Iterator[Query]:
    for field in fields or weights.FIELDS:
        yield Query.boost_query(_in_field(field, alternative.terms), weights.FIELDS[field] * alternative.weight)


def _scored(clause: Clause) -> Query:
    """Score a clause by its best place, in any alternative."""
    places = [query for alternative in clause.alternatives for query in _answers(alternative, clause.fields)]
    return Query.disjunction_max_query(places, tie_breaker=weights.OTHER_FIELDS)


def _held(clause: Clause) -> Query:
    """Match the cases that hold a clause anywhere, without a score: quicker than field by field."""
    ways: list[Query] = []
    for one in clause.alternatives:
        fields = weights.FIELDS if len(one.terms) > 1 else (EVERYWHERE,)
        ways += [_in_field(field, one.terms) for field in clause.fields or fields]
    return _any(ways)


class TextQuery:
    """The text part of a request, for any share of its words that a case must hold."""

    def __init__(self, request: SearchRequest) -> None:
        """Translate the clauses once; the steps of coverage reuse them."""
        wanted = [clause for clause in request.clauses if not clause.negated]
        self._required = [_held(clause) for clause in wanted if not clause.optional and not clause.fields]
        self._kept = [(Occur.Must, _held(clause)) for clause in wanted if clause.fields]
        self._kept += [(Occur.MustNot, _held(clause)) for clause in request.clauses if clause.negated]
        self._kept += [
            (Occur.MustNot if one.negated else Occur.Must, chosen(one.facet, one.codes)) for one in request.conditions
        ]
        self._lifting = [
            Query.boost_query(_scored(clause), weights.OPTIONAL_WORD) if clause.optional else _scored(clause)
            for clause in wanted
        ]
        self._lifting += _nearness(wanted)
        if request.whole_text and wanted:
            whole = Query.term_query(schema(), "whole_name", request.whole_text, index_option="basic")
            self._lifting.append(Query.const_score_query(whole, weights.WHOLE_NAME))

    def steps(self) -> list[int]:
        """Return how many words a case must hold, from all of them down to one."""
        count = len(self._required)
        needed = [max(1, math.ceil(share * count)) for share in weights.COVERAGE_STEPS]
        return list(dict.fromkeys(needed)) if count else [0]

    def coverage(self, needed: int) -> float:
        """Return the share of the words that ``needed`` of them are."""
        return needed / len(self._required) if self._required else 1.0

    def matching(self, needed: int) -> Query:
        """Match cases that hold ``needed`` of the words and all that may not lack, all scored alike."""
        parts = list(self._kept)
        if not self._required:
            parts.append((Occur.Must, Query.all_query()))
        elif needed == len(self._required):
            parts += [(Occur.Must, query) for query in self._required]
        else:
            some = [(Occur.Should, query) for query in self._required]
            parts.append((Occur.Must, Query.boolean_query(some, minimum_number_should_match=needed)))
        return Query.const_score_query(Query.boolean_query(parts), 0.0)

    def ranked(self, needed: int) -> Query:
        """Match the same cases, scored by their words."""
        return Query.boolean_query(
            [(Occur.Must, self.matching(needed)), *((Occur.Should, query) for query in self._lifting)]
        )


def _nearness(wanted: list[Clause]) -> list[Query]:
    wanted = [clause for clause in wanted if not clause.fields]
    terms = tuple(term for clause in wanted for term in clause.literal.terms)
    if len(terms) not in _NEAR_WORDS or len(wanted) == 1:
        return []
    return [
        Query.boost_query(_in_field(field, terms, weights.PHRASE_SLOP), weight)
        for field, weight in weights.PHRASE.items()
    ]


def narrowed(text: Query, request: SearchRequest, without: str = "") -> Query:
    """Add the filters of a request to its text, those of the facet ``without`` left out."""
    filters = [chosen(key, choices) for key, choices in request.filters.items() if choices and key != without]
    parts = [(Occur.Must, query) for query in (text, alive(request.now), *filters)]
    return Query.boolean_query(parts)


def _in_short_field(term: str) -> Query:
    places = [Query.boost_query(_in_field(field, (term,)), weight) for field, weight in weights.LIKENESS_FIELDS.items()]
    return Query.disjunction_max_query(places)


def alike(request: LikenessRequest) -> Query:
    """Match the living cases that share enough of a text's terms, scored by those they share."""
    terms = [(Occur.Should, Query.boost_query(_in_short_field(term), weight)) for term, weight in request.terms.items()]
    needed = math.ceil(weights.LIKENESS_SHARE * len(terms))
    shared = Query.boolean_query(terms, minimum_number_should_match=needed)
    parts = [(Occur.Must, shared), (Occur.Must, alive(request.now))]
    if request.besides is not None:
        own = Query.term_query(schema(), "page_id", request.besides, index_option="basic")
        parts.append((Occur.MustNot, own))
    return Query.boolean_query(parts)
