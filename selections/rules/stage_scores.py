"""From the reviews of a stage to scores: the raw mean and the one adjusted for severity, side by side.

Scores are rounded before anything is ordered by them: what is shown decides, and a computer elsewhere,
whose last binary digit may differ, comes to the same order.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from selections.rules.figures import rounded
from selections.rules.linkage import components
from selections.rules.reviews import Review, ReviewTable
from selections.rules.rulebook import Official
from selections.rules.severity import AdditiveModel
from selections.rules.spread import is_over, spread_of


@dataclass(frozen=True, slots=True)
class StageScore:
    """What the reviews of an entry come to; ``spread`` is their largest total less the smallest, None of one."""

    raw: Decimal
    adjusted: Decimal
    reviews: int
    spread: Decimal | None
    over_limit: bool

    def official(self, which: Official) -> Decimal:
        """Return the score that a round goes by."""
        return self.raw if which is Official.RAW else self.adjusted


@dataclass(frozen=True, slots=True)
class StageScores:
    """The scores of a stage by entry.

    Unless all evaluators are ``linked`` by entries that they share, adjusted scores can't be compared:
    what is severe shows only against others (see ``linkage``).
    """

    entries: Mapping[int, StageScore]
    linked: bool


def stage_scores(reviews: Collection[Review], spread_limit: Decimal | None = None) -> StageScores:
    """Return the scores of all entries that have a review."""
    if not reviews:
        return StageScores({}, linked=True)
    table, parts = ReviewTable(reviews), components([review[:2] for review in reviews])
    adjusted = AdditiveModel(table, parts).fit(np.ones(len(table.evaluators))).scores
    totals: defaultdict[int, list[Fraction]] = defaultdict(list)
    for review in reviews:
        totals[review.entry].append(Fraction(review.total))
    return StageScores(
        {
            entry: _score(totals[entry], score, spread_limit)
            for entry, score in zip(table.entries, adjusted.tolist(), strict=True)
        },
        linked=len(parts) == 1,
    )


def _score(totals: Sequence[Fraction], adjusted: float, spread_limit: Decimal | None) -> StageScore:
    spread = spread_of(totals)
    return StageScore(
        raw=rounded(sum(totals, Fraction(0)) / len(totals)),
        adjusted=rounded(adjusted),
        reviews=len(totals),
        spread=spread,
        over_limit=is_over(spread, spread_limit),
    )
