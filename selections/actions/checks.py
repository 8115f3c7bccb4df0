"""The administrative selection: what the checks find, and what a person decides against it."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.held_entries import hold_entry, store
from selections.actions.log import log
from selections.errors import SelectionError
from selections.known_entries import known_entries
from selections.models import CheckFinding, Entry, SelectionRound
from selections.queries import hands_of, whos_of
from selections.rules.checks import Found, check_entry
from selections.rules.entries import UNDECIDED, Hand
from selections.rules.phases import Phase, Who

_BATCH = 500
_DECIDED_WITH = ("answers", "group", "number", "unit", "round")


@transaction.atomic
def check_round(actor: User, selection_round: SelectionRound) -> int:
    """Check all entries of a round that wait for a decision; return how many. What people decided stays.

    Raises PermissionDenied for somebody who is not of the secretariat, SelectionError outside the
    administrative selection. A fixed number of queries, and two more for each 500 entries.
    """
    held = SelectionRound.objects.select_for_update(of=("self",)).get(pk=selection_round.pk)
    if Who.SECRETARIAT not in whos_of(actor, held):
        raise PermissionDenied
    if held.phase != Phase.CHECK:
        raise SelectionError(_("Entries are checked once they are closed, before the scoring."))
    waiting = list(Entry.objects.filter(round=held, state__in=UNDECIDED).only(*_DECIDED_WITH))
    _check(held, waiting)
    log("checked", held, actor, entries=len(waiting))
    return len(waiting)


@transaction.atomic
def decide_finding(actor: User, finding: CheckFinding, decided: Found, reason: str, *, seen: int) -> CheckFinding:
    """Decide against what a check found, with the reason.

    Raises PermissionDenied for somebody who is not of the secretariat, StaleError where somebody was
    quicker with the entry, SelectionError without a reason and outside the administrative selection.
    """
    entry = hold_entry(finding.entry, seen=seen)
    if Hand.SECRETARIAT not in hands_of(actor, entry):
        raise PermissionDenied
    if entry.round.phase != Phase.CHECK:
        raise SelectionError(_("Entries are checked once they are closed, before the scoring."))
    if not reason.strip():
        raise SelectionError(_("Say why, in words."))
    held = CheckFinding.objects.get(pk=finding.pk)
    before = held.outcome
    held.decided, held.reason, held.decided_by = decided, reason.strip(), actor
    held.save()
    store(entry)
    log("entry_finding", entry, actor, check=held.check_code, before=before, after=decided, note=held.reason)
    return held


def _check(held: SelectionRound, entries: Sequence[Entry]) -> None:
    rulebook = held.rulebook
    rows = [
        CheckFinding(entry=entry, check_code=one.check, found=one.found, facts={"reason": one.reason, **one.facts})
        for entry, known in known_entries(held, entries)
        for one in check_entry(
            known,
            rulebook.group(entry.group),
            rulebook.sections_of(entry.group),
            rulebook.papers_of(entry.group),
            _closing_day(held),
        )
    ]
    CheckFinding.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["entry", "check_code"],
        update_fields=["found", "facts"],
    )


def _closing_day(held: SelectionRound) -> date:
    """Return the day from which age is counted back; a round that has closed has a closing time."""
    closes_at = held.rulebook.dates.closes_at
    if closes_at is None:
        raise SelectionError(_("The round has no closing time. Amend its rules first."))
    return timezone.localdate(closes_at)
