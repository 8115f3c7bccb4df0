"""The steps of an entry: authorised by the table in ``rules.entries``, logged, one at a time."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.assignments import end_assignments
from selections.actions.held_entries import hold_with_round, require, store
from selections.actions.log import log
from selections.actions.runs import check_again
from selections.entries.hands import hands_of
from selections.entries.letters import tell_of_step
from selections.entries.queries import clock_of
from selections.errors import SelectionError
from selections.models import Entry
from selections.rules.entries import COUNTED, EntryState, EntryStep, refusal, state_after
from selections.rules.phases import Phase
from selections.rules.rulebook import Entrance, Rulebook


@transaction.atomic
def take_entry_step(actor: User, entry: Entry, step: EntryStep, *, seen: int, note: str = "") -> Entry:
    """Take a step with an entry and tell whom it concerns; what was mended is checked anew, by a task.

    Raises PermissionDenied, StaleError where somebody was quicker, SelectionError where the state, the
    clock of the server, the quota or a conflict of interest forbids it, or a reason is missing.
    """
    held = hold_with_round(entry, seen=seen)
    now, rulebook = timezone.now(), held.round.rulebook
    state, phase = EntryState(held.state), Phase(held.round.phase)
    clock = clock_of(rulebook.dates, now)
    require(refusal(step, state, phase, hands_of(actor, held), clock, note), actor, held)
    if step is EntryStep.SUBMIT:
        _require_place(held, rulebook)
        held.submitted_at = now
    if step is EntryStep.RETURN:
        held.submitted_at = None
    held.state = state_after(step)
    store(held)
    log(f"entry_{step}", held, actor, before=state, after=held.state, note=note.strip())
    tell_of_step(held, step, actor, note.strip())
    if step is EntryStep.MEND:
        check_again(actor, held)
    if step is EntryStep.REJECT:
        end_assignments(held, actor)
    return held


def _require_place(held: Entry, rulebook: Rulebook) -> None:
    """Raise SelectionError where the agency has handed in as many entries of the group as it may."""
    group = rulebook.group(held.group)
    agency = held.unit.agency
    if group.entrance is not Entrance.QUOTA or group.quota is None or agency is None:
        return
    taken = Entry.objects.filter(round=held.round_id, group=held.group, unit__agency=agency, state__in=COUNTED).count()
    if taken >= group.quota:
        raise SelectionError(
            _("%(agency)s has submitted %(taken)s of %(quota)s entries in “%(group)s”. Return one first to make room.")
            % {"agency": agency, "taken": taken, "quota": group.quota, "group": group.name}
        )
