"""A visitor's interest, and the answer."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from common.retention import past_use
from innovations.models import InnovationPage
from replications.errors import ReplicationError
from replications.letters import send_inquiry, send_inquiry_answer
from replications.models import Inquiry
from units.queries import can_act_for
from units.rules import Act


@transaction.atomic
def inquire(case: InnovationPage, *, name: str, office: str, email: str, message: str) -> Inquiry:
    """Store what a visitor asks about a public case and write to those who answer for its unit.

    The same unanswered message of the same address is stored once.
    """
    fields = {"case": case, "email": email, "message": message.strip()}
    same = Inquiry.objects.filter(answered_at=None, **fields).first()
    if same is not None:
        return same
    inquiry = Inquiry.objects.create(name=name.strip(), office=office.strip(), asked_at=timezone.now(), **fields)
    record_event("inquiry.received", inquiry, case=case.pk)
    send_inquiry(inquiry)
    return inquiry


@transaction.atomic
def answer_inquiry(actor: User, inquiry: Inquiry, answer: str) -> Inquiry:
    """Send the visitor an answer.

    Raises PermissionDenied for somebody who does not answer for the unit, ReplicationError without words
    and where somebody was quicker.
    """
    rows = Inquiry.objects.select_for_update(of=("self",)).select_related("case__unit", "answered_by")
    held = rows.get(pk=inquiry.pk)
    if not can_act_for(actor, held.case.unit, Act.ANSWER):
        raise PermissionDenied
    if held.answered_at is not None:
        raise ReplicationError(_("%(name)s has answered already.") % {"name": held.answered_by})
    if not answer.strip():
        raise ReplicationError(_("Write the answer first."))
    held.answer, held.answered_by, held.answered_at = answer.strip(), actor, timezone.now()
    held.save()
    record_event("inquiry.answered", held, actor=actor)
    send_inquiry_answer(held)
    return held


def forget_inquirers(now: datetime) -> int:
    """Remove names and addresses of visitors who were answered, or asked in vain, long ago; return of how many."""
    forgotten = Inquiry.objects.filter(past_use(now, asked="asked_at", answered="answered_at"))
    return forgotten.exclude(email="", name="").update(email="", name="")
