"""How severe each evaluator is, and what entries score when that is taken out.

The additive model: total = score of the entry - severity of the evaluator + error, by least
squares. Severity is in points; above zero is severe. Severities sum to zero within each
component of linked evaluators, so scores of different components share no zero point.

The scores are eliminated from the normal equations (Schur complement), which leaves one
equation an evaluator: 80 evaluators are a matrix of 80 × 80 however many entries there are.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from selections.rules.linkage import Component
from selections.rules.reviews import Floats, ReviewTable


class Fit(NamedTuple):
    """What the model says, in the table's order of entries and of evaluators."""

    scores: Floats
    severities: Floats


class AdditiveModel:
    """The model over one table of reviews, fitted for any weights of its evaluators."""

    def __init__(self, table: ReviewTable, components: Sequence[Component]) -> None:
        self._table = table
        size = len(table.evaluators)
        part = {one: at for at, component in enumerate(components) for one in component.evaluators}
        parts = np.array([part[evaluator] for evaluator in table.evaluators])
        self._centring = (parts[:, None] == parts).astype(float) / size
        # Each two reviews of one entry, and each with itself: what an entry adds to the matrix.
        ends = np.searchsorted(table.entry, table.entry, side="right")
        starts = np.searchsorted(table.entry, table.entry, side="left")
        counts = ends - starts
        self._first = np.repeat(np.arange(len(table.entry)), counts)
        within = np.arange(len(self._first)) - np.repeat(np.cumsum(counts) - counts, counts)
        self._second = np.repeat(starts, counts) + within
        self._cells = table.evaluator[self._first] * size + table.evaluator[self._second]

    def fit(self, evaluator_weights: Floats) -> Fit:
        """Return scores and severities where each review weighs as much as its evaluator."""
        table, size = self._table, len(self._table.evaluators)
        weights = evaluator_weights[table.evaluator]
        off_mean = table.totals - table.means(table.totals, weights)[table.entry]
        of_entry = np.bincount(table.entry, weights, len(table.entries))[table.entry]
        common = (weights / of_entry)[self._first] * weights[self._second]
        matrix = np.diag(np.bincount(table.evaluator, weights, size))
        matrix -= np.bincount(self._cells, common, size * size).reshape(size, size)
        # A severity may be moved by any constant within its component: this holds their sum at zero.
        matrix += self._centring * weights.mean()
        severities = np.linalg.solve(matrix, -np.bincount(table.evaluator, weights * off_mean, size))
        return Fit(table.means(table.totals + severities[table.evaluator], weights), severities)
