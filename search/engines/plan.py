"""What a request looks for, in words that every engine translates into its own.

The weights of ``search.weights`` and the way of a query through them are here once, so
that the engines answer alike; an engine's own module turns each kind of ``Query`` into
what its index understands, and nothing else.
"""

import math
from dataclasses import dataclass
from typing import Final

from search import weights
from search.engines.base import Choice, LikenessRequest, Range, SearchRequest

EVERYWHERE: Final = "everywhere"
"""A field with the terms of all fields: whether a case has a word at all is asked here once."""

HEAD: Final = "head"
"""A field with the terms of the fields that say what a case is (``weights.HEAD``)."""

NEVER: Final = 2**61
"""The expiry of a case that stays (a page that was removed has 0), and the day to confirm one that has stopped."""


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
class Confirmed:
    """A case whose unit need not confirm it yet that it still runs."""

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


Query = (
    Words | Codes | Range | WholeName | OfPage | Alive | Confirmed | Everything | Weighted | Scored | Best | Combined
)


def any_of(ways: tuple[Query, ...]) -> Query:
    """Match what any of the queries matches."""
    return ways[0] if len(ways) == 1 else Combined(should=ways, least=1)


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
    return Scored(any_of((*ways, Codes(facet, codes)) if codes else ways), 0.0)


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
