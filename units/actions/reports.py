"""Reporting an error on a public page, and answering."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from common.actions import record_event
from common.models import User
from common.retention import past_use
from units.errors import UnitError
from units.letters import send_answer, send_report
from units.models import ErrorReport
from units.queries import answerers_for, can_act_for, unit_of_page
from units.rules import Act


@transaction.atomic
def report_error(page: Page, message: str, email: str = "") -> ErrorReport:
    """Store a reader's note on a unit's page or case and write to everybody who answers for it.

    The same open note on the same page is stored once. Raises UnitError for a
    page that is none of a unit's.
    """
    unit = unit_of_page(page)
    if unit is None:
        raise UnitError(_("Errors can be reported on the pages of units and cases."))
    text = message.strip()
    same = ErrorReport.objects.filter(page=page, message=text, reporter_email=email, state=ErrorReport.State.OPEN)
    report = same.first()
    if report is not None:
        return report
    report = ErrorReport.objects.create(unit=unit, page=page, page_title=page.title, message=text, reporter_email=email)
    record_event("report.received", report, unit=unit.pk)
    for person in answerers_for(unit):
        send_report(report, person)
    return report


@transaction.atomic
def answer_report(actor: User, report: ErrorReport, answer: str) -> ErrorReport:
    """Answer a report; the answer goes to the reader where an address was left.

    An empty answer closes the report without one. Raises PermissionDenied, or
    UnitError where somebody was quicker.
    """
    held = ErrorReport.objects.select_for_update(of=("self",)).select_related("unit").get(pk=report.pk)
    if not can_act_for(actor, held.unit, Act.ANSWER):
        raise PermissionDenied
    if held.state != ErrorReport.State.OPEN:
        raise UnitError(_("This report has been settled by %(name)s already.") % {"name": held.settled_by})
    held.answer = answer.strip()
    held.state = ErrorReport.State.ANSWERED if held.answer else ErrorReport.State.CLOSED
    held.settled_by = actor
    held.settled_at = timezone.now()
    held.save()
    record_event(f"report.{held.state}", held, actor=actor)
    if held.answer:
        send_answer(held)
    return held


def forget_reporters(now: datetime) -> int:
    """Remove the addresses of readers whose reports were settled, or made in vain, long ago; return how many."""
    forgotten = ErrorReport.objects.filter(past_use(now, asked="reported_at", answered="settled_at"))
    return forgotten.exclude(reporter_email="").update(reporter_email="")
