"""How many entries came how far, in all and by what they are about."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from selections.rules.entries import COUNTED, EntryState


class Step(StrEnum):
    """How far an entry can have come before the lists."""

    STARTED = "started"
    PROPOSED = "proposed"
    SUBMITTED = "submitted"
    ADMITTED = "admitted"


_STATES: Mapping[Step, Collection[EntryState]] = {
    Step.STARTED: frozenset(EntryState),
    Step.PROPOSED: COUNTED | {EntryState.PROPOSED},
    Step.SUBMITTED: COUNTED,
    Step.ADMITTED: frozenset({EntryState.ADMITTED}),
}


@dataclass(frozen=True)
class CountedEntry:
    """An entry as it is counted; ``keys`` by dimension (an entry may have several), ``lists`` on which it is."""

    state: EntryState
    keys: Mapping[str, Collection[str]]
    lists: Collection[str]


@dataclass(frozen=True)
class Funnel:
    """Counts by step and by list, in the order of the way; what lacks is 0."""

    counts: Mapping[str, int]

    def of(self, stage: str) -> int:
        """Return the count of a step or of a list (by its code)."""
        return self.counts.get(stage, 0)


def funnel(entries: Iterable[CountedEntry]) -> Funnel:
    """Return how many came how far.

    What counts is the state in which an entry is now: one that was withdrawn has been started and no
    more, one that a local admin sent back counts again once it is proposed again.
    """
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(step for step, states in _STATES.items() if entry.state in states)
        counts.update(entry.lists)
    return Funnel(counts)


def funnels_by(dimension: str, entries: Collection[CountedEntry]) -> dict[str, Funnel]:
    """Return a funnel for each key of a dimension, those with the most entries first; "" is not known."""
    parts: dict[str, list[CountedEntry]] = {}
    for entry in entries:
        for key in entry.keys[dimension] or ("",):
            parts.setdefault(key, []).append(entry)
    order = sorted(parts, key=lambda key: (key == "", -len(parts[key]), key))
    return {key: funnel(parts[key]) for key in order}
