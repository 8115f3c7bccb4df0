"""Asking for a check of entries or the freeze of a list; a task does it."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from common.models import User
from common.waking import wake
from selections.actions.freezes import require_freezable
from selections.actions.log import log
from selections.actions.rounds import hold_round, lock_round, require_secretariat
from selections.checks.checking import closing_day
from selections.errors import SelectionError
from selections.models import CheckRun, Entry, FreezeRun, SelectionRound
from selections.rules.phases import Phase
from selections.tasks import do_runs


@transaction.atomic
def request_check(actor: User, selection_round: SelectionRound) -> CheckRun:
    """Have all entries of a round that wait for a decision checked; return the check that is not done yet, if any.

    What people decided stays. Raises PermissionDenied for somebody who is not of the secretariat,
    SelectionError outside the administrative selection and for a round without a closing time.
    """
    held = lock_round(actor, selection_round)
    if held.phase != Phase.CHECK:
        raise SelectionError(_("Entries are checked once they are closed, before the scoring."))
    closing_day(held)
    run, new = CheckRun.objects.get_or_create(round=held, entry=None, finished_at=None, defaults={"asked_by": actor})
    if new:
        log("check_requested", held, actor)
    _wake()
    return run


def check_again(actor: User, held: Entry) -> None:
    """Have an entry checked that was mended; within the transaction of the step that says so."""
    CheckRun.objects.create(round=held.round, entry=held, asked_by=actor)
    _wake()


def request_freeze(actor: User, selection_round: SelectionRound, *, seen: int) -> FreezeRun:
    """Have the present list frozen and published; return the freeze that is not done yet, if any.

    What is known to stand in its way is told at once; the freeze itself asks again, with the round
    locked. Raises as ``freeze`` does.
    """
    require_secretariat(actor, selection_round)
    # Read without a lock: a second press does not wait for the freeze, which holds the round.
    waiting = FreezeRun.objects.filter(round=selection_round, finished_at=None).first()
    run = waiting or _new_freeze(actor, selection_round, seen)
    _wake()
    return run


@transaction.atomic
def _new_freeze(actor: User, selection_round: SelectionRound, seen: int) -> FreezeRun:
    held = hold_round(actor, selection_round, seen=seen)
    require_freezable(held)
    told = {"asked_by": actor, "seen": seen}
    run, new = FreezeRun.objects.get_or_create(round=held, finished_at=None, defaults=told)
    if new:
        log("freeze_requested", held, actor)
    return run


def _wake() -> None:
    transaction.on_commit(partial(wake, do_runs))
