"""What follows from a case's figures. Pure: no database, no request, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol, TypeVar

PERCENT_UNITS = frozenset({"%", "persen", "percent", "prosen"})
EVIDENCE_STRENGTH = {"": 0, "self_reported": 1, "internal": 2, "external": 3}
COST_BANDS = (
    ("under_10m", 10_000_000),
    ("10m_100m", 100_000_000),
    ("100m_1b", 1_000_000_000),
    ("over_1b", None),
)


class OutcomeFigures(Protocol):
    """What the rules need of an outcome; null is unknown."""

    unit: str
    better: str
    baseline: Decimal | None
    baseline_max: Decimal | None
    value: Decimal | None
    value_max: Decimal | None
    evidence: str


Measured = TypeVar("Measured", bound=OutcomeFigures)


@dataclass(frozen=True)
class Change:
    """How far a figure moved, with its sign.

    ``percent`` is relative to the figure before; ``points`` are percentage
    points, between two percentages; ``difference`` is in the outcome's own unit,
    where a percentage has no meaning because the figure before was zero or less.
    """

    kind: Literal["percent", "points", "difference"]
    amount: Decimal


def middle(value: Decimal | None, upper: Decimal | None) -> Decimal | None:
    """Return the figure that stands for a range in a calculation: its middle."""
    if value is None or upper is None:
        return value
    return (value + upper) / 2


def outcome_change(outcome: OutcomeFigures) -> Change | None:
    """Return the change from before to after; None where either is unknown.

    A range counts with its middle. From 80 to 94.53 per cent is up 14.53
    points: «up 18 %» would be true of the ratio and misread by everyone.
    """
    before = middle(outcome.baseline, outcome.baseline_max)
    after = middle(outcome.value, outcome.value_max)
    if before is None or after is None:
        return None
    if outcome.unit.strip().casefold() in PERCENT_UNITS:
        return Change("points", after - before)
    if before <= 0:
        return Change("difference", after - before)
    return Change("percent", (after - before) / before * 100)


def improved(outcome: OutcomeFigures) -> bool | None:
    """Say whether the change is for the better; None where that cannot be said."""
    change = outcome_change(outcome)
    if change is None or not outcome.better or change.amount == 0:
        return None
    return (change.amount < 0) == (outcome.better == "lower")


def strength(outcome: OutcomeFigures) -> tuple[int, int, int]:
    """Return by what outcomes are compared: measured before and after, for the better, evidence."""
    change = outcome_change(outcome)
    return (
        0 if outcome.value is None else 1 if change is None else 2,
        1 if improved(outcome) else 0,
        EVIDENCE_STRENGTH.get(outcome.evidence, 0),
    )


def strongest_first(outcomes: Sequence[Measured]) -> list[Measured]:
    """Return the outcomes, best proven first; among equals the editor's order stays."""
    return sorted(outcomes, key=strength, reverse=True)


def cost_band(setup_idr: int | None, yearly_idr: int | None) -> str | None:
    """Return the code of the band of what the first year costs; None where nothing is known."""
    if setup_idr is None and yearly_idr is None:
        return None
    total = (setup_idr or 0) + (yearly_idr or 0)
    return next(code for code, limit in COST_BANDS if limit is None or total < limit)
