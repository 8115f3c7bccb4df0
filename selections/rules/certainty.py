"""How certain it is that an entry is within the cut.

Another panel of evaluators would have come to another order. How much hangs on who judged is
asked by the Bayesian bootstrap over evaluators (Rubin, «The Bayesian Bootstrap», Annals of
Statistics 9, 1981): in each draw every evaluator weighs a random amount, exponentially
distributed with mean 1, in all of its reviews; the scores are computed anew, and it is counted
how often an entry is within the cut. The ordinary bootstrap, which draws evaluators with
replacement, would leave one entry in twenty without any of its three reviews in each draw;
here each keeps all of its reviews, some of them light.

An entry with a single review has one raw score whatever that review weighs: the draws say
nothing of how certain that score is, only of what is around it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from selections.rules.figures import PLACES
from selections.rules.linkage import components
from selections.rules.reviews import Floats, Review, ReviewTable
from selections.rules.rulebook import Official
from selections.rules.severity import AdditiveModel

DRAWS: Final = 1000


class Standing(StrEnum):
    """What the panel can take as settled, and what it has to discuss."""

    IN = "in"
    DISCUSS = "discuss"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Band:
    """From which probability an entry is certain to be in, and up to which it is certain to be out."""

    certain_out: float = 0.05
    certain_in: float = 0.95

    def __post_init__(self) -> None:
        if not 0 <= self.certain_out < self.certain_in <= 1:
            raise ValueError("The limits of the band lie between 0 and 1, the one for out below the one for in")

    def standing(self, probability: float) -> Standing:
        """Return where an entry stands.

        >>> Band().standing(0.95), Band().standing(0.5)
        (<Standing.IN: 'in'>, <Standing.DISCUSS: 'discuss'>)
        """
        if probability >= self.certain_in:
            return Standing.IN
        return Standing.OUT if probability <= self.certain_out else Standing.DISCUSS


def probabilities(
    reviews: Collection[Review], official: Official, cut: int, seed: int, draws: int = DRAWS
) -> dict[int, float]:
    """Return for each entry the share of draws in which it is among the first ``cut``.

    Entries with the score of the last place in the cut share what places are left. Raises
    ValueError where adjusted scores can't be compared: ``rank`` names the components.
    """
    if not reviews:
        return {}
    table, parts = ReviewTable(reviews), components([review[:2] for review in reviews])
    if official is Official.ADJUSTED and len(parts) > 1:
        raise ValueError("Evaluators who share no entry, not even through others, can't be compared")
    model = AdditiveModel(table, parts)
    within, random = np.zeros(len(table.entries)), np.random.Generator(np.random.PCG64(seed))
    for _ in range(draws):
        weights = random.standard_exponential(len(table.evaluators), method="inv")
        if official is Official.RAW:
            scores = table.means(table.totals, weights[table.evaluator])
        else:
            scores = model.fit(weights).scores
        within += _within(np.round(scores, PLACES), cut)
    return {entry: round(share, 4) for entry, share in zip(table.entries, (within / draws).tolist(), strict=True)}


def _within(scores: Floats, cut: int) -> Floats:
    """Return 1 for each entry within the cut, 0 for each beyond, and between for those who share its last place."""
    if cut >= len(scores):
        return np.ones(len(scores))
    if cut <= 0:
        return np.zeros(len(scores))
    last = np.partition(scores, len(scores) - cut)[len(scores) - cut]
    before, at = scores > last, scores == last
    shares: Floats = before + at * ((cut - before.sum()) / at.sum())
    return shares
