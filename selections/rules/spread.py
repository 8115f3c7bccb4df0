"""How far the totals of one entry lie apart."""

from collections import defaultdict
from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction

from selections.rules.figures import rounded
from selections.rules.reviews import Review


def spread_of(totals: Collection[Fraction]) -> Decimal | None:
    """Return the largest total less the smallest; None of fewer than two.

    >>> spread_of([Fraction(60), Fraction(85), Fraction(70)])
    Decimal('25.000000')
    """
    return rounded(max(totals) - min(totals)) if len(totals) > 1 else None


def is_over(spread: Decimal | None, limit: Decimal | None) -> bool:
    """Say whether a spread is over the limit; not where there is none of either. The limit itself is allowed."""
    return spread is not None and limit is not None and spread > limit


def too_far_apart(reviews: Collection[Review], limit: Decimal | None) -> frozenset[int]:
    """Return the entries whose totals lie further apart than the limit."""
    totals: defaultdict[int, list[Fraction]] = defaultdict(list)
    for review in reviews:
        totals[review.entry].append(Fraction(review.total))
    return frozenset(entry for entry, given in totals.items() if is_over(spread_of(given), limit))
