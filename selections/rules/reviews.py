"""The totals that evaluators gave, as a table that can be computed with."""

from collections.abc import Collection
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Indexes = NDArray[np.intp]


class Review(NamedTuple):
    """A review handed in: its entry, who gave it, and its total from 0 to 100."""

    entry: int
    evaluator: int
    total: Fraction | Decimal


class ReviewTable:
    """Reviews in one fixed order, by entry and evaluator, so that sums come out alike everywhere.

    ``entry`` and ``evaluator`` hold, for each review, the places in ``entries`` and ``evaluators``.
    """

    def __init__(self, reviews: Collection[Review]) -> None:
        ordered = sorted(reviews, key=lambda review: (review.entry, review.evaluator))
        self.entries = sorted({review.entry for review in ordered})
        self.evaluators = sorted({review.evaluator for review in ordered})
        if len({(review.entry, review.evaluator) for review in ordered}) < len(ordered):
            raise ValueError("An evaluator has one review of an entry")
        entry_at = {entry: at for at, entry in enumerate(self.entries)}
        evaluator_at = {evaluator: at for at, evaluator in enumerate(self.evaluators)}
        self.entry: Indexes = np.array([entry_at[review.entry] for review in ordered], dtype=np.intp)
        self.evaluator: Indexes = np.array([evaluator_at[review.evaluator] for review in ordered], dtype=np.intp)
        self.totals: Floats = np.array([float(review.total) for review in ordered])

    def means(self, values: Floats, weights: Floats) -> Floats:
        """Return the weighted mean of each entry's values; both are given by review."""
        sums = np.bincount(self.entry, weights * values, len(self.entries))
        return sums / np.bincount(self.entry, weights, len(self.entries))
