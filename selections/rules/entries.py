"""Who may take which step with an entry, and when.

*Unit → admin lokal → tim sekretariat*: the unit writes, the local admin of its agency returns or
submits, the secretariat admits or rejects (``instruments.json``, ``kipp.roles``).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from selections.rules.phases import Phase


class EntryState(StrEnum):
    """How far an entry has come."""

    DRAFT = "draft"
    PROPOSED = "proposed"  # the local admin has it
    SUBMITTED = "submitted"  # the secretariat has it
    MENDING = "mending"  # the unit may mend what the check found
    ADMITTED = "admitted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class EntryStep(StrEnum):
    """What takes an entry from one state to another; in the order in which it is offered."""

    PROPOSE = "propose"
    SUBMIT = "submit"
    RETURN = "return"
    ADMIT = "admit"
    ASK_TO_MEND = "ask_to_mend"
    REJECT = "reject"
    MEND = "mend"
    WITHDRAW = "withdraw"


class Hand(StrEnum):
    """As what a person has to do with an entry."""

    WRITER = "writer"
    LOCAL_ADMIN = "local_admin"
    SECRETARIAT = "secretariat"
    INTERESTED = "interested"  # of the secretariat, with a conflict of interest: reads, and decides nothing


class EntryRefusal(StrEnum):
    """Why a step can't be taken."""

    STATE = "state"
    HAND = "hand"
    CONFLICT = "conflict"
    MENDING = "mending"
    NO_OBJECTION = "no_objection"
    NOT_YET = "not_yet"
    LATE = "late"
    NOTE = "note"
    PHASE = "phase"


@dataclass(frozen=True)
class _Move:
    hand: Hand
    before: frozenset[EntryState]
    after: EntryState
    phase: Phase
    needs_note: bool = False


def _of(*states: EntryState) -> frozenset[EntryState]:
    return frozenset(states)


_TABLE: dict[EntryStep, _Move] = {
    EntryStep.PROPOSE: _Move(Hand.WRITER, _of(EntryState.DRAFT), EntryState.PROPOSED, Phase.OPEN),
    EntryStep.SUBMIT: _Move(
        Hand.LOCAL_ADMIN, _of(EntryState.DRAFT, EntryState.PROPOSED), EntryState.SUBMITTED, Phase.OPEN
    ),
    EntryStep.RETURN: _Move(
        Hand.LOCAL_ADMIN,
        _of(EntryState.PROPOSED, EntryState.SUBMITTED),
        EntryState.DRAFT,
        Phase.OPEN,
        needs_note=True,
    ),
    EntryStep.WITHDRAW: _Move(
        Hand.WRITER,
        _of(EntryState.DRAFT, EntryState.PROPOSED, EntryState.SUBMITTED),
        EntryState.WITHDRAWN,
        Phase.OPEN,
        needs_note=True,
    ),
    EntryStep.ADMIT: _Move(
        Hand.SECRETARIAT, _of(EntryState.SUBMITTED, EntryState.REJECTED), EntryState.ADMITTED, Phase.CHECK
    ),
    EntryStep.ASK_TO_MEND: _Move(
        Hand.SECRETARIAT, _of(EntryState.SUBMITTED), EntryState.MENDING, Phase.CHECK, needs_note=True
    ),
    EntryStep.REJECT: _Move(
        Hand.SECRETARIAT,
        _of(EntryState.SUBMITTED, EntryState.MENDING, EntryState.ADMITTED),
        EntryState.REJECTED,
        Phase.CHECK,
        needs_note=True,
    ),
    EntryStep.MEND: _Move(Hand.WRITER, _of(EntryState.MENDING), EntryState.SUBMITTED, Phase.CHECK),
}

_WRITERS: dict[EntryState, frozenset[Hand]] = {
    EntryState.DRAFT: frozenset({Hand.WRITER, Hand.LOCAL_ADMIN}),
    EntryState.PROPOSED: frozenset({Hand.LOCAL_ADMIN}),
    EntryState.MENDING: frozenset({Hand.WRITER, Hand.LOCAL_ADMIN}),
}

_WITHIN_MENDING = frozenset({EntryStep.ASK_TO_MEND, EntryStep.MEND})
"""What needs that entries may still be mended."""

UNDECIDED = frozenset({EntryState.SUBMITTED, EntryState.MENDING})
"""The states in which the secretariat, or the unit, has yet to say something before judging begins."""

COUNTED = frozenset({EntryState.SUBMITTED, EntryState.MENDING, EntryState.ADMITTED, EntryState.REJECTED})
"""The states that take a place of an agency's quota: what was submitted, whatever became of it."""


@dataclass(frozen=True)
class Clock:
    """The times that count for a step: the server's, to the second."""

    now: datetime
    opens_at: datetime | None
    closes_at: datetime | None
    mending_until: datetime | None
    objections_until: datetime | None = None


def writing_refusal(state: EntryState, phase: Phase, hands: Collection[Hand], clock: Clock) -> EntryRefusal | None:
    """Return why texts and papers can't be changed now; None where they can.

    The unit writes until it passes the entry on, then its local admin does until it is submitted;
    what is to be mended, both.
    """
    writers = _WRITERS.get(state)
    if writers is None:
        return EntryRefusal.STATE
    if not writers & set(hands):
        return EntryRefusal.HAND
    if state is EntryState.MENDING:
        return _phase(EntryStep.MEND, phase) or _time(EntryStep.MEND, clock)
    return _phase(EntryStep.PROPOSE, phase) or _time(EntryStep.PROPOSE, clock)


def deciding_refusal(hands: Collection[Hand]) -> EntryRefusal | None:
    """Return why a person does not decide about an entry for the secretariat; None where he or she does."""
    if Hand.SECRETARIAT not in hands:
        return EntryRefusal.HAND
    return EntryRefusal.CONFLICT if Hand.INTERESTED in hands else None


def state_after(step: EntryStep) -> EntryState:
    """Return the state to which a step leads."""
    return _TABLE[step].after


def needs_note(step: EntryStep) -> bool:
    """Say whether a step needs a reason in words."""
    return _TABLE[step].needs_note


def refusal(
    step: EntryStep, state: EntryState, phase: Phase, hands: Collection[Hand], clock: Clock, note: str = ""
) -> EntryRefusal | None:
    """Return why a step can't be taken; None where it can. After closing nothing changes, to the second."""
    move = _TABLE[step]
    if state not in move.before:
        return EntryRefusal.STATE
    if move.hand not in hands:
        return EntryRefusal.HAND
    if move.hand is Hand.SECRETARIAT and deciding_refusal(hands) is not None:
        return deciding_refusal(hands)
    late = _phase(step, phase) or (_rejecting(state, clock) if step is EntryStep.REJECT else _time(step, clock))
    if late is not None:
        return late
    return EntryRefusal.NOTE if move.needs_note and not note.strip() else None


def possible_steps(state: EntryState, phase: Phase, hands: Collection[Hand], clock: Clock) -> list[EntryStep]:
    """Return the steps that a person may take now, in the order in which they are offered."""
    return [step for step in EntryStep if refusal(step, state, phase, hands, clock, note="-") is None]


def _phase(step: EntryStep, phase: Phase) -> EntryRefusal | None:
    wanted = _TABLE[step].phase
    if phase is wanted:
        return None
    return EntryRefusal.LATE if wanted is Phase.OPEN and phase is not Phase.DRAFT else EntryRefusal.PHASE


def _rejecting(state: EntryState, clock: Clock) -> EntryRefusal | None:
    """Return why it is not fair to reject an entry now: its unit may still mend it, or could not object any more."""
    if state is EntryState.MENDING and clock.mending_until is not None and clock.now <= clock.mending_until:
        return EntryRefusal.MENDING
    late = clock.objections_until is not None and clock.now > clock.objections_until
    return EntryRefusal.NO_OBJECTION if late else None


def _time(step: EntryStep, clock: Clock) -> EntryRefusal | None:
    if step in _WITHIN_MENDING:
        late = clock.mending_until is not None and clock.now > clock.mending_until
        return EntryRefusal.LATE if late else None
    if _TABLE[step].phase is not Phase.OPEN:
        return None
    if clock.opens_at is not None and clock.now < clock.opens_at:
        return EntryRefusal.NOT_YET
    return EntryRefusal.LATE if clock.closes_at is not None and clock.now > clock.closes_at else None
