"""What the secretariat sees of who scores what. No score is among it: those are for the panel."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from common.models import Event
from selections.choices import CONFLICTS
from selections.judging.pool import StagePool, running, stage_pool, unsettled
from selections.models import Entry, Seat, SelectionRound
from selections.queries import log_of
from selections.rules.linkage import Linkage, linkage
from selections.rules.phases import Phase
from selections.rules.rulebook import Judges, Stage

MOST_NAMED = 50
"""So many entries are named where something is wrong with them; a long list helps nobody to begin."""


@dataclass(frozen=True)
class Load:
    """Somebody who scores, with how much is assigned and how much of it is handed in."""

    seat: Seat
    entries: int
    handed_in: int


@dataclass(frozen=True)
class Stuck:
    """An entry for which too few are left, with how many of the others are kept from it by what."""

    entry: Entry
    lacks: int
    reasons: Sequence[str]


@dataclass(frozen=True)
class StagePage:
    """A stage of the present cut."""

    stage: Stage
    entries: int
    seats: int
    missing: int
    loads: Sequence[Load]
    stuck: Sequence[Stuck]
    wide: Sequence[Entry]
    links: Linkage | None
    last: Event | None

    @property
    def linked(self) -> bool:
        """Say whether all evaluators are linked by entries that they share."""
        return self.links is not None and len(self.links.components) == 1


def assignment_page(selection_round: SelectionRound) -> list[StagePage]:
    """Return the stages of the present cut: about eleven queries for each."""
    stages = selection_round.rulebook.stages_before(selection_round.present_cut.code)
    return [_stage_page(selection_round, stage) for stage in stages]


def _stage_page(selection_round: SelectionRound, stage: Stage) -> StagePage:
    table = stage_pool(selection_round, stage)
    short = table.short()
    wide = unsettled(selection_round, stage) if selection_round.phase == Phase.JUDGING else frozenset()
    compared = stage.judges is Judges.EVALUATORS and table.standing
    assigned = log_of(selection_round).filter(verb="selection.assigned", data__stage=stage.code, data__further=False)
    return StagePage(
        stage=stage,
        entries=len(table.entries),
        seats=len(table.seats),
        missing=len(short),
        loads=_loads(selection_round, table),
        stuck=_stuck(table, short),
        wide=[one for one in table.entries if one.number in wide],
        links=linkage(sorted(table.standing)) if compared else None,
        last=assigned.first(),
    )


def _loads(selection_round: SelectionRound, table: StagePool) -> list[Load]:
    done = Counter(
        running(selection_round, table.stage).exclude(review__handed_in_at=None).values_list("seat_id", flat=True)
    )
    given = Counter(seat for _number, seat in table.standing)
    return [Load(one, given[one.pk], done[one.pk]) for one in table.seats]


def _stuck(table: StagePool, short: dict[int, int]) -> list[Stuck]:
    """Return the entries that can't be assigned with those who are there now, the first of them."""
    found = []
    for entry in table.entries:
        lacks = short.get(entry.number, 0)
        pairs = [(entry.number, seat.pk) for seat in table.seats] if lacks else []
        free = [pair for pair in pairs if pair not in table.conflicts and pair not in table.standing]
        if len(free) < lacks:
            kept = Counter(table.conflicts[pair] for pair in pairs if pair in table.conflicts)
            reasons = [f"{CONFLICTS[reason]}: {count}" for reason, count in sorted(kept.items())]
            found.append(Stuck(entry, lacks, reasons))
    return found[:MOST_NAMED]
