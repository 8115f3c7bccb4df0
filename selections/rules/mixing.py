"""Swaps that link evaluators better, so that their severity can be compared.

Where experts of one field see the entries of that field alone, nobody can tell whether they are
severe or their entries weak. Entries on either side of the weakest link then swap one evaluator
each: loads stay as they are, and both sides share two entries more for every swap.
"""

from typing import Final, NamedTuple

import numpy as np

from selections.rules.flow import Costs, Flags
from selections.rules.linkage import shared, spectrum
from selections.rules.reviews import Floats, Indexes

_ROUNDS: Final = 300
"""After so many rounds of swaps the best assignment on the way is kept, though it misses the goal."""

_SHARE: Final = 20
"""One in so many entries of the smaller side swaps in a round, and at least one."""

_ZERO: Final = 1e-9


class _Links(NamedTuple):
    """How evaluators are linked; of two, the greater one is better."""

    components_less: int
    connectivity: float


def mix(given: Flags, allowed: Flags, costs: Costs, goal: float, random: np.random.Generator) -> Flags:
    """Return the assignment with so many swaps that the connectivity reaches the goal, or comes as near as found."""
    if given.any(axis=0).sum() < 2 or given.sum(axis=1).max(initial=0) < 2:
        return given
    best = given
    most, side = _weakest_link(given)
    for _round in range(_ROUNDS):
        if most.connectivity >= goal:
            break
        given = _swapped(given, allowed, costs, side, random)
        links, side = _weakest_link(given)
        if links > most:
            best, most = given, links
    return best


def _weakest_link(given: Flags) -> tuple[_Links, Flags]:
    """Return how evaluators are linked, and one of the two sides between which they share least.

    Where there are several components, the first is one side; else the Fiedler vector parts them.
    """
    active: Flags = np.asarray(given.any(axis=0))
    counts = shared(given[:, active].astype(float))
    values, vectors = spectrum(counts)
    part = _reached(counts)
    side = np.zeros(len(active), dtype=bool)
    side[active] = vectors[:, 1] > 0 if part.all() else part
    return _Links(-int((values < _ZERO).sum()), max(0.0, float(values[1]))), side


def _reached(counts: Floats) -> Flags:
    """Return who is linked with the first evaluator, through whomever."""
    reached = np.zeros(len(counts), dtype=bool)
    reached[0] = True
    while (further := reached | (counts[reached] > 0).any(axis=0)).sum() > reached.sum():
        reached = further
    return reached


def _swapped(given: Flags, allowed: Flags, costs: Costs, side: Flags, random: np.random.Generator) -> Flags:
    """Return the assignment after one round of swaps across its weakest link, the cheapest of those drawn."""
    ours = _drawn(given & ~np.any(given[:, ~side], axis=1, keepdims=True), random)
    theirs = _drawn(given & ~np.any(given[:, side], axis=1, keepdims=True), random)
    pairs = min(len(ours), len(theirs))
    (a, u), (b, v) = ours[:pairs].T, theirs[:pairs].T
    possible = np.flatnonzero(allowed[a, v] & allowed[b, u])
    more = costs[a, v] + costs[b, u] - costs[a, u] - costs[b, v]
    chosen = possible[np.argsort(more[possible], kind="stable")][: 1 + pairs // _SHARE]
    a, u, b, v = a[chosen], u[chosen], b[chosen], v[chosen]
    swapped = given.copy()
    swapped[a, u] = swapped[b, v] = False
    swapped[a, v] = swapped[b, u] = True
    return swapped


def _drawn(reviews: Flags, random: np.random.Generator) -> Indexes:
    """Return one pair of entry and evaluator for each entry that has any, in an order of chance."""
    pairs: Indexes = random.permutation(np.argwhere(reviews))
    _entries, first = np.unique(pairs[:, 0], return_index=True)
    return pairs[np.sort(first)]
