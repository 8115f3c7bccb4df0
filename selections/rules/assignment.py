"""Which evaluators judge which entries.

Each entry gets its number of evaluators, none with a conflict; loads are within one of each
other, or where conflicts forbid that, as even as they can be; among all such ways, those who
know an entry's field are preferred, and what is left is mixed by the seed. Then evaluators who
are linked too weakly to compare their severity swap entries (``mixing``). The same seed gives
the same assignment, in whatever order entries and evaluators come.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from typing import Final

import numpy as np
from django.utils.translation import gettext as _

from selections.rules.flow import Costs, Flags, cheapest
from selections.rules.mixing import mix

LEAST_CONNECTIVITY: Final = 0.1
"""From this algebraic connectivity on, evaluators are linked well enough (see ``Linkage``)."""

_CHANCE: Final = 100_000
"""What chance adds to the cost of a pair, at most."""

_EXPERTISE: Final = 10 * _CHANCE
"""What it takes from the cost that an evaluator knows the field: chance decides among equals alone."""

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Subject:
    """An entry to be judged or an evaluator, with its fields: categories and sectors, or what one knows."""

    id: int
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pool:
    """Who can judge what. ``conflicts`` are pairs of entry and evaluator that must not meet."""

    entries: Collection[Subject]
    evaluators: Collection[Subject]
    conflicts: Set[Pair] = frozenset()


class TooFewEvaluatorsError(ValueError):
    """Some entries can't get as many evaluators as they need; ``entries`` says which."""

    def __init__(self, entries: Collection[int]) -> None:
        self.entries = tuple(entries)
        super().__init__(
            _(
                "Too few evaluators without a conflict for these entries: %(entries)s."
                " Invite more evaluators, or ask for fewer evaluators an entry."
            )
            % {"entries": ", ".join(map(str, self.entries))}
        )


def assign(pool: Pool, per_entry: int, seed: int, least_connectivity: float = LEAST_CONNECTIVITY) -> set[Pair]:
    """Return the pairs of an assignment of all entries, from nothing. Raises TooFewEvaluatorsError."""
    table = _Table(pool, seed)
    given = table.fill({entry.id: per_entry for entry in pool.entries}, ())
    return table.pairs(mix(given, table.allowed, table.costs, least_connectivity, table.random))


def add(pool: Pool, needs: Mapping[int, int], standing: Collection[Pair], seed: int) -> set[Pair]:
    """Return the pairs that give these entries so many further evaluators, as where totals lie far apart.

    Nobody who stands is moved; loads are evened by what is added. Raises TooFewEvaluatorsError.
    """
    table = _Table(pool, seed)
    return table.pairs(table.fill(needs, standing))


class _Table:
    """A pool as matrices, a row an entry and a column an evaluator, both by number."""

    def __init__(self, pool: Pool, seed: int) -> None:
        entries = sorted(pool.entries, key=lambda entry: entry.id)
        evaluators = sorted(pool.evaluators, key=lambda evaluator: evaluator.id)
        self.entries, self.evaluators = [entry.id for entry in entries], [one.id for one in evaluators]
        self._row = {entry: at for at, entry in enumerate(self.entries)}
        self._column = {evaluator: at for at, evaluator in enumerate(self.evaluators)}
        self.random = np.random.Generator(np.random.PCG64(seed))
        fields = sorted({field for entry in entries for field in entry.fields})
        expert: Flags = _has(entries, fields) @ _has(evaluators, fields).T
        chance = self.random.integers(0, _CHANCE, expert.shape)
        self.costs: Costs = chance - _EXPERTISE * expert
        self.allowed: Flags = ~self._matrix(pool.conflicts)

    def _matrix(self, pairs: Collection[Pair]) -> Flags:
        """Return a matrix that is true for these pairs; those of others are left out."""
        found = np.zeros((len(self.entries), len(self.evaluators)), dtype=bool)
        for entry, evaluator in pairs:
            if entry in self._row and evaluator in self._column:
                found[self._row[entry], self._column[evaluator]] = True
        return found

    def fill(self, needs: Mapping[int, int], standing: Collection[Pair]) -> Flags:
        """Return who is added for these needs to what stands."""
        needed = np.array([needs.get(entry, 0) for entry in self.entries], dtype=np.intp)
        stands = self._matrix(standing)
        allowed = self.allowed & ~stands & (needed > 0)[:, None]
        if (short := allowed.sum(axis=1) < needed).any():
            raise TooFewEvaluatorsError([self.entries[at] for at in np.flatnonzero(short)])
        return cheapest(self.costs, allowed, needed, stands.sum(axis=0))

    def pairs(self, given: Flags) -> set[Pair]:
        """Return the pairs of a matrix."""
        return {(self.entries[row], self.evaluators[column]) for row, column in np.argwhere(given).tolist()}


def _has(subjects: Collection[Subject], fields: Collection[str]) -> Flags:
    """Return which of the fields each subject has."""
    rows = [[field in subject.fields for field in fields] for subject in subjects]
    return np.array(rows, dtype=bool).reshape(len(rows), len(fields))
