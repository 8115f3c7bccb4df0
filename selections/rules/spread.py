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


def too_far_apart(reviews: Collection[Review], limit: Decimal | None) -> frozenset[int]:
    """Return the entries whose totals lie further apart than the limit; none where there is no limit."""
    totals: defaultdict[int, list[Fraction]] = defaultdict(list)
    for review in reviews:
        totals[review.entry].append(Fraction(review.total))
    spreads = {entry: spread_of(given) for entry, given in totals.items()}
    return frozenset(
        entry for entry, spread in spreads.items() if limit is not None and spread is not None and spread > limit
    )
