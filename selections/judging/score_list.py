"""The list of what a person scores."""

from collections.abc import Iterable
from dataclasses import dataclass

from selections.judging.blinding import title_of
from selections.models import Assignment
from selections.rules.rulebook import Rulebook, Stage


@dataclass(frozen=True)
class ScoreRow:
    """An entry to score, with how far its sheet is."""

    assignment: Assignment
    stage: Stage
    title: str
    given: int
    asked: int
    handed_in: bool


def score_rows(assignments: Iterable[Assignment]) -> list[ScoreRow]:
    """Return the rows of assignments that were read with whose they are: no query."""
    rulebooks: dict[int, Rulebook] = {}
    rows = []
    for one in assignments:
        rulebook = rulebooks.setdefault(one.entry.round_id, one.entry.round.rulebook)
        stage = rulebook.stage(one.stage)
        review = getattr(one, "review", None)
        rows.append(
            ScoreRow(
                assignment=one,
                stage=stage,
                title=title_of(one.entry, blind=bool(stage.blind)),
                given=len(review.points) if review else 0,
                asked=len(rulebook.criteria_of(one.stage)),
                handed_in=review is not None and review.handed_in_at is not None,
            )
        )
    return rows
