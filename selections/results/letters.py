"""What a round tells the unit of an entry once a list is published: its scores and comments, and no names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from selections.models import Entry, Review
from selections.results.published import PublishedList, freezes_of, latest_of_cuts, published_list
from selections.rules.figures import rounded
from selections.rules.rulebook import Criterion, Official, Stage


@dataclass(frozen=True)
class CriterionLine:
    """What evaluators gave for a criterion, each at his or her place; None where one gave nothing."""

    criterion: Criterion
    mean: Decimal | None
    points: Sequence[Decimal | None]


@dataclass(frozen=True)
class Comment:
    """What «Evaluator 1» said about a criterion."""

    evaluator: int
    criterion: str
    text: str


@dataclass(frozen=True)
class StageFeedback:
    """A stage as it was frozen: the score that counts, its criteria, and what was said."""

    name: str
    official: Official
    score: Decimal | None
    evaluators: int
    lines: Sequence[CriterionLine]
    comments: Sequence[Comment]

    @property
    def numbers(self) -> range:
        """Return the numbers that stand for the evaluators."""
        return range(1, self.evaluators + 1)


@dataclass(frozen=True)
class ListFeedback:
    """Where the entry came for a list: its place among ``of`` of its group, and whether it is on it."""

    name: str
    on_list: bool
    place: int | None
    of: int
    score: Decimal | None
    decision: str


@dataclass(frozen=True)
class FeedbackLetter:
    """All that a unit is told of its entry."""

    entry: Entry
    group: str
    lists: Sequence[ListFeedback]
    stages: Sequence[StageFeedback]


def feedback_letter(entry: Entry) -> FeedbackLetter | None:
    """Return the letter of an entry; None before a list that it was judged for is published.

    Scores are those that were frozen, so that the letter says what the list proves. Two queries, and
    one for each list that was not read yet.
    """
    lists = [published_list(one) for one in reversed(latest_of_cuts(freezes_of(entry.round)))]
    told = [(one, mine) for one in lists if (mine := one.of_entry(entry.number)) is not None]
    if not told:
        return None
    comments = _comments(entry)
    stages: dict[str, StageFeedback] = {}
    for one, mine in told:
        for stage in one.rulebook.stages_before(one.cut.code):
            stages[stage.code] = _stage(one, stage, mine, comments)
    group = told[-1][0].rulebook.group(entry.group).name
    return FeedbackLetter(entry, group, [_list(one, mine) for one, mine in told], list(stages.values()))


def _list(published: PublishedList, mine: Mapping[str, Any]) -> ListFeedback:
    ranking, move = mine["ranking"], mine["move"]
    return ListFeedback(
        name=published.cut.name,
        on_list=ranking["number"] in published.numbers,
        place=ranking["place"],
        of=published.judged_in[ranking["group"]],
        score=_figure(ranking["score"]),
        decision=move["reason"] if move else "",
    )


def _stage(
    published: PublishedList,
    stage: Stage,
    mine: Mapping[str, Any],
    comments: Mapping[tuple[str, int], Mapping[str, str]],
) -> StageFeedback:
    sheets = [one for one in mine["sheets"] if one["stage"] == stage.code]
    sheets.sort(key=lambda sheet: sheet["evaluator"])
    criteria = published.rulebook.criteria_of(stage.code)
    official = stage.official or Official.RAW
    result = mine["ranking"]["stages"].get(stage.code)
    return StageFeedback(
        name=stage.name,
        official=official,
        score=_figure(result[official]) if result else None,
        evaluators=len(sheets),
        lines=[_line(criterion, [sheet["points"] for sheet in sheets]) for criterion in criteria],
        comments=[
            Comment(at, criterion.name, text)
            for criterion in criteria
            for at, sheet in enumerate(sheets, 1)
            for text in [comments.get((stage.code, sheet["evaluator"]), {}).get(criterion.code, "")]
            if text
        ],
    )


def _line(criterion: Criterion, sheets: Sequence[Mapping[str, str]]) -> CriterionLine:
    points = [_figure(sheet.get(criterion.code)) for sheet in sheets]
    given = [Fraction(one) for one in points if one is not None]
    mean = rounded(sum(given, Fraction(0)) / len(given)) if given else None
    return CriterionLine(criterion, mean, points)


def _comments(entry: Entry) -> dict[tuple[str, int], dict[str, str]]:
    """Return what was said of an entry by stage and seat: one query."""
    reviews = Review.objects.filter(assignment__entry=entry, assignment__ended_at=None).exclude(handed_in_at=None)
    return {
        (stage, seat): said
        for stage, seat, said in reviews.values_list("assignment__stage", "assignment__seat", "comments")
    }


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
