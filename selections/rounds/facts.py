"""What stands in the way of a round's next step, counted from the database."""

from datetime import datetime

from django.db.models import Count, Q

from selections.judging.pool import stage_pool, unsettled
from selections.models import Assignment, Freeze, Objection, SelectionRound
from selections.queries import judged_entries
from selections.rules.entries import UNDECIDED, EntryState
from selections.rules.lacking import lacking
from selections.rules.phases import Facts, Phase
from selections.rules.rulebook import Judges, Stage


def facts_of(selection_round: SelectionRound, now: datetime) -> Facts:
    """Return what is known of a round: a fixed number of queries for each stage of its present cut."""
    rulebook = selection_round.rulebook
    cuts = rulebook.cuts
    present = cuts[selection_round.cut] if cuts else None
    states = dict(selection_round.entries.values_list("state").annotate(count=Count("pk")))
    stages = rulebook.stages_before(present.code) if present else ()
    scored = selection_round.phase in (Phase.CHECK, Phase.JUDGING)
    open_reviews = _open_reviews(selection_round, stages)
    # Spreads are worth the reading of all sheets once nothing else stands in the way.
    compared = selection_round.phase == Phase.JUDGING and not open_reviews
    return Facts(
        now=now,
        closes_at=rulebook.dates.closes_at,
        mending_until=rulebook.dates.mending_until,
        check_objections_until=rulebook.dates.objections_until,
        objections_until=present.objections_until if present else None,
        lacking_rules=len(lacking(rulebook)),
        admitted=states.get(EntryState.ADMITTED, 0),
        rejected=states.get(EntryState.REJECTED, 0),
        undecided=sum(states.get(state, 0) for state in UNDECIDED),
        unassigned=sum(_unassigned(selection_round, stage) for stage in stages) if scored else 0,
        open_reviews=open_reviews,
        unsettled_spreads=sum(len(unsettled(selection_round, stage)) for stage in stages) if compared else 0,
        open_objections=Objection.objects.filter(round=selection_round, answered_at=None).count(),
        listed=present is not None and Freeze.objects.filter(round=selection_round, cut=present.code).exists(),
        more_cuts=selection_round.cut + 1 < len(cuts),
    )


def _unassigned(selection_round: SelectionRound, stage: Stage) -> int:
    if stage.judges is Judges.PANEL:
        return len(stage_pool(selection_round, stage).short())
    running = Count("assignments", filter=Q(assignments__stage=stage.code, assignments__ended_at=None))
    return judged_entries(selection_round).annotate(given=running).filter(given__lt=stage.per_entry or 0).count()


def _open_reviews(selection_round: SelectionRound, stages: tuple[Stage, ...]) -> int:
    running = Assignment.objects.filter(
        entry__in=judged_entries(selection_round), stage__in=[stage.code for stage in stages], ended_at=None
    )
    return running.filter(review__handed_in_at=None).count()
