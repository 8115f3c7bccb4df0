"""How the stages of a round come to one score.

The weights are the round's data, for example interview 30 and substance 70 (Sulawesi Selatan,
2022). They need not add up to 100: each counts as its share of all.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction


def combine(weights: Mapping[str, Decimal], scores: Mapping[str, Fraction | Decimal]) -> Fraction | None:
    """Return the weighted mean of the stages' scores, exactly; None while a stage has none.

    A stage that is not weighted does not count. Raises ValueError where the weights do not make a mean.

    >>> combine({"talk": Decimal(30), "text": Decimal(70)}, {"talk": Decimal(80), "text": Decimal(90)})
    Fraction(87, 1)
    """
    whole = sum(map(Fraction, weights.values()), Fraction(0))
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("Weights of stages are not negative, and at least one is above zero")
    if not weights.keys() <= scores.keys():
        return None
    return sum((Fraction(weight) * Fraction(scores[stage]) for stage, weight in weights.items()), Fraction(0)) / whole
