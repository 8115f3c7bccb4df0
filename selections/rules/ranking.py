"""From reviews to places: the raw mean and the score adjusted for severity, side by side.

Scores are rounded before they are ordered: what is shown decides, and a computer elsewhere,
whose last binary digit may differ, comes to the same order.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from selections.rules.figures import rounded
from selections.rules.linkage import Component, components
from selections.rules.reviews import Review, ReviewTable
from selections.rules.rulebook import Official
from selections.rules.severity import AdditiveModel
from selections.rules.spread import spread_of


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """An entry with both scores, and its place by the official one.

    ``spread`` is the largest total less the smallest; None of a single review. ``tied`` says
    that another entry has the same place. ``component`` is the place in the ranking's components.
    """

    entry: int
    place: int
    tied: bool
    raw: Decimal
    adjusted: Decimal
    reviews: int
    spread: Decimal | None
    over_limit: bool
    component: int

    def score(self, official: Official) -> Decimal:
        """Return the score that a round goes by."""
        return self.raw if official is Official.RAW else self.adjusted


@dataclass(frozen=True, slots=True)
class EvaluatorSeverity:
    """How many points an evaluator gives fewer than the mean of those it is linked with; below zero, more."""

    evaluator: int
    severity: Decimal
    reviews: int
    component: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """Entries by place, evaluators by number, and the components within which entries compare.

    By the adjusted score, with several components, each has its own first place: severities
    of evaluators who share no entry can't be compared, nor can scores freed of them.
    """

    entries: tuple[RankedEntry, ...]
    evaluators: tuple[EvaluatorSeverity, ...]
    components: tuple[Component, ...]

    @property
    def adjusted_comparable(self) -> bool:
        """Say whether adjusted scores of all entries can be compared."""
        return len(self.components) <= 1


def rank(reviews: Collection[Review], official: Official, spread_limit: Decimal | None = None) -> Ranking:
    """Return the ranking of all entries that have a review; entries at one place stand by their number."""
    if not reviews:
        return Ranking((), (), ())
    table, parts = ReviewTable(reviews), components([review[:2] for review in reviews])
    fit = AdditiveModel(table, parts).fit(np.ones(len(table.evaluators)))
    adjusted = dict(zip(table.entries, map(rounded, fit.scores.tolist()), strict=True))
    part_of_entry = {entry: at for at, part in enumerate(parts) for entry in part.entries}
    part_of_evaluator = {evaluator: at for at, part in enumerate(parts) for evaluator in part.evaluators}
    given = Counter(review.evaluator for review in reviews)
    return Ranking(
        _placed(reviews, adjusted, part_of_entry, official, spread_limit),
        tuple(
            EvaluatorSeverity(evaluator, rounded(severity), given[evaluator], part_of_evaluator[evaluator])
            for evaluator, severity in zip(table.evaluators, fit.severities.tolist(), strict=True)
        ),
        parts,
    )


def _placed(
    reviews: Collection[Review],
    adjusted: Mapping[int, Decimal],
    part_of: Mapping[int, int],
    official: Official,
    spread_limit: Decimal | None,
) -> tuple[RankedEntry, ...]:
    totals: defaultdict[int, list[Fraction]] = defaultdict(list)
    for review in reviews:
        totals[review.entry].append(Fraction(review.total))
    raw = {entry: rounded(sum(given, Fraction(0)) / len(given)) for entry, given in totals.items()}
    if official is Official.RAW:
        places = _places({entry: (0, -score) for entry, score in raw.items()})
    else:
        places = _places({entry: (part_of[entry], -score) for entry, score in adjusted.items()})
    ranked = []
    for entry, (place, tied) in places.items():
        given = totals[entry]
        spread = spread_of(given)
        over_limit = spread is not None and spread_limit is not None and spread > spread_limit
        ranked.append(
            RankedEntry(entry, place, tied, raw[entry], adjusted[entry], len(given), spread, over_limit, part_of[entry])
        )
    return tuple(ranked)


def _places(keys: Mapping[int, tuple[int, Decimal]]) -> dict[int, tuple[int, bool]]:
    """Return the entries in order, each with its place within its part and whether another shares it.

    A key is the part and the figure to order by, the smallest first.
    """
    order = sorted(keys, key=lambda entry: (keys[entry], entry))
    first_with: dict[tuple[int, Decimal], int] = {}
    first_of_part: dict[int, int] = {}
    for at, entry in enumerate(order):
        first_with.setdefault(keys[entry], at)
        first_of_part.setdefault(keys[entry][0], at)
    having = Counter(keys.values())
    return {
        entry: (first_with[keys[entry]] - first_of_part[keys[entry][0]] + 1, having[keys[entry]] > 1) for entry in order
    }
