"""What the words of a request look for: which cases answer, and what their score is made of.

A case's score is the sum of what each word of the query gives: something for being there
at all, so that who covers more of a question comes first, and something for where it is.
Rare words give more. Neighbours that stand together in the case too, and a query that is
a case's whole name, add to it, and so does a confirmation by the unit that still holds.

Cases that have all words answer. Where few have them where it counts, so do those that
win half of the votes, of which rare words have more than common ones, and those with a
telling word in their head.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search import weights
from search.engines.base import PlaceScore, ScoreExplanation, ScoreKind, ScorePart, SearchRequest, Sort
from search.engines.plan import (
    EVERYWHERE,
    HEAD,
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
    any_of,
)
from search.expansion import Alternative, Clause
from search.language import stem
from search.weights import Weights


@dataclass(frozen=True, slots=True)
class Place:
    """Where a form of a word may be, and the query that scores it there."""

    field: str
    text: str
    query: Query


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score and the query that gives it."""

    kind: ScoreKind
    word: str
    query: Query
    places: tuple[Place, ...] = ()


class TextPlan:
    """The text part of a request, for any number of votes that a case must win."""

    def __init__(self, request: SearchRequest) -> None:
        """Read the clauses once; the steps of coverage reuse them."""
        wanted = [clause for clause in request.clauses if not clause.negated]
        kept: list[tuple[bool, Query]] = [(False, Scored(_held(clause), 0.0)) for clause in wanted if clause.fields]
        kept += [(True, _held(clause)) for clause in request.clauses if clause.negated and not clause.avoided]
        kept += [(one.negated, Scored(Codes(one.facet, one.codes), 0.0)) for one in request.conditions]
        self._kept = tuple(query for negated, query in kept if not negated)
        self._excluded = tuple(query for negated, query in kept if negated)
        free = [clause for clause in wanted if not clause.fields]
        self._sought = [clause for clause in free if not clause.optional]
        self._known = [clause for clause in self._sought if clause.weight]
        self._votes = _votes(self._known)
        self._covered = tuple(_covered(clause, request.weights) for clause in self._known)
        self._places = tuple(_in_best_field(clause, request.weights) for clause in self._known)
        avoided = tuple(_other_than(clause) for clause in request.clauses if clause.avoided)
        self._bonus = (*_bonus(wanted, free, request), *avoided)
        self._confirmed = Scored(Confirmed(request.now), request.weights.confirmed)
        self._lifts = tuple(Scored(Codes(lift.facet, lift.codes), lift.score) for lift in request.lifts)
        self._sorts_by_score = request.sort is Sort.RELEVANCE
        pinned = enumerate(reversed(request.pinned if self._sorts_by_score else ()), 1)
        self.pinned = tuple(Scored(OfPage(page_id), weights.PINNED * rank) for rank, page_id in pinned)

    def needed(self, count: Callable[[Query], int]) -> tuple[int, bool]:
        """Return how many votes a case must win, and whether some case wins all; 0 where there are none.

        ``count`` says how many living cases match, filters left out: what a reader
        chooses must not change what the words mean. None wins all where no case has some word.
        """
        votes, some_has_the_known = self._needed(count)
        return votes, some_has_the_known and len(self._known) == len(self._sought)

    def _needed(self, count: Callable[[Query], int]) -> tuple[int, bool]:
        every, *fewer = self._steps()
        if not fewer or len(self._known) == 1:  # of one word there is nothing that a case may lack
            return every, True
        if self._sorts_by_score and count(self._prominent()) >= weights.ENOUGH:
            return every, True
        with_all = count(self.matching(every))
        if with_all and not self._sorts_by_score:
            return every, True
        for votes in fewer[:-1]:
            if found := count(self.matching(votes)):
                return every if found == with_all else votes, with_all > 0
        return fewer[-1], with_all > 0

    def _steps(self) -> list[int]:
        shares = (math.ceil(share * sum(self._votes)) for share in weights.COVERAGE_STEPS)
        return list(dict.fromkeys(max(1, votes) for votes in shares)) if self._votes else [0]

    def coverage(self, needed: int) -> float:
        """Return the share of the words that so many votes are; a word that no case has is a share too."""
        votes = sum(_votes(self._sought))
        return needed / votes if votes else 1.0

    def matching(self, needed: int) -> Query:
        """Match cases that win so many votes and hold all that may not lack, all scored alike."""
        if self._sought and not self._known:
            return self._with_all_kept(Combined(must_not=(Everything(),)))
        held = tuple(map(_held, self._known))
        if needed == sum(self._votes):
            return self._with_all_kept(*held)
        ballots = (query for query, votes in zip(held, self._votes, strict=True) for _ in range(votes))
        telling = (clause for clause, votes in zip(self._known, self._votes, strict=True) if votes >= weights.TELLING)
        ways = (Combined(should=tuple(ballots), least=needed), *(_held(clause, HEAD) for clause in telling))
        return self._with_all_kept(any_of(ways))

    def _prominent(self) -> Query:
        """Match cases that have all words where they say what a case is."""
        return self._with_all_kept(*(_held(clause, HEAD) for clause in self._known))

    def _with_all_kept(self, *must: Query) -> Query:
        return Scored(Combined(must=(*self._kept, *(must or (Everything(),))), must_not=self._excluded), 0.0)

    def hits(self, needed: int) -> Query:
        """Match the same cases, scored by their words, or by what is lifted, where they are sorted by it."""
        if self._lifts:
            return Combined(must=(self.matching(needed),), should=self._lifts)
        if not self._sorts_by_score:
            return self.matching(needed)
        if self._holds_all(needed):
            # Who has a word has it in some field: nothing else need be asked, and all score alike for having it.
            must = (*self._kept, *_queries(self._places))
            return Combined(must=must, should=(*_queries(self._bonus), self._confirmed), must_not=self._excluded)
        gained = _queries(self._covered + self._places + self._bonus)
        return Combined(must=(self.matching(needed),), should=(*gained, self._confirmed))

    def _holds_all(self, needed: int) -> bool:
        return bool(self._known) and needed == sum(self._votes)

    def parts(self, needed: int) -> tuple[Part, ...]:
        """Return what the score of a hit is made of."""
        pinned = tuple(Part(ScoreKind.PINNED, "", query) for query in self.pinned)
        # Of what is there for its words alone: a pin brings cases that are not.
        confirmed = Part(ScoreKind.CONFIRMED, "", Combined(must=(self.matching(needed), self._confirmed)))
        return (() if self._holds_all(needed) else self._covered) + self._places + self._bonus + (confirmed, *pinned)

    def found(self, needed: int) -> Query:
        """Match these hits and before them the pinned pages, which have no say in how many words are needed."""
        return Combined(should=(self.hits(needed), *self.pinned), least=1) if self.pinned else self.hits(needed)

    def counted(self, needed: int) -> Query:
        """Match all that is found, for counting: no score is worked out where it need not be."""
        return self.found(needed) if self.pinned else self.matching(needed)


def _held(clause: Clause, field: str = EVERYWHERE) -> Query:
    """Match the cases that hold a clause.

    An expression is not looked for where one of its words alone would do: it adds no case.
    """
    words = {one.terms[0] for one in clause.alternatives if len(one.terms) == 1}
    ways = [one for one in clause.alternatives if len(one.terms) == 1 or not words.intersection(one.terms)]
    return any_of(tuple(_in_any(clause.fields or (field,), one) for one in ways))


def _other_than(clause: Clause) -> Part:
    """Score a case that is not what is to be avoided, or says that it is without it."""
    being = tuple(_in_any(weights.AVOIDED_IN, one) for one in clause.alternatives)
    own = clause.literal
    said = (Alternative((stem(word), *own.terms), 1.0, word, own.slop) for word in weights.WITHOUT)
    lacking = tuple(_in_any((HEAD, "labels"), one) for one in said)
    other = any_of((Combined(must=(Everything(),), must_not=being), *lacking))
    return Part(ScoreKind.OTHER, clause.word, Scored(other, weights.AVOIDED))


def _queries(parts: Sequence[Part]) -> tuple[Query, ...]:
    return tuple(part.query for part in parts)


def _covered(clause: Clause, tried: Weights) -> Part:
    """Score a case for holding a clause, more for the literal word than for another."""
    ways = tuple(Scored(_in_any((EVERYWHERE,), one), one.weight) for one in clause.alternatives)
    return Part(ScoreKind.HELD, clause.word, Weighted(Best(ways, 0.0), tried.held * clause.weight))


def _in_any(fields: Sequence[str], alternative: Alternative) -> Query:
    return any_of(tuple(Words(field, alternative.terms, alternative.slop) for field in fields))


def _votes(clauses: Sequence[Clause]) -> list[int]:
    """Return how often each clause counts where a case may lack some, the most telling one most often."""
    most = max((clause.weight for clause in clauses), default=0.0) or 1.0
    return [max(1, round(weights.MOST_VOTES * math.sqrt((clause.weight or most) / most))) for clause in clauses]


def _bonus(wanted: Sequence[Clause], free: Sequence[Clause], request: SearchRequest) -> Iterator[Part]:
    """Score what a case need not have: words typed around, words kept to a field, neighbours, the whole name."""
    tried = request.weights
    for clause in wanted:
        if clause.weight and (clause.optional or clause.fields):
            yield _in_best_field(clause, tried)
    for one, two in pairwise(free):
        if one.weight and two.weight:
            yield Part(ScoreKind.NEAR, f"{one.word} {two.word}", _near(one, two, tried))
    if request.whole_text and wanted:
        yield Part(ScoreKind.NAME, request.whole_text, Scored(WholeName(request.whole_text), tried.whole_name))


def _near(one: Clause, two: Clause, tried: Weights) -> Query:
    terms = (*one.literal.terms, *two.literal.terms)
    ways = [
        Scored(Words(HEAD, terms, weights.NEAR_SLOP), tried.near),
        Scored(Words("place", terms), weights.NEAR_IN_PLACE),
    ]
    if max(one.weight, two.weight) >= weights.RARE:
        ways.append(Scored(Words("sections", terms, weights.NEAR_SLOP), tried.near_in_sections))
    return Best(tuple(ways), 0.0)


def _in_best_field(clause: Clause, tried: Weights) -> Part:
    """Score a clause by its best place, in any alternative."""
    places = tuple(_places(clause, tried))
    best = Best(tuple(place.query for place in places), tried.other_fields)
    return Part(ScoreKind.PLACE, clause.word, best, places)


def _places(clause: Clause, tried: Weights) -> Iterator[Place]:
    share = tried.optional_word if clause.optional else 1.0
    declared = {**tried.fields, **tried.other_words}
    for number, one in enumerate(clause.alternatives):
        for field in clause.fields or (tried.other_words if number else tried.fields):
            weight = declared[field] * one.weight * share
            yield Place(field, one.text, Weighted(Words(field, one.terms, one.slop), weight))


def explanation(plan: TextPlan, needed: int, score: Callable[[Query], float | None]) -> ScoreExplanation:
    """Return what a case's score is made of; ``score`` says what it gets for a query, None where that misses it."""
    parts = []
    for part in plan.parts(needed):
        if gained := score(part.query):
            places = tuple(
                PlaceScore(place.field, place.text, there) for place in part.places if (there := score(place.query))
            )
            parts.append(ScorePart(part.kind, part.word, gained, places))
    total = score(plan.found(needed))
    return ScoreExplanation(total is not None, total or 0.0, tuple(parts), plan.coverage(needed))
