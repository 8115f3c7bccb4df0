"""What copying a case teaches, summed up over the units that tried it.

Only what was told counts: a unit of which something is not known is in no sum, and is counted as not known.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Protocol

from innovations.rules import PERCENT_UNITS, OutcomeFigures, improvement
from replications.rules.indicators import Indicator, indicator_key
from replications.rules.steps import State

Key = tuple[str, str]


class Measured(OutcomeFigures, Indicator, Protocol):
    """A figure with what it measures."""


@dataclass(frozen=True)
class Attempt:
    """One try of a unit. ``begun`` is None where nobody told whether it was implemented."""

    unit: int
    begun: bool | None
    stopped: bool
    results: Sequence[Measured] = ()
    obstacles: Sequence[str] = ()


@dataclass(frozen=True)
class Effect:
    """By how much an indicator of the source became better there, and at the units that copied, in the middle.

    In per cent, or in points where the figures are percentages. ``copiers`` is the median over ``known``
    units, each with the median of its own figures; of ``unknown`` others that measured it, the change
    is not known. None is not known.
    """

    indicator: str
    in_points: bool
    source: Decimal | None
    copiers: Decimal | None
    known: int
    unknown: int


@dataclass(frozen=True)
class Lessons:
    """How many units tried, how far they came, what changed, and what stood in the way, most named first.

    A unit that tried several times counts once. ``begun_unknown`` are those of which it is not
    known whether they implemented it; ``obstacles`` counts the units that named each.
    """

    tried: int
    begun: int
    begun_unknown: int
    with_results: int
    stopped: int
    effects: list[Effect]
    obstacles: list[tuple[str, int]]


def begun(state: State | None, stage: str, *, started: bool, has_results: bool) -> bool | None:
    """Say whether a copy came to be implemented: of a replication by its state, of a case alone by its stage.

    A case that tells a result was implemented, whatever its stage; one that tells neither is not known.
    """
    if state is not None:
        return started
    if has_results:
        return True
    return {"initiative": False, "trial": True, "implementation": True}.get(stage)


def lessons(source: Iterable[Measured], attempts: Sequence[Attempt]) -> Lessons:
    """Sum up the attempts to copy a case with these outcomes."""
    of_unit: defaultdict[int, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        of_unit[attempt.unit].append(attempt)
    began = [_any(attempt.begun for attempt in some) for some in of_unit.values()]
    named = Counter(code for some in of_unit.values() for code in {code for one in some for code in one.obstacles})
    return Lessons(
        tried=len(of_unit),
        begun=began.count(True),
        begun_unknown=began.count(None),
        with_results=sum(any(_told(one) for one in some) for some in of_unit.values()),
        stopped=sum(all(one.stopped for one in some) for some in of_unit.values()),
        effects=_effects(source, of_unit),
        obstacles=sorted(named.items(), key=lambda pair: (-pair[1], pair[0])),
    )


def effect_at_copiers(source: Iterable[Measured], attempts: Iterable[Attempt]) -> Decimal | None:
    """Return by how many per cent copying made better what the source improved, in the middle of the units.

    Each unit counts with the median of what it measured on the source's indicators; None where
    no unit measured one of them before and after.
    """
    keys = {indicator_key(one) for one in source}
    known: defaultdict[int, list[Decimal]] = defaultdict(list)
    for attempt in attempts:
        for result in attempt.results:
            change = improvement(result)
            if change is not None and indicator_key(result) in keys:
                known[attempt.unit].append(change)
    return _median(median(changes) for changes in known.values())


def _any(values: Iterable[bool | None]) -> bool | None:
    """Return True where one is, None where one may be."""
    found = set(values)
    return True if True in found else None if None in found else False


def _told(attempt: Attempt) -> bool:
    return any(result.value is not None for result in attempt.results)


def _effects(source: Iterable[Measured], of_unit: Mapping[int, Iterable[Attempt]]) -> list[Effect]:
    """Return the effect on each indicator of the source that a unit measured too, in the source's order."""
    at_source: defaultdict[Key, list[Measured]] = defaultdict(list)
    for outcome in source:
        at_source[indicator_key(outcome)].append(outcome)
    at_copiers: defaultdict[Key, defaultdict[int, list[Decimal | None]]] = defaultdict(lambda: defaultdict(list))
    for unit, attempts in of_unit.items():
        for result in (one for attempt in attempts for one in attempt.results):
            at_copiers[indicator_key(result)][unit].append(improvement(result))
    return [
        _effect(outcomes, list(at_copiers[key].values())) for key, outcomes in at_source.items() if key in at_copiers
    ]


def _effect(outcomes: Sequence[Measured], of_units: Sequence[Sequence[Decimal | None]]) -> Effect:
    changes = [_median(of_unit) for of_unit in of_units]
    known = [change for change in changes if change is not None]
    return Effect(
        indicator=outcomes[0].indicator,
        in_points=outcomes[0].unit.strip().casefold() in PERCENT_UNITS,
        source=_median(improvement(outcome) for outcome in outcomes),
        copiers=_median(known),
        known=len(known),
        unknown=len(changes) - len(known),
    )


def _median(changes: Iterable[Decimal | None]) -> Decimal | None:
    """Return the middle of what is known; None where nothing is."""
    known = [change for change in changes if change is not None]
    return median(known) if known else None
