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

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
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


@dataclass(frozen=True, slots=True)
class JudgedStage:
    """The reviews of a stage, which of the two means counts, and what the stage weighs among others."""

    reviews: Collection[Review]
    official: Official
    weight: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Line:
    """Entries that are ranked among each other, and how many of them are within the cut."""

    entries: frozenset[int]
    size: int


def probabilities(
    stages: Sequence[JudgedStage], lines: Sequence[Line], seed: int, draws: int = DRAWS
) -> dict[int, float]:
    """Return for each entry of the lines the share of draws in which it is within the cut of its line.

    An entry that lacks a review at one of the stages is left out. Entries with the score of the last
    place in the cut share what places are left. Raises ValueError where adjusted scores can't be
    compared.
    """
    drawn = [_Drawn(stage) for stage in stages if stage.reviews]
    if not drawn or len(drawn) < len(stages):
        return {}
    known = set.intersection(*({*one.table.entries} for one in drawn))
    entries = [sorted(line.entries & known) for line in lines]
    within, random = [np.zeros(len(line)) for line in entries], np.random.Generator(np.random.PCG64(seed))
    for _ in range(draws):
        scores = [one.scores(random) for one in drawn]
        for at, line in enumerate(entries):
            combined = sum(
                (one.share(mine, line) for one, mine in zip(drawn, scores, strict=True)), np.zeros(len(line))
            )
            within[at] += _within(np.round(combined / sum(one.weight for one in drawn), PLACES), lines[at].size)
    return {
        entry: round(share, 4)
        for line, shares in zip(entries, within, strict=True)
        for entry, share in zip(line, (shares / draws).tolist(), strict=True)
    }


class _Drawn:
    """A stage of which scores can be drawn."""

    def __init__(self, stage: JudgedStage) -> None:
        self.table, parts = ReviewTable(stage.reviews), components([review[:2] for review in stage.reviews])
        if stage.official is Official.ADJUSTED and len(parts) > 1:
            raise ValueError("Evaluators who share no entry, not even through others, can't be compared")
        self.weight = float(stage.weight)
        self._model = AdditiveModel(self.table, parts) if stage.official is Official.ADJUSTED else None
        self._at = {entry: at for at, entry in enumerate(self.table.entries)}

    def scores(self, random: np.random.Generator) -> Floats:
        """Return the scores of one draw, by entry of the table."""
        weights = random.standard_exponential(len(self.table.evaluators), method="inv")
        if self._model is not None:
            return self._model.fit(weights).scores
        return self.table.means(self.table.totals, weights[self.table.evaluator])

    def share(self, scores: Floats, entries: Sequence[int]) -> Floats:
        """Return what the stage adds to the combined scores of these entries."""
        return self.weight * scores[[self._at[entry] for entry in entries]]


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
