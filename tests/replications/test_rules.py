"""Who may take which step from which state."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.months import months_later
from replications.rules import (
    ENDED,
    Proposal,
    Refusal,
    Side,
    State,
    Step,
    asks_for,
    possible_steps,
    refusal,
    reminders_due,
    side_of,
    state_after,
    waits_for,
)
from units.rules import Act

ME, OTHER = 1, 2
NOBODY = frozenset()
SOURCE_WRITER = frozenset({(Side.SOURCE, Act.WRITE)})
SOURCE_HEAD = SOURCE_WRITER | {(Side.SOURCE, Act.ANSWER)}
COPIER_WRITER = frozenset({(Side.COPIER, Act.WRITE)})
COPIER_HEAD = COPIER_WRITER | {(Side.COPIER, Act.ANSWER)}
BOTH = SOURCE_HEAD | COPIER_HEAD
BY_COPIER, BY_SOURCE = Proposal(Side.COPIER, OTHER), Proposal(Side.SOURCE, OTHER)

STEPS = [
    (None, COPIER_WRITER, None, {"express"}),
    (None, SOURCE_HEAD, None, set()),
    (State.INTEREST, SOURCE_WRITER, None, {"ask"}),
    (State.INTEREST, SOURCE_HEAD, None, {"ask", "accept", "decline"}),
    (State.INTEREST, COPIER_WRITER, None, set()),
    (State.INTEREST, COPIER_HEAD, None, {"withdraw"}),
    (State.ASKED, SOURCE_HEAD, None, {"accept", "decline"}),
    (State.ASKED, COPIER_WRITER, None, {"reply"}),
    (State.ACCEPTED, SOURCE_WRITER, None, {"propose"}),
    (State.ACCEPTED, COPIER_HEAD, None, {"propose", "withdraw"}),
    (State.PROPOSED, SOURCE_WRITER, BY_COPIER, {"propose"}),
    (State.PROPOSED, SOURCE_HEAD, BY_COPIER, {"propose", "sign"}),
    (State.PROPOSED, SOURCE_HEAD, BY_SOURCE, {"propose"}),
    (State.PROPOSED, COPIER_HEAD, BY_SOURCE, {"propose", "sign", "withdraw"}),
    (State.PROPOSED, BOTH, BY_COPIER, {"propose", "sign", "withdraw"}),
    (State.PROPOSED, BOTH, Proposal(Side.COPIER, ME), {"propose", "withdraw"}),
    (State.AGREED, COPIER_WRITER, None, {"start"}),
    (State.AGREED, SOURCE_HEAD, None, set()),
    (State.IMPLEMENTING, COPIER_WRITER, None, {"achieve"}),
    (State.IMPLEMENTING, COPIER_HEAD, None, {"achieve", "stop"}),
    (State.IMPLEMENTING, SOURCE_HEAD, None, set()),
    (State.ACHIEVED, COPIER_HEAD, None, {"achieve", "stop"}),
    (State.STOPPED, COPIER_HEAD, None, {"resume"}),
    (State.STOPPED, COPIER_WRITER, None, set()),
    (State.DECLINED, BOTH, None, set()),
    (State.WITHDRAWN, BOTH, None, set()),
]


@pytest.mark.parametrize(("state", "held", "proposal", "steps"), STEPS)
def test_who_may_do_what_when(state, held, proposal, steps):
    assert set(possible_steps(state, held, ME, proposal)) == steps


@pytest.mark.parametrize("state", [None, *State])
def test_a_stranger_may_do_nothing(state):
    assert possible_steps(state, NOBODY, ME) == []


@pytest.mark.parametrize(
    ("step", "state", "held", "note", "proposal", "reason"),
    [
        (Step.ACCEPT, State.AGREED, SOURCE_HEAD, "", None, Refusal.STATE),
        (Step.ACCEPT, State.INTEREST, COPIER_HEAD, "", None, Refusal.ROLE),
        (Step.DECLINE, State.INTEREST, SOURCE_HEAD, "  ", None, Refusal.NOTE),
        (Step.DECLINE, State.INTEREST, SOURCE_HEAD, "Petugas kami habis.", None, None),
        (Step.STOP, State.IMPLEMENTING, COPIER_HEAD, "", None, Refusal.NOTE),
        (Step.SIGN, State.PROPOSED, COPIER_HEAD, "", BY_COPIER, Refusal.OWN_PROPOSAL),
        (Step.SIGN, State.PROPOSED, BOTH, "", Proposal(Side.SOURCE, ME), Refusal.OWN_PROPOSAL),
        (Step.SIGN, State.PROPOSED, SOURCE_HEAD, "", BY_COPIER, None),
    ],
)
def test_why_a_step_is_refused(step, state, held, note, proposal, reason):
    assert refusal(step, state, held, ME, note, proposal) is reason


def test_every_state_is_reached_and_every_open_one_goes_on():
    assert {state_after(step, started=True) for step in Step} == set(State)
    for state in set(State) - ENDED:
        assert possible_steps(state, BOTH, ME, BY_COPIER)


@pytest.mark.parametrize(("started", "state"), [(True, State.IMPLEMENTING), (False, State.AGREED)])
def test_what_stopped_is_taken_up_where_it_stood(started, state):
    assert state_after(Step.RESUME, started=started) is state


@pytest.mark.parametrize(
    ("state", "proposal", "sides"),
    [
        (State.INTEREST, None, {Side.SOURCE}),
        (State.ASKED, None, {Side.COPIER}),
        (State.ACCEPTED, None, set(Side)),
        (State.PROPOSED, BY_COPIER, {Side.SOURCE}),
        (State.PROPOSED, BY_SOURCE, {Side.COPIER}),
        (State.AGREED, None, {Side.COPIER}),
        (State.ACHIEVED, None, set()),
        (State.STOPPED, None, set()),
    ],
)
def test_whose_turn_it_is(state, proposal, sides):
    assert waits_for(state, proposal) == sides


def test_what_lies_on_a_units_desk():
    assert asks_for(Side.SOURCE) == {State.INTEREST, State.ACCEPTED, State.PROPOSED}
    assert asks_for(Side.COPIER) == {State.ASKED, State.ACCEPTED, State.PROPOSED, State.AGREED}


def test_who_acts_for_both_units_acts_for_the_copier():
    assert side_of(Step.PROPOSE, BOTH) is Side.COPIER
    assert side_of(Step.PROPOSE, SOURCE_WRITER) is Side.SOURCE
    assert side_of(Step.ACCEPT, BOTH) is Side.SOURCE
    with pytest.raises(ValueError, match="accept"):
        side_of(Step.ACCEPT, COPIER_HEAD)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        ("2026-01-15", 1, "2026-02-15"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 12, "2027-12-31"),
    ],
)
def test_months_end_with_their_last_day(day, months, later):
    assert months_later(datetime.date.fromisoformat(day), months).isoformat() == later


@given(st.dates(max_value=datetime.date(9990, 1, 1)), st.integers(1, 60))
def test_later_is_later_and_never_skips_a_month(day, months):
    later = months_later(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


@pytest.mark.parametrize(("days", "due"), [(6, []), (7, [7]), (13, [7]), (14, [7, 14]), (90, [7, 14])])
def test_reminders_after_one_and_two_weeks(days, due):
    since = datetime.date(2026, 3, 1)
    assert reminders_due(since, since + datetime.timedelta(days=days)) == due
