"""Seats, the time of a clinic, and when its reminders are due."""

import datetime
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replications.rules import Phase, clinic_reminder, phase_of, seats_taken

START = datetime.datetime(2026, 4, 10, 9)
END = datetime.datetime(2026, 4, 10, 12)
DAY = START.date()


@pytest.mark.parametrize(
    ("cancelled", "now", "phase"),
    [
        (False, START - timedelta(seconds=1), Phase.COMING),
        (False, START, Phase.RUNNING),
        (False, END - timedelta(seconds=1), Phase.RUNNING),
        (False, END, Phase.PAST),
        (True, START - timedelta(days=1), Phase.CANCELLED),
        (True, END, Phase.CANCELLED),
    ],
)
def test_phases(cancelled, now, phase):
    assert phase_of(START, END, cancelled=cancelled, now=now) is phase


@given(st.lists(st.integers(), unique=True), st.integers(1, 20))
def test_seats_are_never_oversold_nor_left_empty_and_order_is_kept(registered, seats):
    seated, waiting = seats_taken(registered, seats)
    assert len(seated) == min(seats, len(registered))
    assert [*seated, *waiting] == registered


@given(st.lists(st.integers(), unique=True, min_size=1), st.integers(1, 20), st.data())
def test_whoever_steps_back_lets_the_first_in_line_move_up(registered, seats, data):
    leaver = data.draw(st.sampled_from(registered))
    seated, waiting = seats_taken(registered, seats)
    after, _waits = seats_taken([one for one in registered if one != leaver], seats)
    moved_up = [one for one in after if one not in seated]
    assert moved_up == (list(waiting[:1]) if leaver in seated else [])
    assert all(one in after for one in seated if one != leaver), "nobody else loses a seat"


@pytest.mark.parametrize(
    ("registered", "today", "days"),
    [
        (30, 8, None),
        (30, 7, 7),
        (30, 2, 7),
        (30, 1, 1),
        (30, 0, 1),
        (30, -1, None),
        (7, 7, None),  # registered on the day of the reminder: the letter about it says the same
        (3, 2, None),
        (3, 1, 1),
        (1, 1, None),
        (0, 0, None),
    ],
)
def test_reminders_by_days_before_the_clinic(registered, today, days):
    registered_on, today_on = DAY - timedelta(days=registered), DAY - timedelta(days=today)
    assert clinic_reminder(DAY, registered_on, today_on) == days
