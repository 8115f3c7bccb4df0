"""What the panel looks at. Each says how many SQL queries it makes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from common.models import User
from selections.choices import SeatRole
from selections.entries.conflicts import PLACES
from selections.judging.stage_sheets import SheetContent, StageSheets, stage_sheets
from selections.models import CutRanking, Entry, Freeze, Move, PanelNote, Review, Seat, SelectionRound, Vote
from selections.panel.tie_words import tie_words
from selections.rules.certainty import Standing
from selections.rules.rulebook import Cut, Rulebook
from selections.rules.shortlist import listed
from selections.rules.shortlist_json import read_ranked


@dataclass(frozen=True)
class Row:
    """An entry of the ranking as the panel sees it."""

    entry: Entry
    place: int | None
    score: Decimal | None
    stages: Sequence[tuple[str, Mapping[str, Any]]]
    behind_by: str
    probability: float | None
    standing: str | None
    on_list: bool
    moved: Move | None
    votes_for: int
    votes_against: int

    @property
    def percent(self) -> int | None:
        """Return the probability in per cent."""
        return None if self.probability is None else round(self.probability * 100)


@dataclass(frozen=True)
class Narrowed:
    """Which rows of a ranking are wanted: of a group, or only those to discuss."""

    group: str = ""
    to_discuss: bool = False

    def takes(self, row: Mapping[str, Any]) -> bool:
        """Say whether a row is wanted."""
        wanted = not self.group or row["group"] == self.group
        return wanted and (not self.to_discuss or row["standing"] == Standing.DISCUSS)


def ranking_of(selection_round: SelectionRound, cut: Cut) -> CutRanking | None:
    """Return the standings that were handed to the panel for a cut: one query."""
    return CutRanking.objects.filter(round=selection_round, cut=cut.code).first()


def listed_by_place(selection_round: SelectionRound, cut: Cut) -> list[int]:
    """Return the numbers of the entries that are on a list by their places alone: one query."""
    ranking = CutRanking.objects.get(round=selection_round, cut=cut.code)
    return listed(cut, [read_ranked(row) for row in ranking.rows], {})


def moves_of(selection_round: SelectionRound, cut: Cut) -> dict[int, Move]:
    """Return the moves that hold, by the number of the entry: one query."""
    held = Move.objects.filter(entry__round=selection_round, cut=cut.code, taken_back_at=None)
    return {one.entry.number: one for one in held.select_related("entry", "seat__user")}


def rows_of(selection_round: SelectionRound, cut: Cut, ranking: CutRanking, rows: Collection[Any]) -> list[Row]:
    """Return rows of a ranking with their entries, votes and moves: three queries."""
    moves = moves_of(selection_round, cut)
    onto = {number: one.onto for number, one in moves.items()}
    on_list = set(listed(cut, [read_ranked(row) for row in ranking.rows], onto))
    numbers = [row["number"] for row in rows]
    entries = Entry.objects.filter(round=selection_round, number__in=numbers).defer("record", "answers")
    by_number = {one.number: one for one in entries.select_related("unit__agency", "case")}
    said = Vote.objects.filter(entry__round=selection_round, entry__number__in=numbers, cut=cut.code)
    votes = Counter(said.values_list("entry__number", "for_it"))
    rulebook = selection_round.rulebook
    names = {one.code: one.name for one in rulebook.stages}
    return [
        Row(
            entry=by_number[row["number"]],
            place=row["place"],
            score=None if row["score"] is None else Decimal(row["score"]),
            stages=[(names.get(code, code), told) for code, told in row["stages"].items()],
            behind_by=tie_words(row["behind_by"], rulebook),
            probability=row["probability"],
            standing=row["standing"],
            on_list=row["number"] in on_list,
            moved=moves.get(row["number"]),
            votes_for=votes[row["number"], True],
            votes_against=votes[row["number"], False],
        )
        for row in rows
    ]


def sheets_of_entry(entry: Entry, rulebook: Rulebook, cut: Cut) -> list[tuple[str, StageSheets]]:
    """Return the names of the stages that count for a cut with the score sheets of an entry: one query."""
    handed_in = Review.objects.filter(assignment__entry=entry, assignment__ended_at=None).exclude(handed_in_at=None)
    by_stage: defaultdict[str, list[SheetContent]] = defaultdict(list)
    for review in handed_in.select_related("assignment").order_by("assignment__seat_id"):
        by_stage[review.assignment.stage].append(SheetContent(review.points, review.comments))
    return [
        (stage.name, stage_sheets(rulebook.criteria_of(stage.code), by_stage[stage.code]))
        for stage in rulebook.stages
        if stage.code in cut.weights
    ]


def entries_at_the_table(selection_round: SelectionRound) -> QuerySet[Entry]:
    """Return the entries of a round with their cases and where they come from: one query when read."""
    return Entry.objects.filter(round=selection_round).select_related(*PLACES, "case")


def vote_of(user: User, entry: Entry, cut: Cut) -> Vote | None:
    """Return how the person voted on an entry: one query."""
    return Vote.objects.filter(entry=entry, cut=cut.code, seat__user=user).first()


def panellists(selection_round: SelectionRound) -> QuerySet[Seat]:
    """Return who sits in the panel of a round: one query when read."""
    return Seat.objects.filter(round=selection_round, role=SeatRole.PANEL, ended_at=None).select_related("user")


def latest_freeze(selection_round: SelectionRound, cut: Cut) -> Freeze | None:
    """Return the list of a cut that was frozen last, without what is in it: one query."""
    return Freeze.objects.filter(round=selection_round, cut=cut.code).defer("payload").last()


def discussion_of(entry: Entry, cut: Cut) -> list[PanelNote]:
    """Return what was said of an entry: one query."""
    return list(PanelNote.objects.filter(entry=entry, cut=cut.code).select_related("seat__user"))
