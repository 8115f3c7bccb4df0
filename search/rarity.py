"""How much each word of a query tells: rare words say more of what is meant than common ones."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from search import weights
from search.expansion import Alternative, Clause


@dataclass(frozen=True, slots=True)
class Frequencies:
    """How many cases there are, and how many have each term; a term that none has is left out."""

    cases: int
    of: Mapping[str, int]

    def rarity(self, clause: Clause) -> float:
        """Return how much a clause tells: 1 for a word of one case, little for a common one, 0 for an unknown one.

        It is the inverse document frequency of BM25 (Robertson and Spärck Jones) beside
        the greatest there is. A rare acronym is as common as what it stands for.
        """
        counts = [self.holding(one) for one in clause.alternatives if one.weight >= weights.SAME_THING]
        most = max(counts, default=0) or max(map(self.holding, clause.alternatives))
        return max(weights.COMMONEST_WORD, self._idf(most) / self._idf(1)) if most else 0.0

    def holding(self, alternative: Alternative) -> int:
        """Return no fewer cases than have all of the terms."""
        return min(self.of.get(term, 0) for term in alternative.terms)

    def _idf(self, holding: int) -> float:
        return math.log1p((max(self.cases, holding) - holding + 0.5) / (holding + 0.5))


def weigh(clauses: Iterable[Clause], frequencies: Frequencies) -> tuple[Clause, ...]:
    """Return the clauses, each with how much of the query it is, without other words that no case has."""
    return tuple(_weighed(clause, frequencies) for clause in clauses)


def _weighed(clause: Clause, frequencies: Frequencies) -> Clause:
    own, *others = clause.alternatives
    known = tuple(one for one in others if frequencies.holding(one))
    return replace(clause, alternatives=(own, *known), weight=frequencies.rarity(clause))
