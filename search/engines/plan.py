"""What a request looks for, in words that every engine translates into its own.

The weights of ``search.weights`` and the way of a query through them are here once, so
that the engines answer alike; an engine's own module turns each kind of ``Query`` into
what its index understands, and nothing else.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from search import weights
from search.engines.base import Choice, LikenessRequest, Range, SearchRequest, Sort
from search.expansion import Alternative, Clause

EVERYWHERE: Final = "everywhere"
"""A field with the terms of all fields: whether a case has a word at all is asked here once."""

NEVER: Final = 2**61
"""The expiry of a case that stays; a page that was removed has 0."""

_NEAR_WORDS: Final = range(2, 7)
"""Queries of so many words are also looked for as a phrase; longer ones are questions."""


@dataclass(frozen=True, slots=True)
class Words:
    """Terms in a field: one, or several in this order with at most ``slop`` others between them."""

    field: str
    terms: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Codes:
    """Any of the codes of a facet."""

    facet: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WholeName:
    """A case's whole name in its normal spelling."""

    text: str


@dataclass(frozen=True, slots=True)
class OfPage:
    """The case of a page."""

    page_id: int


@dataclass(frozen=True, slots=True)
class Alive:
    """A case that has not expired; removed pages have expired for good."""

    now: int


@dataclass(frozen=True, slots=True)
class Everything:
    """Any case."""


@dataclass(frozen=True, slots=True)
class Weighted:
    """A query whose score is multiplied."""

    of: "Query"
    weight: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A query with the same score for all that it matches."""

    of: "Query"
    score: float


@dataclass(frozen=True, slots=True)
class Best:
    """Any of several queries, scored by the best one and a little by the others."""

    of: tuple["Query", ...]
    tie_breaker: float


@dataclass(frozen=True, slots=True)
class Combined:
    """All of ``must``, none of ``must_not``, at least ``least`` of ``should``; scores are added."""

    must: tuple["Query", ...] = ()
    should: tuple["Query", ...] = ()
    must_not: tuple["Query", ...] = ()
    least: int = 0


Query = Words | Codes | Range | WholeName | OfPage | Alive | Everything | Weighted | Scored | Best | Combined


def _any(ways: tuple[Query, ...]) -> Query:
    return ways[0] if len(ways) == 1 else Combined(should=ways, least=1)


def _answers(alternative: Alternative, fields: tuple[str, ...]) -> Iterator[Query]:
    for field in fields or weights.FIELDS:
        yield Weighted(Words(field, alternative.terms), weights.FIELDS[field] * alternative.weight)


def _scored(clause: Clause) -> Query:
    """Score a clause by its best place, in any alternative."""
    places = tuple(query for alternative in clause.alternatives for query in _answers(alternative, clause.fields))
    return Best(places, weights.OTHER_FIELDS)


def _held(clause: Clause) -> Query:
    """Match the cases that hold a clause anywhere, without a score: quicker than field by field.

    An expression is not looked for where one of its words alone would do: it adds no case.
    """
    words = {one.terms[0] for one in clause.alternatives if len(one.terms) == 1}
    ways: list[Query] = []
    for one in clause.alternatives:
        if len(one.terms) > 1 and words.intersection(one.terms):
            continue
        fields = weights.FIELDS if len(one.terms) > 1 else (EVERYWHERE,)
        ways += [Words(field, one.terms) for field in clause.fields or fields]
    return _any(tuple(ways))


def _nearness(wanted: list[Clause]) -> list[Query]:
    wanted = [clause for clause in wanted if not clause.fields]
    terms = tuple(term for clause in wanted for term in clause.literal.terms)
    if len(terms) not in _NEAR_WORDS or len(wanted) == 1:
        return []
    return [Weighted(Words(field, terms, weights.PHRASE_SLOP), weight) for field, weight in weights.PHRASE.items()]


class TextPlan:
    """The text part of a request, for any share of its words that a case must hold."""

    def __init__(self, request: SearchRequest) -> None:
        """Read the clauses once; the steps of coverage reuse them."""
        wanted = [clause for clause in request.clauses if not clause.negated]
        self._required = tuple(_held(clause) for clause in wanted if not clause.optional and not clause.fields)
        kept = [(False, _held(clause)) for clause in wanted if clause.fields]
        kept += [(True, _held(clause)) for clause in request.clauses if clause.negated]
        kept += [(one.negated, Codes(one.facet, one.codes)) for one in request.conditions]
        self._kept = tuple(query for negated, query in kept if not negated)
        self._excluded = tuple(query for negated, query in kept if negated)
        self._lifting = [
            Weighted(_scored(clause), weights.OPTIONAL_WORD) if clause.optional else _scored(clause)
            for clause in wanted
        ]
        self._lifting += _nearness(wanted)
        self._sorts_by_score = request.sort is Sort.RELEVANCE
        pinned = enumerate(reversed(request.pinned if self._sorts_by_score else ()), 1)
        self.pinned = tuple(Scored(OfPage(page_id), weights.PINNED * rank) for rank, page_id in pinned)
        if request.whole_text and wanted:
            self._lifting.append(Scored(WholeName(request.whole_text), weights.WHOLE_NAME))

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
        some = 0 < needed < len(self._required)
        parts = Combined(
            must=self._kept if some else self._kept + (self._required or (Everything(),)),
            should=self._required if some else (),
            must_not=self._excluded,
            least=needed if some else 0,
        )
        return Scored(parts, 0.0)

    def hits(self, needed: int) -> Query:
        """Match the same cases, scored by their words where they are sorted by it."""
        if not self._sorts_by_score:
            return self.matching(needed)
        return Combined(must=(self.matching(needed),), should=tuple(self._lifting))

    def with_pinned(self, needed: int) -> Query:
        """Match these hits and before them the pinned pages, which have no say in how many words are needed."""
        return Combined(should=(self.hits(needed), *self.pinned), least=1)

    def counted(self, needed: int) -> Query:
        """Match all that is found, for counting: no score is worked out where it need not be."""
        return self.with_pinned(needed) if self.pinned else self.matching(needed)


def living(now: int) -> Query:
    """Match what has not expired, without a score."""
    return Scored(Alive(now), 0.0)


def filters(request: SearchRequest, without: str = "") -> tuple[Query, ...]:
    """Return the filters of a request, that of the facet ``without`` left out."""
    return tuple(_chosen(key, choices) for key, choices in request.filters.items() if choices and key != without)


def _chosen(facet: str, choices: tuple[Choice, ...]) -> Query:
    """Match the cases that have any of the codes of a facet, or a number in any of the ranges, without a score."""
    codes = tuple(choice for choice in choices if isinstance(choice, str))
    ways: tuple[Query, ...] = tuple(choice for choice in choices if isinstance(choice, Range))
    return Scored(_any((*ways, Codes(facet, codes)) if codes else ways), 0.0)


def _in_short_field(term: str, weight: float) -> Query:
    places = [Weighted(Words(field, (term,)), of_field) for field, of_field in weights.LIKENESS_FIELDS.items()]
    return Weighted(Best(tuple(places), 0.0), weight)


def alike(request: LikenessRequest) -> Query:
    """Match the living cases that share enough of a text's terms, scored by those they share."""
    return Combined(
        must=(living(request.now),),
        should=tuple(_in_short_field(term, weight) for term, weight in request.terms.items()),
        must_not=() if request.besides is None else (OfPage(request.besides),),
        least=math.ceil(weights.LIKENESS_SHARE * len(request.terms)),
    )
