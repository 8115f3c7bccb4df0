"""Letters after 7 and 14 days without an answer, and on the day of a milestone; each once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from common.models import OutgoingMail
from replications.actions import inquire, remind, tell_milestone
from replications.rules import Step

pytestmark = pytest.mark.django_db


def letters_after(days):
    """Return who gets a reminder when it is so many days later."""
    before = set(OutgoingMail.objects.values_list("pk", flat=True))
    remind(timezone.now() + timedelta(days=days))
    return [mail.to for mail in OutgoingMail.objects.exclude(pk__in=before)]


@pytest.mark.parametrize(("days", "reminded"), [(6, False), (7, True), (14, True)])
def test_the_source_is_reminded_of_an_interest(two, days, reminded):
    two.interested()
    assert letters_after(days) == ([two.source_head.email] if reminded else [])


def test_each_reminder_goes_out_once_and_another_after_two_weeks(two):
    two.interested()
    assert [len(letters_after(days)) for days in (7, 7, 8, 14, 14, 60)] == [1, 0, 0, 1, 0, 0]


def test_who_runs_late_gets_the_latest_reminder_alone(two):
    two.interested()
    assert len(letters_after(30)) == 1


def test_whose_turn_it_is_is_reminded(two):
    asked = two.step(two.source_writer, two.interested(), Step.ASK, "Berapa?")
    assert letters_after(7) == [two.head.email]
    two.step(two.source_head, asked, Step.ACCEPT)
    assert sorted(letters_after(7)) == sorted([two.head.email, two.source_head.email])


def test_what_ended_reminds_nobody(two):
    two.step(two.source_head, two.interested(), Step.DECLINE, "Tidak.")
    assert letters_after(30) == []


def test_a_visitor_who_waits(two):
    inquire(two.case, name="", office="Kantor", email="a@contoh.id", message="Boleh?")
    assert [letters_after(days) for days in (6, 7, 8, 14)] == [[], [two.source_head.email], [], [two.source_head.email]]


def test_a_milestone_reminds_the_copier_on_its_day_until_it_is_told(two):
    today = timezone.localdate()
    replication = two.implementing(today)
    due = (replication.milestones.first().due_on - today).days
    assert [letters_after(days) for days in (7, 14, due - 1)] == [[], [], []], "the milestones say what is due"
    assert letters_after(due) == [two.head.email]
    assert letters_after(due + 1) == []
    for milestone in replication.milestones.all():
        tell_milestone(two.writer, milestone, "Baik.", today)
    assert letters_after(400) == []
