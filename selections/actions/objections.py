"""A unit objects to the check of its entry, and the secretariat answers on record."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.entry_steps import take_entry_step
from selections.actions.held_entries import hold_with_round, require_secretariat, store
from selections.actions.log import log
from selections.entries.hands import hands_of
from selections.entries.letters import tell_of_answer, tell_of_objection
from selections.entries.queries import may_object
from selections.errors import SelectionError, words_of
from selections.models import Entry, Objection
from selections.rules.entries import EntryStep, Hand
from selections.rules.phases import Phase


@transaction.atomic
def object_to_check(actor: User, entry: Entry, text: str, *, seen: int) -> Objection:
    """Object to the rejection of an entry, while objections to the check are taken.

    Raises PermissionDenied for somebody who does not write for the unit, StaleError where somebody was
    quicker, SelectionError where there is nothing to object to, it is late, or an objection is open.
    """
    held = hold_with_round(entry, seen=seen)
    hands = hands_of(actor, held)
    if Hand.WRITER not in hands:
        raise PermissionDenied
    if not may_object(held, hands, timezone.now()):
        raise SelectionError(
            _("Objections are taken to what was not admitted, one at a time, until the time for them is over.")
        )
    told = words_of(text)
    objection = Objection.objects.create(round=held.round, entry=held, author=actor, unit=held.unit, text=told)
    store(held)
    log("entry_objection", held, actor, note=objection.text)
    tell_of_objection(objection, held, actor)
    return objection


@transaction.atomic
def answer_objection_to_check(actor: User, objection: Objection, answer: str, *, accept: bool, seen: int) -> Objection:
    """Answer an objection to a check on record; to accept it admits the entry.

    Raises PermissionDenied for somebody who is not of the secretariat, StaleError where somebody was
    quicker, SelectionError for an objection that has an answer or is to no check, with a conflict of
    interest, and without words.
    """
    if objection.entry is None:
        raise SelectionError(_("This objection is to a list. Answer it there."))
    held = hold_with_round(objection.entry, seen=seen)
    require_secretariat(actor, held)
    answered = Objection.objects.get(pk=objection.pk)
    if answered.answered_at is not None or held.round.phase != Phase.CHECK:
        raise SelectionError(_("This objection has its answer, or the administrative selection is over."))
    told = words_of(answer)
    answered.answer, answered.answered_by, answered.answered_at = told, actor, timezone.now()
    answered.save()
    store(held)
    log("entry_answer", held, actor, objection=answered.pk, accepted=accept, note=answered.answer)
    tell_of_answer(answered, held, actor)
    if accept:
        take_entry_step(actor, held, EntryStep.ADMIT, seen=held.version, note=answered.answer)
    return answered
