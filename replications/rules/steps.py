"""Who may take which step from which state.

In the field a replication goes *minat → kesepakatan → implementasi* (``instruments.json``,
``replication.steps``). Here each of the three is as many states as it takes to see whose
turn it is, and the way ends in results, or in a reason why it ended.
"""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from units.rules import Act


class State(StrEnum):
    """How far a replication has come."""

    INTEREST = "interest"  # the source unit has to answer
    ASKED = "asked"  # the source unit wants to know more first
    ACCEPTED = "accepted"  # welcome; an agreement is to be written
    PROPOSED = "proposed"  # one side has written an agreement, the other has to sign
    AGREED = "agreed"  # both sides have signed
    IMPLEMENTING = "implementing"
    ACHIEVED = "achieved"  # the copier has told its own results
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Side(StrEnum):
    """The two units of a replication."""

    SOURCE = "source"
    COPIER = "copier"


class Step(StrEnum):
    """What takes a replication from one state to another; in the order in which it is offered."""

    EXPRESS = "express"
    ACCEPT = "accept"
    ASK = "ask"
    DECLINE = "decline"
    REPLY = "reply"
    SIGN = "sign"
    PROPOSE = "propose"
    START = "start"
    ACHIEVE = "achieve"
    RESUME = "resume"
    STOP = "stop"
    WITHDRAW = "withdraw"


class Refusal(StrEnum):
    """Why a step can't be taken."""

    STATE = "state"  # not from this state
    ROLE = "role"  # not by this person
    OWN_PROPOSAL = "own_proposal"  # the other side signs, and another person
    NOTE = "note"  # a reason or an answer is missing


@dataclass(frozen=True)
class _Move:
    """A line of the table: who takes a step (sides, and what one must be allowed to do there), from where to where."""

    sides: frozenset[Side]
    act: Act
    before: frozenset[State | None]
    after: State
    needs_note: bool = False


_SOURCE, _COPIER, _EITHER = frozenset({Side.SOURCE}), frozenset({Side.COPIER}), frozenset(Side)


def _of(*states: State | None) -> frozenset[State | None]:
    return frozenset(states)


# Whoever writes for a unit may say that it is interested and tell how it goes on; what binds
# the unit is for those who answer for it.
_TABLE: dict[Step, _Move] = {
    Step.EXPRESS: _Move(_COPIER, Act.WRITE, _of(None), State.INTEREST),
    Step.ASK: _Move(_SOURCE, Act.WRITE, _of(State.INTEREST), State.ASKED, needs_note=True),
    Step.REPLY: _Move(_COPIER, Act.WRITE, _of(State.ASKED), State.INTEREST, needs_note=True),
    Step.ACCEPT: _Move(_SOURCE, Act.ANSWER, _of(State.INTEREST, State.ASKED), State.ACCEPTED),
    Step.DECLINE: _Move(_SOURCE, Act.ANSWER, _of(State.INTEREST, State.ASKED), State.DECLINED, needs_note=True),
    Step.WITHDRAW: _Move(
        _COPIER,
        Act.ANSWER,
        _of(State.INTEREST, State.ASKED, State.ACCEPTED, State.PROPOSED),
        State.WITHDRAWN,
        needs_note=True,
    ),
    Step.PROPOSE: _Move(_EITHER, Act.WRITE, _of(State.ACCEPTED, State.PROPOSED), State.PROPOSED),
    Step.SIGN: _Move(_EITHER, Act.ANSWER, _of(State.PROPOSED), State.AGREED),
    Step.START: _Move(_COPIER, Act.WRITE, _of(State.AGREED), State.IMPLEMENTING),
    Step.ACHIEVE: _Move(_COPIER, Act.WRITE, _of(State.IMPLEMENTING, State.ACHIEVED), State.ACHIEVED),
    Step.STOP: _Move(
        _COPIER, Act.ANSWER, _of(State.AGREED, State.IMPLEMENTING, State.ACHIEVED), State.STOPPED, needs_note=True
    ),
    Step.RESUME: _Move(_COPIER, Act.ANSWER, _of(State.STOPPED), State.IMPLEMENTING, needs_note=True),
}

ENDED = frozenset({State.DECLINED, State.WITHDRAWN, State.STOPPED})
"""The states after which the same unit may show its interest anew."""

PUBLIC = frozenset({State.AGREED, State.IMPLEMENTING, State.ACHIEVED, State.STOPPED})
"""The states that everyone may see; before, a replication is between its two units."""

_TURN: dict[State, Side] = {
    State.INTEREST: Side.SOURCE,
    State.ASKED: Side.COPIER,
    State.AGREED: Side.COPIER,
    State.IMPLEMENTING: Side.COPIER,
}


@dataclass(frozen=True)
class Proposal:
    """Who wrote the agreement that waits for the other side: for which side, and which person."""

    side: Side
    person: int


Held = Collection[tuple[Side, Act]]
"""What a person may do for which of the two units."""


def needs_note(step: Step) -> bool:
    """Say whether a step needs an answer or a reason in words."""
    return _TABLE[step].needs_note


def state_after(step: Step, *, started: bool) -> State:
    """Return the state to which a step leads.

    ``started`` says whether the implementation has begun: what stopped before is taken up as agreed, and begins yet.
    """
    if step is Step.RESUME and not started:
        return State.AGREED
    return _TABLE[step].after


def side_of(step: Step, held: Held) -> Side:
    """Return the unit for which a step is taken: the copier where somebody may take it for both.

    Raises ValueError for somebody who may take it for neither.
    """
    move = _TABLE[step]
    sides = {side for side in move.sides if (side, move.act) in held}
    if not sides:
        raise ValueError(step)
    return Side.COPIER if Side.COPIER in sides else Side.SOURCE


def possible_steps(state: State | None, held: Held, person: int, proposal: Proposal | None = None) -> list[Step]:
    """Return the steps that a person may take now, in the order in which they are offered."""
    return [step for step in Step if _not_allowed(step, state, held, person, proposal) is None]


def refusal(
    step: Step, state: State | None, held: Held, person: int, note: str, proposal: Proposal | None = None
) -> Refusal | None:
    """Return why a step can't be taken; None where it can.

    ``proposal`` is who wrote the agreement that waits. It is signed by the other side and by
    another person: one who answers for both units (a local admin, a moderator) does not make
    an agreement alone.
    """
    reason = _not_allowed(step, state, held, person, proposal)
    if reason is None and needs_note(step) and not note.strip():
        return Refusal.NOTE
    return reason


def _not_allowed(step: Step, state: State | None, held: Held, person: int, proposal: Proposal | None) -> Refusal | None:
    move = _TABLE[step]
    if state not in move.before:
        return Refusal.STATE
    sides = {side for side in move.sides if (side, move.act) in held}
    if not sides:
        return Refusal.ROLE
    if step is Step.SIGN and proposal is not None and (sides == {proposal.side} or person == proposal.person):
        return Refusal.OWN_PROPOSAL
    return None


def waits_for(state: State, proposal: Proposal | None = None) -> frozenset[Side]:
    """Return whose turn it is: nobody's at the end, either's where an agreement is to be written."""
    if state is State.ACCEPTED:
        return _EITHER
    if state is State.PROPOSED and proposal is not None:
        return _EITHER - {proposal.side}
    return frozenset({_TURN[state]}) if state in _TURN else frozenset()


def asks_for(side: Side) -> frozenset[State]:
    """Return the states in which a unit of the side has something to answer, sign or begin.

    While it is implemented the milestones say what is due; who wrote an agreement does not sign it.
    """
    asked = {state for state in State if side in waits_for(state)} - {State.IMPLEMENTING}
    return frozenset(asked | {State.PROPOSED})
