"""How the stages of a round come to one score.

The weights are the round's data, for example interview 30 and substance 70 (Sulawesi Selatan,
2022). They need not add up to 100: each counts as its share of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Combined:
    """The combined score, exactly; None where ``missing`` names stages that are not known."""

    score: Fraction | None
    missing: tuple[str, ...] = ()


def combine(weights: Mapping[str, Decimal], scores: Mapping[str, Fraction | Decimal | None]) -> Combined:
    """Return the weighted mean of the stages' scores; a stage that is not weighted does not count.

    Raises ValueError where the weights do not make a mean.

    >>> combine({"interview": Decimal(30), "substance": Decimal(70)}, {"interview": Decimal(80)})
    Combined(score=None, missing=('substance',))
    """
    whole = sum((Fraction(weight) for weight in weights.values()), Fraction(0))
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("Weights of stages are not negative, and at least one is above zero")
    known = {stage: score for stage in weights if (score := scores.get(stage)) is not None}
    if missing := tuple(stage for stage in weights if stage not in known):
        return Combined(None, missing)
    reached = sum((Fraction(weights[stage]) * Fraction(score) for stage, score in known.items()), Fraction(0))
    return Combined(reached / whole)
