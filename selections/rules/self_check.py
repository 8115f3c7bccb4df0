"""Points of a self-check by the indicators of an innovation index, and what it still lacks.

The index sums weight × level, and counts what is not filled as zero (``iga`` of ``instruments.json``).
Its predicates are for a whole region: of a case they say nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

LEVELS: Final = 3


@dataclass(frozen=True)
class Basis:
    """One way to measure an indicator, with levels of its own."""

    code: str
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Indicator:
    """One indicator. ``mandatory`` is None where it is not known; ``options`` are what the levels count."""

    number: int
    name: str
    weight: int
    levels: tuple[str, ...]
    mandatory: bool | None
    bases: tuple[Basis, ...] = ()
    options: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True)
class SelfCheck:
    """The points, how many indicators are filled, and those that lack: mandatory ones first."""

    points: int
    filled: int
    lacking: list[Indicator]

    @property
    def lacks_mandatory(self) -> bool:
        """Say whether an indicator without which the index is not counted lacks."""
        return any(one.mandatory for one in self.lacking)


def mandatory_first(indicators: Sequence[Indicator]) -> list[Indicator]:
    """Return the indicators in their order, those that must be filled before the others."""
    return sorted(indicators, key=lambda one: not one.mandatory)


def choices(indicator: Indicator) -> list[tuple[str, str]]:
    """Return what can be chosen: the level («2»), where there are several bases with the basis before it («b2»)."""
    if not indicator.bases:
        return [(str(level), text) for level, text in enumerate(indicator.levels, 1)]
    return [
        (f"{basis.code}{level}", f"{basis.name}: {text}")
        for basis in indicator.bases
        for level, text in enumerate(basis.levels, 1)
    ]


def points(indicator: Indicator, choice: str) -> int:
    """Return weight × level; zero where nothing is chosen, or what is not on offer."""
    return indicator.weight * int(choice[-1]) if choice in dict(choices(indicator)) else 0


def most_points(indicators: Sequence[Indicator]) -> int:
    """Return the points of a case with the highest level everywhere."""
    return sum(one.weight * LEVELS for one in indicators)


def self_check(indicators: Sequence[Indicator], chosen: Mapping[int, str]) -> SelfCheck:
    """Sum up what was chosen, by the number of the indicator."""
    earned = {one.number: points(one, chosen.get(one.number, "")) for one in indicators}
    lacking = [one for one in mandatory_first(indicators) if not earned[one.number]]
    return SelfCheck(sum(earned.values()), len(indicators) - len(lacking), lacking)


def level_from(least: Sequence[int], count: float) -> int:
    """Return the highest level of which ``count`` reaches the least; zero below the first."""
    return sum(count >= one for one in least)
