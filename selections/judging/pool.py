"""Who could judge what at a stage, from the database to what the rules need. Entries go by their numbers.

Each function says how many SQL queries it makes.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from selections.choices import SeatRole
from selections.entries.conflicts import PLACES, conflicts_of
from selections.judging.standings import sheets_of
from selections.models import Assignment, Entry, Review, Seat, SelectionRound
from selections.queries import judged_entries
from selections.rules.assignment import Pair, Pool, Subject
from selections.rules.conflicts import Conflict
from selections.rules.rulebook import Judges, Stage
from selections.rules.shortlist import reviews_of
from selections.rules.spread import too_far_apart

_ROLES = {Judges.EVALUATORS: SeatRole.EVALUATOR, Judges.PANEL: SeatRole.PANEL}


@dataclass(frozen=True)
class StagePool:
    """A stage with its entries and the seats that score it, what stands and what keeps them apart."""

    stage: Stage
    entries: Sequence[Entry]
    seats: Sequence[Seat]
    conflicts: dict[Pair, Conflict]
    standing: frozenset[Pair]

    def pool(self) -> Pool:
        """Return what the assignment needs; the records are read here for the fields of the entries."""
        return Pool(
            [Subject(one.number, frozenset(json.loads(one.record).get("sectors", []))) for one in self.entries],
            [Subject(one.pk, frozenset(sector.pk for sector in one.sectors.all())) for one in self.seats],
            self.conflicts.keys(),
        )

    def allowed(self) -> list[Pair]:
        """Return all pairs without a conflict."""
        pairs = ((entry.number, seat.pk) for entry in self.entries for seat in self.seats)
        return [pair for pair in pairs if pair not in self.conflicts]

    def short(self) -> dict[int, int]:
        """Return by number how many evaluators entries still lack; for a panel, everybody who has no conflict."""
        if self.stage.judges is Judges.PANEL:
            lacking = Counter(number for number, seat in self.allowed() if (number, seat) not in self.standing)
            scored = {number for number, _seat in self.standing}
            lacking.update(one.number for one in self.entries if one.number not in scored | lacking.keys())
        else:
            counted = Counter(number for number, _seat in self.standing)
            lacking = Counter({one.number: (self.stage.per_entry or 0) - counted[one.number] for one in self.entries})
        return {number: count for number, count in lacking.items() if count > 0}


def stage_pool(selection_round: SelectionRound, stage: Stage) -> StagePool:
    """Return who could judge what at a stage of the present cut: six queries."""
    # The record tells the fields of an entry, for which nobody asks where everybody scores everything.
    long = ("answers", "record") if stage.judges is Judges.PANEL else ("answers",)
    entries = list(judged_entries(selection_round).select_related(*PLACES).defer(*long).order_by("number"))
    seats = list(
        Seat.objects.filter(round=selection_round, ended_at=None, role=_ROLES[stage.judges])
        .select_related("user", "round")
        .prefetch_related("sectors")
        .order_by("pk")
    )
    standing = running(selection_round, stage).values_list("entry__number", "seat_id")
    return StagePool(stage, entries, seats, conflicts_of(selection_round, entries, seats), frozenset(standing))


def running(selection_round: SelectionRound, stage: Stage) -> QuerySet[Assignment]:
    """Return the assignments of a stage that run, also of seats that ended after handing in."""
    return Assignment.objects.filter(entry__round=selection_round, stage=stage.code, ended_at=None)


def unsettled(selection_round: SelectionRound, stage: Stage) -> frozenset[int]:
    """Return the numbers of entries whose evaluators lie too far apart without a further one: two queries."""
    if stage.judges is Judges.PANEL or stage.spread_limit is None:
        return frozenset()
    handed_in = Review.objects.filter(assignment__in=running(selection_round, stage)).exclude(handed_in_at=None)
    sheets = sheets_of(
        handed_in.select_related("assignment__entry").only(
            "points", "assignment__stage", "assignment__seat_id", "assignment__entry__number"
        )
    )
    settled = running(selection_round, stage).filter(further=True).values_list("entry__number", flat=True)
    wide = too_far_apart(reviews_of(selection_round.rulebook, stage, sheets), stage.spread_limit)
    return wide - frozenset(settled)
