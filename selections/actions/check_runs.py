"""Asking for a check of entries; a task does it."""

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from common.models import User
from common.waking import wake
from selections.actions.log import log
from selections.actions.rounds import lock_round
from selections.checking import closing_day
from selections.errors import SelectionError
from selections.models import CheckRun, Entry, SelectionRound
from selections.rules.phases import Phase
from selections.tasks import check_entries


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


def _wake() -> None:
    transaction.on_commit(partial(wake, check_entries))
