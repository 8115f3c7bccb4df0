"""Which entries of a selection are alike: what ``selections.likeness`` asks of search.

Two texts are compared as sets of terms (stemmed, without stop words), a rare term weighing more
than one that every entry has: the share is the weight of the terms in both over that of the terms
in either (weighted Jaccard). An inverted index gives what one text has in common with all others
at once.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from search.language import normalise, terms
from selections.checks.likeness import EntryText, Likeness


def alike_entries(
    texts: Mapping[int, EntryText], asked: Collection[int], least: float, most: int
) -> dict[int, list[Likeness]]:
    """Return the entries that are like those asked for; see ``selections.likeness.Comparer``."""
    keys = list(texts)
    index = _Index([terms(f"{one.title} {one.text}").split() for one in texts.values()])
    titles = [normalise(one.title) for one in texts.values()]
    by_title: defaultdict[str, set[int]] = defaultdict(set)
    for place, title in enumerate(titles):
        by_title[title].add(place)
    found: dict[int, list[Likeness]] = {}
    for key, place in _places(keys, asked):
        shares = index.shares(place)
        same = by_title[titles[place]] if titles[place] else set()
        others = ({int(one) for one in np.flatnonzero(shares >= least)} | same) - {place}
        likest = sorted(others, key=lambda other: (other not in same, -shares[other], other))
        found[key] = [Likeness(keys[other], float(shares[other]), other in same) for other in likest[:most]]
    return found


def _places(keys: Sequence[int], asked: Collection[int]) -> Iterator[tuple[int, int]]:
    places = {key: place for place, key in enumerate(keys)}
    return ((key, places[key]) for key in asked)


class _Index:
    """An inverted index: for each term the texts that have it."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Take the terms of the texts; each weighs the logarithm of how few of them have it."""
        numbers: dict[str, int] = {}
        bags = [{numbers.setdefault(term, len(numbers)) for term in text} for text in texts]
        holders: list[list[int]] = [[] for _term in numbers]
        for place, bag in enumerate(bags):
            for term in bag:
                holders[term].append(place)
        self._bags = [np.array(sorted(bag), dtype=int) for bag in bags]
        self._holders = [np.array(one) for one in holders]
        self._counts = np.array([len(one) for one in holders])
        self._weights = np.log1p(len(texts) / self._counts)
        self._sums = np.array([self._weights[bag].sum() for bag in self._bags])

    def shares(self, place: int) -> NDArray[np.float64]:
        """Return the share that each text has in common with one of them; 0 for texts without terms."""
        bag = self._bags[place]
        if not len(bag):
            return np.zeros(len(self._bags))
        holders = np.concatenate([self._holders[term] for term in bag])
        weights = np.repeat(self._weights[bag], self._counts[bag])
        common = np.bincount(holders, weights=weights, minlength=len(self._bags))
        shares: NDArray[np.float64] = common / (self._sums[place] + self._sums - common)
        return shares
