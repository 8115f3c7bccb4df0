"""What lacks on a score sheet before it can be handed in, and what can't even be kept."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from selections.rules.rulebook import Criterion


class Flaw(StrEnum):
    """What is wrong with one criterion of a sheet."""

    POINTS = "points"  # none are given
    SCALE = "scale"  # they are off the scale
    COMMENT = "comment"  # nothing is said


class Flawed(NamedTuple):
    """A criterion with what is wrong with it."""

    criterion: Criterion
    flaw: Flaw


def off_scale(criteria: Sequence[Criterion], points: Mapping[str, Decimal]) -> list[Flawed]:
    """Return the criteria whose points are off the scale."""
    return [
        Flawed(one, Flaw.SCALE)
        for one in criteria
        if one.code in points and not (one.least or 0) <= points[one.code] <= (one.most or 0)
    ]


def lacking(criteria: Sequence[Criterion], points: Mapping[str, Decimal], comments: Mapping[str, str]) -> list[Flawed]:
    """Return what stands in the way of handing a sheet in: every criterion has points on the scale and a comment."""
    found = off_scale(criteria, points)
    for one in criteria:
        if one.code not in points:
            found.append(Flawed(one, Flaw.POINTS))
        if not comments.get(one.code, "").strip():
            found.append(Flawed(one, Flaw.COMMENT))
    return sorted(found, key=lambda flawed: criteria.index(flawed.criterion))
