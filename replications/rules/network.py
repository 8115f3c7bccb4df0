"""What many replications come to, without telling what is between two units."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Final, NamedTuple

from replications.rules.steps import PUBLIC, State

FUNNEL: Final = (State.INTEREST, State.ACCEPTED, State.AGREED, State.IMPLEMENTING, State.ACHIEVED)
"""The states that lead from interest to results, in their order."""

FEWEST: Final = 5
"""Of fewer, nothing is told that is not public one by one."""


class CountedReplication(NamedTuple):
    """A replication as it is counted.

    ``days`` are those from the first interest to each later state of FUNNEL; None where it was
    not reached. ``province`` is that of the unit that copies, empty where it is not known.
    """

    case: int
    source: int
    unit: int
    province: str
    sectors: Sequence[str]
    state: str
    days: tuple[float | None, ...]
    obstacles: Sequence[str]

    @property
    def achieved(self) -> bool:
        """Say whether the copier has told results."""
        return self.days[-1] is not None


@dataclass(frozen=True)
class FunnelStep:
    """How many replications reached a state: so many, or where not ``exact`` at least so many.

    ``days`` is the median time since the state before; None where too few tell.
    """

    state: State
    count: int
    exact: bool
    days: float | None


class Spread(NamedTuple):
    """How far something has spread: a case, all cases of a unit, or all that a province copies.

    ``key`` says which; ``units`` copy ``cases`` of it in so many ``replications``. ``named`` further
    units have a case of their own that names it as what it copies, and agreed on nothing here.
    """

    key: Any
    units: int
    cases: int
    replications: int
    achieved: int
    named: int = 0


def rounded_down(count: int) -> int:
    """Return the next multiple of five below: so many replications are told that are not public.

    None and four look alike, and one more is not seen, so nobody can tell that a single
    unit asked or was refused.

    >>> rounded_down(4), rounded_down(13)
    (0, 10)
    """
    return count // FEWEST * FEWEST


def funnel(copies: Sequence[CountedReplication]) -> list[FunnelStep]:
    """Return the steps from interest to results, of replications in every state.

    What is public counts in full, the others rounded down.
    """
    reached: list[list[float | None]] = [[0.0] * len(copies)]
    reached += ([copy.days[at] for copy in copies] for at in range(len(FUNNEL) - 1))
    counts = [sum(days is not None for days in column) for column in reached]
    agreed = counts[FUNNEL.index(State.AGREED)]
    steps = [FunnelStep(FUNNEL[0], agreed + rounded_down(counts[0] - agreed), exact=False, days=None)]
    for at, state in enumerate(FUNNEL[1:], start=1):
        exact = state in PUBLIC
        shown = counts[at] if exact else agreed + rounded_down(counts[at] - agreed)
        steps.append(FunnelStep(state, shown, exact, _median_between(reached[at - 1], reached[at])))
    return steps


def _median_between(first: Sequence[float | None], last: Sequence[float | None]) -> float | None:
    """Return the median of the days between; None of too few.

    A date without an hour may lie before the moment that it follows: no time has passed.
    """
    ways = [max(b - a, 0) for a, b in zip(first, last, strict=True) if a is not None and b is not None]
    return median(ways) if len(ways) >= FEWEST else None


def by_case(copies: Sequence[CountedReplication], named: Iterable[tuple[int, int]] = ()) -> list[Spread]:
    """Return how far each case has spread, the most widely copied first.

    ``named`` are cases with the units whose own case names them; who also copies here counts there alone.
    """
    spread = {one.key: one for one in _spread((copy.case, copy) for copy in copies)}
    only_named = Counter(case for case, _unit in set(named) - {(copy.case, copy.unit) for copy in copies})
    for case, units in only_named.items():
        spread[case] = spread.get(case, Spread(case, 0, 0, 0, 0))._replace(named=units)
    return sorted(spread.values(), key=lambda one: (-one.units - one.named, -one.achieved, one.key))


def by_source(copies: Iterable[CountedReplication]) -> list[Spread]:
    """Return how many others each unit has reached, the one with the most first."""
    return _spread((copy.source, copy) for copy in copies)


def by_province(copies: Iterable[CountedReplication]) -> list[Spread]:
    """Return what the units of each province copy, the province with the most units first."""
    return _spread((copy.province, copy) for copy in copies)


def _spread(keyed: Iterable[tuple[Any, CountedReplication]]) -> list[Spread]:
    groups: defaultdict[Any, list[CountedReplication]] = defaultdict(list)
    for key, copy in keyed:
        groups[key].append(copy)
    found = [
        Spread(
            key,
            units=len({copy.unit for copy in group}),
            cases=len({copy.case for copy in group}),
            replications=len(group),
            achieved=sum(copy.achieved for copy in group),
        )
        for key, group in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.units, -one.achieved, one.key))


def by_sector_and_province(copies: Iterable[CountedReplication]) -> Counter[tuple[str, str]]:
    """Return how many replications there are of each sector in each province, where both are known."""
    return Counter((sector, copy.province) for copy in copies if copy.province for sector in copy.sectors)


def obstacles_named(copies: Iterable[CountedReplication]) -> list[tuple[str, int]]:
    """Return how many replications name each obstacle, the most named first."""
    named = Counter(code for copy in copies for code in copy.obstacles)
    return sorted(named.items(), key=lambda item: (-item[1], item[0]))
