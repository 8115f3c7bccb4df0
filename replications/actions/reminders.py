"""Reminders of what waits for an answer or for news. Each goes out once."""

from datetime import datetime

from django.utils import timezone

from replications.letters import remind_of_inquiry, remind_of_milestone, remind_of_step
from replications.models import Inquiry, Milestone, Replication
from replications.queries import RELATED
from replications.question_letters import remind_of_question
from replications.question_queries import questions_waiting
from replications.rules import ENDED, State, reminders_due, waits_for
from units.models import ServiceUnit


def remind(now: datetime) -> int:
    """Write the letters that are due on the day of ``now``, and return for how many things.

    A unit is reminded 7 and 14 days after it became its turn, and of a milestone on its day. Run it
    daily: where it has not run for long, only the latest reminder is written.
    """
    return _steps(now) + _inquiries(now) + _questions(now) + _milestones(now)


def _steps(now: datetime) -> int:
    count = 0
    today = timezone.localdate(now)
    for replication in Replication.objects.exclude(state__in=ENDED).select_related(*RELATED).iterator():
        due = reminders_due(timezone.localdate(replication.waiting_since), today)
        sides = waits_for(State(replication.state), replication.proposal)
        for side in sides if due else ():
            remind_of_step(replication, side, due[-1])
            count += 1
    return count


def _inquiries(now: datetime) -> int:
    count = 0
    for inquiry in Inquiry.objects.filter(answered_at=None).select_related("case__unit__agency").iterator():
        due = reminders_due(timezone.localdate(inquiry.asked_at), timezone.localdate(now))
        if due:
            remind_of_inquiry(inquiry, due[-1])
            count += 1
    return count


def _questions(now: datetime) -> int:
    count = 0
    for question in questions_waiting(ServiceUnit.objects.all()).iterator():
        due = reminders_due(timezone.localdate(question.waiting_since), timezone.localdate(now))
        if due:
            remind_of_question(question, due[-1])
            count += 1
    return count


def _milestones(now: datetime) -> int:
    due = Milestone.objects.filter(told_on=None, due_on__lte=timezone.localdate(now), replication__ended_at=None)
    found = list(due.select_related("replication__unit__agency", "replication__case"))
    for milestone in found:
        remind_of_milestone(milestone)
    return len(found)
