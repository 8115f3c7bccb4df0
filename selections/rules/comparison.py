"""What of several cases stands side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from replications.rules.indicators import Indicator, indicator_key

Measured = TypeVar("Measured", bound=Indicator)

FEWEST, MOST = 2, 4
"""How many cases can be compared."""


@dataclass(frozen=True)
class SideBySide(Generic[Measured]):
    """What each case measured on one indicator (``key``): none, one or, in several places, more."""

    key: tuple[str, str]
    indicator: str
    of_cases: list[list[Measured]]

    @property
    def cases(self) -> int:
        """Return how many cases measured it."""
        return sum(bool(measured) for measured in self.of_cases)


def side_by_side(outcomes: Sequence[Sequence[Measured]]) -> list[SideBySide[Measured]]:
    """Return the outcomes of the cases by indicator and unit of measurement.

    What most cases measured comes first, then the order of the first case that has it.
    """
    first = {indicator_key(one): one for of_case in reversed(outcomes) for one in reversed(of_case)}
    order = dict.fromkeys(indicator_key(one) for of_case in outcomes for one in of_case)
    found = [
        SideBySide(key, first[key].indicator, [[one for one in some if indicator_key(one) == key] for some in outcomes])
        for key in order
    ]
    return sorted(found, key=lambda one: -one.cases)
