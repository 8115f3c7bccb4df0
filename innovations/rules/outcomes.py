"""What an outcome's figures say: how far it moved, whether that is better, how strong it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Protocol, TypeVar

PERCENT_UNITS = frozenset({"%", "persen", "percent", "prosen"})
EVIDENCE_STRENGTH = {"": 0, "self_reported": 1, "internal": 2, "external": 3}
TO_NOTHING = Decimal("Infinity")
NO_RATIO = Decimal(1)


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


def _overlapping(outcome: OutcomeFigures) -> bool:
    """Say whether a range before or after takes in what it is compared with.

    From 5–7 to 6–8 minutes may be no change at all, so nothing is claimed of it.
    Two plain figures never overlap: equal ones are a change of zero.
    """
    if outcome.baseline is None or outcome.value is None:
        return False
    before_end = outcome.baseline if outcome.baseline_max is None else outcome.baseline_max
    after_end = outcome.value if outcome.value_max is None else outcome.value_max
    if before_end == outcome.baseline and after_end == outcome.value:
        return False
    return outcome.baseline <= after_end and outcome.value <= before_end


def outcome_change(outcome: OutcomeFigures) -> Change | None:
    """Return the change from before to after; None where it is unknown or cannot be claimed.

    Relative change as in statistics generally: (after − before) ÷ before × 100.
    It has no meaning from zero or below, and there the plain difference is given.
    A range counts with its middle; ranges that overlap claim nothing. Between
    two percentages the difference is in percentage points: from 80 to 94.53 per
    cent is up 14.53 points, while «up 18 %» would be true of the ratio and
    misread by everyone.
    """
    before = middle(outcome.baseline, outcome.baseline_max)
    after = middle(outcome.value, outcome.value_max)
    return None if _overlapping(outcome) else _change(before, after, outcome.unit)


def _change(before: Decimal | None, after: Decimal | None, unit: str) -> Change | None:
    if before is None or after is None:
        return None
    if unit.strip().casefold() in PERCENT_UNITS:
        return Change("points", after - before)
    if before <= 0:
        return Change("difference", after - before)
    return Change("percent", (after - before) / before * 100)


def improvement(outcome: OutcomeFigures) -> Decimal | None:
    """Return by how many per cent an outcome became better, at the least; below zero where it became worse.

    The change of ``outcome_change``, signed so that better is more: between two
    percentages it is in points, which never says more than per cent would. A range
    counts with the end that shows the least, as «at least so much» is asked for;
    an approximate figure counts as it stands. None, which is not zero, where there is
    no figure to compare with or it was zero, where ranges overlap, and where nobody
    said which way is better.
    """
    if not outcome.better or _overlapping(outcome):
        return None
    before, after = outcome.baseline, outcome.value
    if outcome.better == "lower" and outcome.value_max is not None:
        after = outcome.value_max
    if outcome.better == "higher" and outcome.baseline_max is not None:
        before = outcome.baseline_max
    change = _change(before, after, outcome.unit)
    if change is None or change.kind == "difference":
        return None
    return -change.amount if outcome.better == "lower" else change.amount


def improved(outcome: OutcomeFigures) -> bool | None:
    """Say whether the change is for the better; None where that cannot be said."""
    change = outcome_change(outcome)
    if change is None or not outcome.better or change.amount == 0:
        return None
    return (change.amount < 0) == (outcome.better == "lower")


def strength(outcome: OutcomeFigures) -> tuple[int, int, Decimal]:
    """Return by what outcomes are compared: what they show, then the evidence, then how many times better.

    What they show, weakest first: nothing measured afterwards, a change for the
    worse, no change, a figure without one to compare it with, an improvement.
    """
    better = improved(outcome)
    if outcome.value is None:
        shown = 0
    elif better is False:
        shown = 1
    elif outcome_change(outcome) is not None:
        shown = 4 if better else 2
    else:
        shown = 3
    return shown, EVIDENCE_STRENGTH.get(outcome.evidence, 0), _times(outcome) if better else Decimal(0)


def strongest_first(outcomes: Sequence[Measured]) -> list[Measured]:
    """Return the outcomes, best proven first; among equals the editor's order stays."""
    return sorted(outcomes, key=strength, reverse=True)


def _times(outcome: OutcomeFigures) -> Decimal:
    """Return how many times larger or smaller: halving and doubling weigh the same.

    What fell to nothing fell as far as it can. A rise from nothing has no ratio
    at all, however small or large it is, and so leads over no other improvement.
    """
    before = middle(outcome.baseline, outcome.baseline_max)
    after = middle(outcome.value, outcome.value_max)
    if before is None or after is None or before <= 0 or after < 0:
        return NO_RATIO
    if after == 0:
        return TO_NOTHING
    return max(before / after, after / before)
