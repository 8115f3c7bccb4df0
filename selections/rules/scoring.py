"""What the points of one review come to.

The total is Σ weight × points / scale_max, as a share of all weights, from 0 to 100: the
practice of Indonesian evaluation sheets («bobot × nilai / nilai maksimum»). On a scale from
1 the least total is therefore above 0. A total is known once every criterion has its points:
what is not known is not zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Criterion:
    """What is judged: its weight among all criteria, and the scale of its points.

    Points go up from ``scale_min`` by ``step``; None allows any figure on the scale.
    """

    code: str
    weight: Decimal
    scale_max: Decimal
    scale_min: Decimal = Decimal(0)
    step: Decimal | None = None


def point_errors(criteria: Sequence[Criterion], points: Mapping[str, Decimal | None]) -> dict[str, str]:
    """Return what is wrong with the points, by criterion; missing ones are not an error of the scale."""
    errors = {code: _("There is no criterion “%s” in this round.") % code for code in points}
    for criterion in criteria:
        errors.pop(criterion.code, None)
        given = points.get(criterion.code)
        if given is not None and (error := _scale_error(criterion, given)):
            errors[criterion.code] = error
    return errors


def _scale_error(criterion: Criterion, given: Decimal) -> str:
    asked = {"criterion": criterion.code, "least": criterion.scale_min, "most": criterion.scale_max}
    if not criterion.scale_min <= given <= criterion.scale_max:
        return _("Points for “%(criterion)s” go from %(least)s to %(most)s.") % asked
    if criterion.step is not None and (given - criterion.scale_min) % criterion.step:
        return _("Points for “%(criterion)s” go up from %(least)s in steps of %(step)s.") % {
            **asked,
            "step": criterion.step,
        }
    return ""


def total(criteria: Sequence[Criterion], points: Mapping[str, Decimal | None]) -> Fraction | None:
    """Return the total of a review from 0 to 100, exactly; None while points are missing.

    Raises ValueError, which names the criterion, where points are off the scale or the step.

    >>> relevance = Criterion("relevance", weight=Decimal(60), scale_max=Decimal(4))
    >>> impact = Criterion("impact", weight=Decimal(40), scale_max=Decimal(5))
    >>> total([relevance, impact], {"relevance": Decimal(3), "impact": Decimal(4)})
    Fraction(77, 1)
    """
    if errors := point_errors(criteria, points):
        raise ValueError(" ".join(errors.values()))
    reached = Fraction(0)
    for criterion in criteria:
        given = points.get(criterion.code)
        if given is None:
            return None
        reached += Fraction(criterion.weight) * Fraction(given) / Fraction(criterion.scale_max)
    weights = sum((Fraction(criterion.weight) for criterion in criteria), Fraction(0))
    return 100 * reached / weights if weights else None
