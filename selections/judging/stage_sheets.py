"""What an entry was given at a stage, in one shape for the panel and for the unit's feedback."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from selections.rules.figures import rounded
from selections.rules.rulebook import Criterion


class SheetContent(NamedTuple):
    """What one evaluator wrote on a sheet, by the codes of the criteria."""

    points: Mapping[str, str]
    comments: Mapping[str, str]


@dataclass(frozen=True)
class Given:
    """What one evaluator gave for a criterion and said about it; None and blank where nothing."""

    points: Decimal | None
    comment: str


@dataclass(frozen=True)
class CriterionLine:
    """What evaluators gave for a criterion, each at his or her place."""

    criterion: Criterion
    given: Sequence[Given]

    @property
    def mean(self) -> Decimal | None:
        """Return the mean of what was given."""
        points = [Fraction(one.points) for one in self.given if one.points is not None]
        return rounded(sum(points, Fraction(0)) / len(points)) if points else None


@dataclass(frozen=True)
class StageSheets:
    """The score sheets of an entry at a stage. Evaluators are numbered: nobody needs to know who they are."""

    evaluators: range
    lines: Sequence[CriterionLine]

    @property
    def commented(self) -> bool:
        """Say whether anything was said."""
        return any(given.comment for line in self.lines for given in line.given)


def stage_sheets(criteria: Sequence[Criterion], sheets: Sequence[SheetContent]) -> StageSheets:
    """Return sheets by criterion, the evaluators in the order of the sheets."""
    lines = [CriterionLine(one, [_given(one.code, sheet) for sheet in sheets]) for one in criteria]
    return StageSheets(range(1, len(sheets) + 1), lines)


def _given(code: str, sheet: SheetContent) -> Given:
    points = sheet.points.get(code)
    return Given(None if points is None else Decimal(points), sheet.comments.get(code, ""))
