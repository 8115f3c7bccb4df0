"""Giving entries to those who score them, and to others where somebody can't."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.held_entries import require_impartial
from selections.actions.log import log
from selections.actions.rounds import lock_round
from selections.errors import SelectionError, words_of
from selections.judging.letters import tell_of_assignments
from selections.judging.pool import StagePool, stage_pool, unsettled
from selections.models import Assignment, DeclaredConflict, Entry, Seat, SelectionRound
from selections.queries import whos_of
from selections.rules import assignment as rules
from selections.rules.assignment import Pair, TooFewEvaluatorsError
from selections.rules.entries import UNDECIDED
from selections.rules.phases import Phase, Who
from selections.rules.rulebook import Judges, Stage
from selections.rules.shortlist import seed_of

CONFLICTS_TOLD_IN = (Phase.OPEN, Phase.CHECK, Phase.JUDGING)
"""Before the panel sits: then sheets are final."""


@transaction.atomic
def assign(actor: User, selection_round: SelectionRound, stage_code: str) -> int:
    """Give every entry of a stage the evaluators it lacks, and return how many assignments that were.

    What is assigned already stays. The seed of the mixing follows from the round's own and from how much
    was ever assigned at the stage: nobody can try seeds until an assignment suits. Raises
    PermissionDenied, SelectionError in another phase, with undecided entries or too few evaluators.
    """
    held = lock_round(actor, selection_round)
    stage = _stage(held, stage_code)
    if held.entries.filter(state__in=UNDECIDED).exists():
        raise SelectionError(_("Entries wait for the decision of the secretariat. Decide them first."))
    table = stage_pool(held, stage)
    if not table.seats:
        raise SelectionError(_("Nobody is invited to score this stage. Invite people in the team of the round."))
    if stage.judges is Judges.PANEL:
        return _give(held, table, set(table.allowed()) - table.standing, actor)
    seed = _seed(held, stage)
    try:
        if table.standing:
            added = rules.add(table.pool(), table.short(), table.standing, seed)
        else:
            added = rules.assign(table.pool(), stage.per_entry or 0, seed)
    except TooFewEvaluatorsError as error:
        raise SelectionError(str(error)) from error
    return _give(held, table, added, actor, seed=seed)


@transaction.atomic
def add_further(actor: User, entry: Entry, stage_code: str) -> None:
    """Let a further evaluator score an entry whose evaluators lie too far apart; repeating it changes nothing.

    Raises PermissionDenied, SelectionError in another phase or where nobody is left without a conflict.
    """
    held = lock_round(actor, entry.round)
    stage = _stage(held, stage_code)
    if entry.number not in unsettled(held, stage):
        return
    if _give_to_others(held, stage, [entry.number], actor, further=True):
        raise SelectionError(_("Nobody without a conflict is left for this entry. Invite more evaluators."))


@transaction.atomic
def declare_conflict(actor: User, seat: Seat, entry: Entry, reason: str) -> DeclaredConflict:
    """Put on record that somebody does not score an entry; what was assigned goes to somebody else.

    The person declares it, or the secretariat for him or her. Repeating it changes nothing. The log does
    not tell the reason: that is for the secretariat alone. Raises PermissionDenied, SelectionError without a
    reason, for a score sheet that is handed in, and for another's where the own interests conflict.
    """
    held = SelectionRound.objects.hold(pk=entry.round_id)
    own = seat.user_id == actor.pk and seat.ended_at is None
    if not (own or Who.SECRETARIAT in whos_of(actor, held)) or seat.round_id != held.pk:
        raise PermissionDenied
    if not own:
        require_impartial(actor, entry)
    _require_conflicts_told(held)
    told = words_of(reason)
    mine = Assignment.objects.filter(seat__round=held, seat__user=seat.user_id, entry=entry, ended_at=None)
    if mine.exclude(review__handed_in_at=None).exists():
        raise SelectionError(_("This score sheet is handed in. The secretariat can open it again first."))
    declared, new = DeclaredConflict.objects.get_or_create(
        seat=seat, entry=entry, lifted_at=None, defaults={"reason": told}
    )
    if new:
        log("conflict_declared", entry, actor, seat=seat.pk)
        _pass_on(held, list(mine.select_related("entry")), actor)
    return declared


@transaction.atomic
def lift_conflict(actor: User, conflict: DeclaredConflict, reason: str) -> None:
    """Lift a conflict of interest that was told by mistake, on record with the reason; repeating it changes nothing.

    What was given to others stays with them. Raises PermissionDenied for somebody who is not of the
    secretariat, SelectionError for the own conflict, without a reason, and once the panel sits.
    """
    held = lock_round(actor, conflict.seat.round)
    _require_conflicts_told(held)
    told = words_of(reason)
    if conflict.lifted_at is None:
        require_impartial(actor, conflict.entry)
    if DeclaredConflict.objects.filter(pk=conflict.pk, lifted_at=None).update(lifted_at=timezone.now()):
        log("conflict_lifted", conflict.entry, actor, seat=conflict.seat_id, reason=told)


def release(held: SelectionRound, seat: Seat, actor: User) -> int:
    """Give what a seat that has ended did not hand in to others; return how many entries lack somebody then.

    For the act that ends a seat, which holds the round. What was handed in stays.
    """
    open_ones = seat.assignments.filter(ended_at=None, review__handed_in_at=None).select_related("entry")
    return _pass_on(held, list(open_ones), actor)


def end_assignments(entry: Entry, actor: User) -> None:
    """Let nobody score an entry that is not admitted after all; for the step that says so."""
    if entry.assignments.filter(ended_at=None).update(ended_at=timezone.now()):
        log("assignments_ended", entry, actor)


def _require_conflicts_told(held: SelectionRound) -> None:
    if held.phase not in CONFLICTS_TOLD_IN:
        raise SelectionError(_("Conflicts of interest are told before the panel sits."))


def _pass_on(held: SelectionRound, leaving: Collection[Assignment], actor: User) -> int:
    """End assignments and give their entries to others; return for how many entries nobody was left."""
    Assignment.objects.filter(pk__in=[one.pk for one in leaving]).update(ended_at=timezone.now())
    numbers: defaultdict[tuple[str, bool], list[int]] = defaultdict(list)
    for one in leaving:
        numbers[one.stage, one.further].append(one.entry.number)
    lacking = 0
    for (code, further), mine in sorted(numbers.items()):
        stage = held.rulebook.stage(code)
        log("assignments_ended", held, actor, stage=code, entries=mine)
        if stage.judges is Judges.EVALUATORS:
            lacking += _give_to_others(held, stage, mine, actor, further=further)
    return lacking


def _give_to_others(
    held: SelectionRound, stage: Stage, numbers: Collection[int], actor: User, *, further: bool = False
) -> int:
    """Give each of these entries one more evaluator without moving anybody; return for how many nobody is left."""
    table, seed = stage_pool(held, stage), _seed(held, stage)
    free = {number for number, seat in table.allowed() if (number, seat) not in table.standing}
    needs = {number: 1 for number in numbers if number in free}
    if needs:
        added = rules.add(table.pool(), needs, table.standing, seed)
        _give(held, table, added, actor, seed=seed, further=further)
    return len(numbers) - len(needs)


def _give(
    held: SelectionRound,
    table: StagePool,
    pairs: Collection[Pair],
    actor: User,
    *,
    seed: int | None = None,
    further: bool = False,
) -> int:
    entries, seats = {one.number: one for one in table.entries}, {one.pk: one for one in table.seats}
    code = table.stage.code
    Assignment.objects.bulk_create(
        [
            Assignment(entry=entries[number], seat=seats[seat], stage=code, further=further)
            for number, seat in sorted(pairs)
        ],
        batch_size=1000,
    )
    log("assigned", held, actor, stage=code, count=len(pairs), further=further, seed=seed and str(seed))
    if held.phase == Phase.JUDGING:
        counted = Counter(seat for _number, seat in pairs)
        tell_of_assignments(held, table.stage, {seats[key]: count for key, count in counted.items()})
    return len(pairs)


def _stage(held: SelectionRound, code: str) -> Stage:
    """Return a stage of the present cut while it can be assigned; raises SelectionError."""
    if held.phase in (Phase.CHECK, Phase.JUDGING):
        for stage in held.rulebook.stages_before(held.present_cut.code):
            if stage.code == code:
                return stage
    raise SelectionError(_("This stage is not assigned in the present phase of the round."))


def _seed(held: SelectionRound, stage: Stage) -> int:
    given = Assignment.objects.filter(entry__round=held, stage=stage.code).count()
    return seed_of(held.lot_seed, f"{stage.code}:{given}")
