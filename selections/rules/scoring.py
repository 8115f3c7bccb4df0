"""What the points of one review come to.

The total is Σ weight × points / most points, as a share of all weights, from 0 to 100: the
practice of Indonesian evaluation sheets («bobot × nilai / nilai maksimum»). On a scale from
1 the least total is therefore above 0. A total is known once every criterion has its points:
what is not known is not zero.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from selections.rules.rulebook import Criterion
from selections.rules.sheets import off_scale


def total(criteria: Sequence[Criterion], points: Mapping[str, Decimal]) -> Fraction | None:
    """Return the total of a review from 0 to 100, exactly; None while points or rules are missing.

    Raises ValueError, which names the criteria, for points off their scale or of no criterion.

    >>> relevance = Criterion("relevance", "Relevance", "proposal", weight=Decimal(60), most=Decimal(4))
    >>> impact = Criterion("impact", "Impact", "proposal", weight=Decimal(40), most=Decimal(5))
    >>> total([relevance, impact], {"relevance": Decimal(3), "impact": Decimal(4)})
    Fraction(77, 1)
    """
    codes = {one.code for one in criteria}
    if wrong := [one.criterion.code for one in off_scale(criteria, points)] + sorted(points.keys() - codes):
        raise ValueError(f"Points that no scale has: {', '.join(wrong)}")
    weights = sum((Fraction(one.weight or 0) for one in criteria), Fraction(0))
    if not weights or points.keys() < codes:
        return None
    reached = (Fraction(one.weight or 0) * Fraction(points[one.code]) / Fraction(one.most or 1) for one in criteria)
    return 100 * sum(reached, Fraction(0)) / weights
