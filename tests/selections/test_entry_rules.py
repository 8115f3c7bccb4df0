"""Who may take which step with an entry, in which state, phase and at what time."""

import datetime
from itertools import product

import pytest

from selections.rules.answers import prefilled
from selections.rules.entries import (
    Clock,
    EntryRefusal,
    EntryState,
    EntryStep,
    Hand,
    deciding_refusal,
    possible_steps,
    refusal,
    state_after,
    writing_refusal,
)
from selections.rules.phases import Phase
from selections.rules.rulebook import Section

OPENS = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)
CLOSES, MENDING = OPENS + datetime.timedelta(days=10), OPENS + datetime.timedelta(days=20)
OBJECTIONS = OPENS + datetime.timedelta(days=25)
S, W, A, T = EntryState, Hand.WRITER, Hand.LOCAL_ADMIN, Hand.SECRETARIAT
ALL_HANDS = {W, A, T}

ALLOWED = {
    (EntryStep.PROPOSE, S.DRAFT, W, Phase.OPEN): S.PROPOSED,
    (EntryStep.SUBMIT, S.DRAFT, A, Phase.OPEN): S.SUBMITTED,
    (EntryStep.SUBMIT, S.PROPOSED, A, Phase.OPEN): S.SUBMITTED,
    (EntryStep.RETURN, S.PROPOSED, A, Phase.OPEN): S.DRAFT,
    (EntryStep.RETURN, S.SUBMITTED, A, Phase.OPEN): S.DRAFT,
    (EntryStep.WITHDRAW, S.DRAFT, W, Phase.OPEN): S.WITHDRAWN,
    (EntryStep.WITHDRAW, S.PROPOSED, W, Phase.OPEN): S.WITHDRAWN,
    (EntryStep.WITHDRAW, S.SUBMITTED, W, Phase.OPEN): S.WITHDRAWN,
    (EntryStep.ADMIT, S.SUBMITTED, T, Phase.CHECK): S.ADMITTED,
    (EntryStep.ADMIT, S.REJECTED, T, Phase.CHECK): S.ADMITTED,
    (EntryStep.ASK_TO_MEND, S.SUBMITTED, T, Phase.CHECK): S.MENDING,
    (EntryStep.REJECT, S.SUBMITTED, T, Phase.CHECK): S.REJECTED,
    (EntryStep.REJECT, S.MENDING, T, Phase.CHECK): S.REJECTED,
    (EntryStep.REJECT, S.ADMITTED, T, Phase.CHECK): S.REJECTED,
    (EntryStep.MEND, S.MENDING, W, Phase.CHECK): S.SUBMITTED,
}
"""All that can be done, and where it leads."""


def _at(now):
    return Clock(now, OPENS, CLOSES, MENDING, OBJECTIONS)


def _fit(step, state):
    """Return a time at which nothing is early or late: what is to be mended is rejected after the time for it."""
    return _at(MENDING + SECOND if (step, state) == (EntryStep.REJECT, S.MENDING) else OPENS)


def test_nothing_else_can_be_done():
    for step, state, hand, phase in product(EntryStep, EntryState, Hand, Phase):
        refused = refusal(step, state, phase, {hand}, _fit(step, state), note="Alasan.")
        assert (refused is None) == ((step, state, hand, phase) in ALLOWED), (step, state, hand, phase)
    assert {step: state_after(step) for step, *_rest in ALLOWED} == {step: to for (step, *_rest), to in ALLOWED.items()}


@pytest.mark.parametrize(
    ("step", "state", "phase", "now", "refused"),
    [
        (EntryStep.PROPOSE, S.DRAFT, Phase.OPEN, OPENS - SECOND, EntryRefusal.NOT_YET),
        (EntryStep.PROPOSE, S.DRAFT, Phase.OPEN, OPENS, None),
        (EntryStep.SUBMIT, S.DRAFT, Phase.OPEN, CLOSES, None),
        (EntryStep.SUBMIT, S.DRAFT, Phase.OPEN, CLOSES + SECOND, EntryRefusal.LATE),
        (EntryStep.WITHDRAW, S.DRAFT, Phase.CHECK, CLOSES, EntryRefusal.LATE),
        (EntryStep.SUBMIT, S.DRAFT, Phase.DRAFT, OPENS, EntryRefusal.PHASE),
        (EntryStep.MEND, S.MENDING, Phase.CHECK, MENDING, None),
        (EntryStep.MEND, S.MENDING, Phase.CHECK, MENDING + SECOND, EntryRefusal.LATE),
        (EntryStep.ASK_TO_MEND, S.SUBMITTED, Phase.CHECK, MENDING + SECOND, EntryRefusal.LATE),
        (EntryStep.REJECT, S.MENDING, Phase.CHECK, MENDING, EntryRefusal.MENDING),
        (EntryStep.REJECT, S.MENDING, Phase.CHECK, MENDING + SECOND, None),
        (EntryStep.REJECT, S.SUBMITTED, Phase.CHECK, MENDING, None),
        (EntryStep.REJECT, S.SUBMITTED, Phase.CHECK, OBJECTIONS, None),
        (EntryStep.REJECT, S.SUBMITTED, Phase.CHECK, OBJECTIONS + SECOND, EntryRefusal.NO_OBJECTION),
        (EntryStep.REJECT, S.ADMITTED, Phase.CHECK, OBJECTIONS + SECOND, EntryRefusal.NO_OBJECTION),
        (EntryStep.ADMIT, S.REJECTED, Phase.CHECK, OBJECTIONS + SECOND, None),
        (EntryStep.ADMIT, S.SUBMITTED, Phase.JUDGING, MENDING, EntryRefusal.PHASE),
    ],
)
def test_the_clock_decides_to_the_second(step, state, phase, now, refused):
    assert refusal(step, state, phase, ALL_HANDS, _at(now), note="Alasan.") is refused


@pytest.mark.parametrize("step", EntryStep)
def test_what_goes_against_a_unit_needs_a_reason(step):
    state = next(state for done, state, _hand, _phase in ALLOWED if done is step)
    phase = next(phase for done, _state, _hand, phase in ALLOWED if done is step)
    needs = {EntryStep.RETURN, EntryStep.WITHDRAW, EntryStep.ASK_TO_MEND, EntryStep.REJECT}
    refused = refusal(step, state, phase, ALL_HANDS, _at(OPENS), note=" ")
    assert refused is (EntryRefusal.NOTE if step in needs else None)


@pytest.mark.parametrize(
    ("state", "phase", "hand", "now", "refused"),
    [
        (S.DRAFT, Phase.OPEN, W, OPENS, None),
        (S.DRAFT, Phase.OPEN, A, CLOSES, None),
        (S.DRAFT, Phase.OPEN, W, CLOSES + SECOND, EntryRefusal.LATE),
        (S.DRAFT, Phase.OPEN, T, OPENS, EntryRefusal.HAND),
        (S.PROPOSED, Phase.OPEN, W, OPENS, EntryRefusal.HAND),
        (S.PROPOSED, Phase.OPEN, A, OPENS, None),
        (S.SUBMITTED, Phase.OPEN, A, OPENS, EntryRefusal.STATE),
        (S.MENDING, Phase.CHECK, W, MENDING, None),
        (S.MENDING, Phase.CHECK, W, MENDING + SECOND, EntryRefusal.LATE),
        (S.ADMITTED, Phase.CHECK, W, MENDING, EntryRefusal.STATE),
    ],
)
def test_who_may_write_and_until_when(state, phase, hand, now, refused):
    assert writing_refusal(state, phase, {hand}, _at(now)) is refused


def test_who_has_a_conflict_of_interest_decides_nothing_for_the_secretariat_and_keeps_the_other_hands():
    for (step, state, hand, phase), _after in ALLOWED.items():
        refused = refusal(step, state, phase, ALL_HANDS | {Hand.INTERESTED}, _fit(step, state), note="Alasan.")
        assert refused is (EntryRefusal.CONFLICT if hand is T else None), step
    assert [deciding_refusal(hands) for hands in ({T}, {T, Hand.INTERESTED}, {W, A})] == [
        None,
        EntryRefusal.CONFLICT,
        EntryRefusal.HAND,
    ]


def test_steps_are_offered_in_their_order():
    offered = possible_steps(S.PROPOSED, Phase.OPEN, {W, A}, _at(OPENS))
    assert offered == [EntryStep.SUBMIT, EntryStep.RETURN, EntryStep.WITHDRAW]


def test_answers_come_from_the_keys_of_the_record_that_a_question_names():
    sections = [
        Section("a", "A", fields=("summary",)),
        Section("b", "B", fields=("sections.idea", "sections.results", "sections.problem")),
        Section("c", "C", fields=("cost.note", "outcomes", "summary.text")),
        Section("d", "D"),
    ]
    record = {"summary": "Ringkas.", "sections": {"idea": "Ide.", "problem": "Masalah."}, "outcomes": [{}]}
    assert prefilled(record, sections) == {"a": "Ringkas.", "b": "Ide.\n\nMasalah.", "c": "", "d": ""}
