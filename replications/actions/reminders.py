"""Reminders of what waits for an answer or for news. Each goes out once."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.utils import timezone

from replications.clinic_letters import ask_for_feedback, remind_of_clinic
from replications.clinic_queries import seating
from replications.letters import remind_of_inquiry, remind_of_milestone, remind_of_step
from replications.models import Clinic, Inquiry, Registration, Replication
from replications.queries import RELATED, milestones_due
from replications.question_letters import remind_of_question
from replications.question_queries import questions_waiting
from replications.rules import CLINIC_REMINDERS, Side, State, asks_for, clinic_reminder, reminders_due, waits_for
from units.models import ServiceUnit

# Who has said nothing by then is asked no more.
FEEDBACK_DAYS = 30

Waiting = TypeVar("Waiting")


def remind(now: datetime) -> int:
    """Write the letters that are due on the day of ``now``, and return for how many things.

    A unit is reminded 7 and 14 days after it became its turn, of a milestone on its day, and of a clinic
    7 days and a day before; the day after, it is asked how useful that was. Run it daily: where it has
    not run for long, only the latest reminder is written.
    """
    return _steps(now) + _inquiries(now) + _questions(now) + _milestones(now) + _clinics(now) + _feedback(now)


def _steps(now: datetime) -> int:
    # While it is implemented the milestones say what is due.
    asked = frozenset[State]().union(*map(asks_for, Side))
    running = Replication.objects.filter(state__in=asked).select_related(*RELATED).iterator()
    turns = ((one, side) for one in running for side in waits_for(State(one.state), one.proposal))
    return _remind_each(turns, lambda turn: turn[0].waiting_since, lambda turn, days: remind_of_step(*turn, days), now)


def _inquiries(now: datetime) -> int:
    waiting = Inquiry.objects.filter(answered_at=None).select_related("case__unit__agency").iterator()
    return _remind_each(waiting, lambda inquiry: inquiry.asked_at, remind_of_inquiry, now)


def _questions(now: datetime) -> int:
    waiting = questions_waiting(ServiceUnit.objects.all()).iterator()
    return _remind_each(waiting, lambda question: question.waiting_since, remind_of_question, now)


def _remind_each(
    waiting: Iterable[Waiting],
    since: Callable[[Waiting], datetime | None],
    remind_of: Callable[[Waiting, int], None],
    now: datetime,
) -> int:
    """Write the latest reminder that is due of each thing that waits, and return of how many one is due."""
    count, today = 0, timezone.localdate(now)
    for one in waiting:
        due = reminders_due(timezone.localdate(since(one)), today)
        if due:
            remind_of(one, due[-1])
            count += 1
    return count


def _milestones(now: datetime) -> int:
    due = list(milestones_due(ServiceUnit.objects.all(), timezone.localdate(now)))
    for milestone in due:
        remind_of_milestone(milestone)
    return len(due)


def _clinics(now: datetime) -> int:
    count = 0
    ahead = now + timedelta(days=max(CLINIC_REMINDERS) + 1)
    coming = Clinic.objects.filter(cancelled_reason="", begins_at__range=(now, ahead))
    for clinic in coming.select_related("host"):
        # By the host's calendar: east of the capital the day begins up to two hours earlier.
        begins_on, today = (timezone.localdate(at, clinic.zone) for at in (clinic.begins_at, now))
        for registration in seating(clinic).seated:
            registered_on = timezone.localdate(registration.registered_at, clinic.zone)
            days = clinic_reminder(begins_on, registered_on, today)
            if days is not None:
                remind_of_clinic(registration, days)
                count += 1
    return count


def _feedback(now: datetime) -> int:
    count, since = 0, now - timedelta(days=FEEDBACK_DAYS)
    there = Registration.objects.filter(attended=True, rating=None, clinic__ends_at__range=(since, now))
    for registration in there.select_related("clinic__host", "unit__agency", "registered_by"):
        if timezone.localdate(registration.clinic.ends_at) < timezone.localdate(now):
            ask_for_feedback(registration)
            count += 1
    return count
