"""Objections to published lists: who objects, and what the secretariat answers, both on record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.actions import notify
from common.models import User
from selections.actions.log import log
from selections.entries.conflicts import objection_conflicts
from selections.errors import SelectionError
from selections.models import Entry, Objection, SelectionRound
from selections.queries import whos_of
from selections.rules.objections import ObjectionRefusal, objection_refusal
from selections.rules.phases import Phase, Who
from units.letters import link_to
from units.models import ServiceUnit
from units.queries import desk_units

REFUSED: dict[ObjectionRefusal, Any] = {
    ObjectionRefusal.PHASE: gettext_lazy("No list of this round is open to objections now. Nothing was stored."),
    ObjectionRefusal.LATE: gettext_lazy(
        "The time for objections is over, by the clock of the server. Nothing was stored."
    ),
    ObjectionRefusal.TEXT: gettext_lazy("Say what you object to, in words."),
}

ANSWERED_BY_OTHERS = gettext_lazy(
    "You have a conflict of interest with this objection: others of the secretariat answer it. Where nobody is free of"
    " one, invite somebody in the team of the round."
)


@transaction.atomic
def object_to_list(
    author: User, selection_round: SelectionRound, unit: ServiceUnit, text: str, entry: Entry | None = None
) -> Objection:
    """Object to the present list in the name of a unit; said twice, it is one objection.

    Raises PermissionDenied for a unit whose work is not on the person's desk (a moderator writes for all,
    and objects for none but the own) and for an entry of another round, SelectionError where no list is
    open to objections or the time is over.
    """
    if not desk_units(author).filter(pk=unit.pk).exists():
        raise PermissionDenied
    if entry is not None and entry.round_id != selection_round.pk:
        raise PermissionDenied
    held = SelectionRound.objects.hold(pk=selection_round.pk)
    # A round in draft may have no list yet.
    until = held.present_cut.objections_until if held.phase == Phase.OBJECTION else None
    refused = objection_refusal(Phase(held.phase), until, timezone.now(), text)
    if refused is not None:
        raise SelectionError(REFUSED[refused])
    told: dict[str, Any] = {
        "entry": entry,
        "cut": held.present_cut.code,
        "author": author,
        "unit": unit,
        "text": text.strip(),
    }
    objection, new = Objection.objects.get_or_create(round=held, answered_at=None, **told)
    if new:
        log("list_objected", entry or held, author, objection=objection.pk, cut=objection.cut, unit=unit.pk)
    return objection


@transaction.atomic
def answer_objection(actor: User, objection: Objection, answer: str) -> Objection:
    """Answer an objection to a list for everyone to read; once, and the objector is told.

    Raises PermissionDenied for somebody who is not of the secretariat, SelectionError for a conflict of
    interest, an empty answer, and where somebody else answered meanwhile.
    """
    # A list that is frozen meanwhile holds what was answered before it: one waits for the other.
    SelectionRound.objects.hold(pk=objection.round_id)
    held = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("round", "entry__unit__agency", "unit__agency", "author")
        .get(pk=objection.pk)
    )
    if Who.SECRETARIAT not in whos_of(actor, held.round):
        raise PermissionDenied
    if objection_conflicts(actor.pk, held.round, [held]):
        raise SelectionError(str(ANSWERED_BY_OTHERS))
    if not answer.strip():
        raise SelectionError(_("Write the answer: everyone reads it."))
    if held.answered_at is not None:
        raise SelectionError(_("This objection was answered already. Nothing of yours was stored."))
    held.answer, held.answered_by, held.answered_at = answer.strip(), actor, timezone.now()
    held.save(update_fields=["answer", "answered_by", "answered_at"])
    log("objection_answered", held.entry or held.round, actor, objection=held.pk, cut=held.cut)
    _tell_objector(held)
    return held


def _tell_objector(objection: Objection) -> None:
    address = link_to("selection_objections", objection.round_id)
    with translation.override("id"):
        subject = _("%(round)s: your objection was answered") % {"round": objection.round}
        body = _("Your objection:\n%(text)s\n\nThe answer of the secretariat:\n%(answer)s\n\nSee: %(link)s")
        values = {"text": objection.text, "answer": objection.answer, "link": address}
        notify(
            objection.author, f"objection-{objection.pk}-answered", subject=subject, body=body % values, address=address
        )
