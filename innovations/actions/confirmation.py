"""Once a year the unit says whether its case continues, has grown or has stopped."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from modelcluster.models import get_serializable_data_for_fields
from wagtail.models import Revision

from common.actions import record_event
from common.models import User
from innovations import letters, rules
from innovations.confirmation_queries import REMINDED, Reminder, asked_to_confirm, reminders
from innovations.models import InnovationPage, Outcome
from innovations.queries import may_confirm, visible_cases


class ConfirmationRefusedError(Exception):
    """The case cannot be confirmed so; the text says why, in the reader's language."""


@dataclass(frozen=True)
class Confirmation:
    """What a unit says of its case.

    ``status`` is one of ``rules.CONFIRMED_AS``; ``outcome`` has the fields of a new figure, if there is one.
    """

    status: str
    reason: str = ""
    outcome: Mapping[str, Any] | None = None


@transaction.atomic
def confirm_case(actor: User, page: InnovationPage, said: Confirmation, now: datetime) -> InnovationPage:
    """Confirm a public case: what is said is public at once, and a waiting draft waits on with the same in it.

    Raises PermissionDenied for who may not (``may_confirm``), ConfirmationRefusedError where the
    case is not public, or the state needs a reason and has none.
    """
    if not may_confirm(actor, page.unit):
        raise PermissionDenied
    public = visible_cases(now).select_for_update(of=("self",)).select_related("unit")
    case: InnovationPage | None = public.filter(pk=page.pk).first()
    if case is None:
        raise ConfirmationRefusedError(_("Only a case that everyone can read is confirmed."))
    reason = said.reason.strip()
    if said.status not in rules.CONFIRMED_AS:
        raise ConfirmationRefusedError(_("Say whether it continues, has grown or has stopped."))
    if said.status in rules.NEEDS_REASON and not reason:
        raise ConfirmationRefusedError(_("Say why it stopped or grew: others learn from it."))
    values = {"status": said.status, "status_reason": reason, "confirmed_on": timezone.localdate(now).isoformat()}
    record_event("innovations.confirmed", case, actor=actor, before=case.confirmed_on, **values)
    outcome = _new_outcome(case, said.outcome) if said.outcome else None
    for field, value in values.items():
        setattr(case, field, value)
    # Not cleaned: what else the page holds was judged when it was published.
    case.save(clean=False, update_fields=list(values))
    _keep_in_drafts(case, values, outcome)
    return case


def _new_outcome(case: InnovationPage, fields: Mapping[str, Any]) -> Outcome | None:
    """Add a figure at the end, as the unit's own word; None where the case has it already (a double press)."""
    rows = Outcome.objects.filter(page=case)
    if rows.filter(**fields).exists():
        return None
    last = rows.aggregate(last=Max("sort_order"))["last"]
    order = 0 if last is None else last + 1
    return Outcome.objects.create(page=case, sort_order=order, evidence=Outcome.Evidence.SELF_REPORTED, **fields)


def _keep_in_drafts(case: InnovationPage, values: Mapping[str, str], outcome: Outcome | None) -> None:
    """Write the same into the revisions that are shown, edited or published next.

    In place and past the signals: a new revision would take the draft out of its review, and
    whoever wrote the draft did not write this.
    """
    own = Q(pk__in=[case.latest_revision_id, case.live_revision_id]) | Q(approved_go_live_at__isnull=False)
    for revision in Revision.objects.for_instance(case).filter(own).select_for_update():
        content = {**revision.content, **values}
        if outcome is not None:
            content["outcomes"] = [*content["outcomes"], get_serializable_data_for_fields(outcome)]
        Revision.objects.filter(pk=revision.pk).update(content=content)


@transaction.atomic
def remind_of_confirmations(now: datetime) -> int:
    """Ask the units whose cases are to be confirmed, each person in one letter; return how many letters.

    Whoever is asked, and if nobody is there to be asked: each reminder of a case and a date goes once.
    """
    due = reminders(now)
    asked = asked_to_confirm({one.case.unit for one in due})
    by_person: defaultdict[User, list[Reminder]] = defaultdict(list)
    for one in due:
        record_event(REMINDED, one.case, until=one.until.isoformat(), days=one.days)
        for person in asked[one.case.unit_id]:
            by_person[person].append(one)
    for person, own in by_person.items():
        letters.ask_to_confirm(person, own, timezone.localdate(now))
    return len(by_person)
