"""How an exact figure becomes one that is stored and shown."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Final

PLACES: Final = 6
"""Decimals of a score: what is ranked, stored and verified is the figure rounded to so many."""


def rounded(value: Fraction | Decimal | float, places: int = PLACES) -> Decimal:
    """Return a figure with so many decimals, halves up.

    >>> rounded(Fraction(2, 3), 2), rounded(Decimal("0.125"), 2)
    (Decimal('0.67'), Decimal('0.13'))
    """
    return Decimal(math.floor(Fraction(value) * 10**places + Fraction(1, 2))).scaleb(-places)
