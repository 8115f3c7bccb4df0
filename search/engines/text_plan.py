"""What the words of a request look for: which cases answer, and what their score is made of.

A case's score is the sum of what each word of the query gives: something for being there
at all, so that who covers more of a question comes first, and something for where it is.
Rare words give more. Neighbours that stand together in the case too, and a query that is
a case's whole name, add to it.

Cases that have all words answer. Where few have them where it counts, so do those that
win half of the votes, of which rare words have more than common ones, and those with a
telling word in their head.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from search import weights
from search.engines.base import SearchRequest, Sort
from search.engines.plan import (
    EVERYWHERE,
    HEAD,
    Best,
    Codes,
    Combined,
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


class TextPlan:
    """The text part of a request, for any number of votes that a case must win."""

    def __init__(self, request: SearchRequest) -> None:
        """Read the clauses once; the steps of coverage reuse them."""
        wanted = [clause for clause in request.clauses if not clause.negated]
        kept = [(False, _held(clause)) for clause in wanted if clause.fields]
        kept += [(True, _held(clause)) for clause in request.clauses if clause.negated]
        kept += [(one.negated, Codes(one.facet, one.codes)) for one in request.conditions]
        self._kept = tuple(query for negated, query in kept if not negated)
        self._excluded = tuple(query for negated, query in kept if negated)
        free = [clause for clause in wanted if not clause.fields]
        self._sought = [clause for clause in free if not clause.optional]
        self._known = [clause for clause in self._sought if clause.weight]
        self._votes = _votes(self._known)
        self._bonus = tuple(_bonus(wanted, free, request.whole_text))
        self._sorts_by_score = request.sort is Sort.RELEVANCE
        pinned = enumerate(reversed(request.pinned if self._sorts_by_score else ()), 1)
        self.pinned = tuple(Scored(OfPage(page_id), weights.PINNED * rank) for rank, page_id in pinned)

    def needed(self, count: Callable[[Query], int]) -> tuple[int, bool]:
        """Return how many votes a case must win, and whether some case wins all; 0 where there are none.

        ``count`` says how many living cases match, filters left out: what a reader
        chooses must not change what the words mean.
        """
        every, *fewer = self._steps()
        if not fewer:
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
        """Match the same cases, scored by their words where they are sorted by it."""
        if not self._sorts_by_score:
            return self.matching(needed)
        places = tuple(map(_in_best_field, self._known))
        if self._known and needed == sum(self._votes):
            # Who has a word has it in some field: nothing else need be asked, and all score alike for having it.
            return Combined(must=(*self._kept, *places), should=self._bonus, must_not=self._excluded)
        covered = map(_covered, self._known)
        return Combined(must=(self.matching(needed),), should=(*covered, *places, *self._bonus))

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


def _covered(clause: Clause) -> Query:
    """Score a case for holding a clause, more for the literal word than for another."""
    ways = tuple(Scored(_in_any((EVERYWHERE,), one), one.weight) for one in clause.alternatives)
    return Weighted(Best(ways, 0.0), weights.HELD * clause.weight)


def _in_any(fields: Sequence[str], alternative: Alternative) -> Query:
    return any_of(tuple(Words(field, alternative.terms, alternative.slop) for field in fields))


def _votes(clauses: Sequence[Clause]) -> list[int]:
    """Return how often each clause counts where a case may lack some, the most telling one most often."""
    most = max((clause.weight for clause in clauses), default=0.0) or 1.0
    return [max(1, round(weights.MOST_VOTES * math.sqrt((clause.weight or most) / most))) for clause in clauses]


def _bonus(wanted: Sequence[Clause], free: Sequence[Clause], whole_text: str) -> Iterator[Query]:
    """Score what a case need not have: words typed around, words kept to a field, neighbours, the whole name."""
    for clause in wanted:
        if clause.weight and (clause.optional or clause.fields):
            yield Weighted(_in_best_field(clause), weights.OPTIONAL_WORD if clause.optional else 1.0)
    for one, two in pairwise(free):
        if one.weight and two.weight:
            yield _near(one, two)
    if whole_text and wanted:
        yield Scored(WholeName(whole_text), weights.WHOLE_NAME)


def _near(one: Clause, two: Clause) -> Query:
    terms = (*one.literal.terms, *two.literal.terms)
    in_head = Scored(Words(HEAD, terms, weights.NEAR_SLOP), weights.NEAR)
    if max(one.weight, two.weight) < weights.RARE:
        return in_head
    return Best((in_head, Scored(Words("sections", terms, weights.NEAR_SLOP), weights.NEAR_IN_SECTIONS)), 0.0)


def _in_best_field(clause: Clause) -> Query:
    """Score a clause by its best place, in any alternative."""
    own, *others = clause.alternatives
    places = list(_in_fields(own, clause.fields or weights.FIELDS))
    for one in others:
        places += _in_fields(one, clause.fields or weights.OTHER_WORDS)
    return Best(tuple(places), weights.OTHER_FIELDS)


def _in_fields(alternative: Alternative, fields: Iterable[str]) -> Iterator[Query]:
    declared = weights.FIELDS | weights.OTHER_WORDS
    for field in fields:
        yield Weighted(Words(field, alternative.terms, alternative.slop), declared[field] * alternative.weight)
