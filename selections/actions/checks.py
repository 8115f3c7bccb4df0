"""The administrative selection: what a person decides against what a check found."""

from django.db import transaction
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.held_entries import hold_with_round, require_secretariat, store
from selections.actions.log import log
from selections.errors import SelectionError, words_of
from selections.models import CheckFinding
from selections.rules.checks import Found
from selections.rules.phases import Phase


@transaction.atomic
def decide_finding(actor: User, finding: CheckFinding, decided: Found, reason: str, *, seen: int) -> CheckFinding:
    """Decide against what a check found, with the reason.

    Raises PermissionDenied for somebody who is not of the secretariat, StaleError where somebody was
    quicker with the entry, SelectionError without a reason, with a conflict of interest, and outside the
    administrative selection.
    """
    entry = hold_with_round(finding.entry, seen=seen)
    require_secretariat(actor, entry)
    if entry.round.phase != Phase.CHECK:
        raise SelectionError(_("Entries are checked once they are closed, before the scoring."))
    told = words_of(reason)
    held = CheckFinding.objects.get(pk=finding.pk)
    before = held.outcome
    held.decided, held.reason, held.decided_by = decided, told, actor
    held.save()
    store(entry)
    log("entry_finding", entry, actor, check=held.check_code, before=before, after=decided, note=held.reason)
    return held
