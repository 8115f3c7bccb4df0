"""What a round tells the unit of an entry once a list is published: its scores and comments, and no names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from selections.judging.stage_sheets import SheetContent, StageSheets, stage_sheets
from selections.models import Entry, Review
from selections.results.published import PublishedList, freezes_of, latest_of_cuts, published_list
from selections.rules.rulebook import Official, Stage


@dataclass(frozen=True)
class StageFeedback:
    """A stage as it was frozen: the score that counts, what evaluators gave, and what they said."""

    name: str
    official: Official
    score: Decimal | None
    sheets: StageSheets


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
    frozen = [one for one in mine["sheets"] if one["stage"] == stage.code]
    frozen.sort(key=lambda sheet: sheet["evaluator"])
    sheets = [SheetContent(one["points"], comments.get((stage.code, one["evaluator"]), {})) for one in frozen]
    official = stage.official or Official.RAW
    result = mine["ranking"]["stages"].get(stage.code)
    return StageFeedback(
        name=stage.name,
        official=official,
        score=_figure(result[official]) if result else None,
        sheets=stage_sheets(published.rulebook.criteria_of(stage.code), sheets),
    )


def _comments(entry: Entry) -> dict[tuple[str, int], dict[str, str]]:
    """Return what was said of an entry by stage and seat: one query."""
    reviews = Review.objects.filter(assignment__entry=entry, assignment__ended_at=None).exclude(handed_in_at=None)
    return {
        (stage, seat): said
        for stage, seat, said in reviews.values_list("assignment__stage", "assignment__seat", "comments")
    }


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
