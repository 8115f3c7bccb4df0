"""How evaluators are linked by the entries that they share.

Whether one evaluator is more severe than another shows only where both saw the same entry, or
are linked by others who did. Between parts that share nothing, nothing can be compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from selections.rules.reviews import Floats


@dataclass(frozen=True, slots=True)
class Component:
    """Entries and evaluators that are linked with one another, and with no others."""

    entries: tuple[int, ...]
    evaluators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Linkage:
    """The components, and how well the evaluators are linked.

    ``connectivity`` is the algebraic connectivity of the evaluators, with as weight of a link
    the entries that two share, each evaluator's links counted as shares (the second smallest
    eigenvalue of the normalised Laplacian; Chung, 1997). It is 0 where there are several
    components, close to 0 where few entries link two groups, and near 1 where all are mixed;
    None where there are not two evaluators.
    """

    components: tuple[Component, ...]
    connectivity: float | None


def linkage(pairs: Sequence[tuple[int, int]]) -> Linkage:
    """Return how the evaluators of these pairs of entry and evaluator are linked."""
    entries, row = np.unique([entry for entry, _ in pairs], return_inverse=True)
    evaluators, column = np.unique([evaluator for _, evaluator in pairs], return_inverse=True)
    sees = np.zeros((len(entries), len(evaluators)))
    sees[row, column] = 1
    values, _ = spectrum(shared(sees))
    return Linkage(components(pairs), round(abs(float(values[1])), 6) if len(values) > 1 else None)


def components(pairs: Iterable[tuple[int, int]]) -> tuple[Component, ...]:
    """Return the components of pairs of entry and evaluator, by their first entry."""
    seen_by: defaultdict[int, list[int]] = defaultdict(list)
    sees: defaultdict[int, list[int]] = defaultdict(list)
    for entry, evaluator in pairs:
        seen_by[entry].append(evaluator)
        sees[evaluator].append(entry)
    found, reached = [], set[int]()
    for first in sorted(seen_by):
        if first in reached:
            continue
        entries, evaluators, waiting = {first}, set[int](), [first]
        while waiting:
            for evaluator in set(seen_by[waiting.pop()]) - evaluators:
                evaluators.add(evaluator)
                waiting += set(sees[evaluator]) - entries
                entries.update(sees[evaluator])
        reached |= entries
        found.append(Component(tuple(sorted(entries)), tuple(sorted(evaluators))))
    return tuple(found)


def shared(sees: Floats) -> Floats:
    """Return how many entries each two evaluators share; ``sees`` has a row an entry, 1 where one is assigned."""
    counts: Floats = sees.T @ sees
    np.fill_diagonal(counts, 0)
    return counts


def spectrum(counts: Floats) -> tuple[Floats, Floats]:
    """Return eigenvalues, smallest first, and eigenvectors of the normalised Laplacian of shared entries."""
    degrees = counts.sum(axis=1)
    roots = np.where(degrees > 0, 1 / np.sqrt(np.maximum(degrees, 1)), 0)
    values, vectors = np.linalg.eigh(np.diag((degrees > 0).astype(float)) - roots[:, None] * counts * roots)
    return values, vectors
