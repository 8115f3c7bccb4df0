"""How a replication goes on. Pure: no database, no request, no clock; dates come in as arguments."""

from replications.rules.clock import ANSWER_REMINDERS, MILESTONE_MONTHS, months_later, reminders_due
from replications.rules.steps import (
    ENDED,
    PUBLIC,
    Proposal,
    Refusal,
    Side,
    State,
    Step,
    asks_for,
    needs_note,
    possible_steps,
    refusal,
    side_of,
    state_after,
    waits_for,
)

__all__ = [
    "ANSWER_REMINDERS",
    "ENDED",
    "MILESTONE_MONTHS",
    "PUBLIC",
    "Proposal",
    "Refusal",
    "Side",
    "State",
    "Step",
    "asks_for",
    "months_later",
    "needs_note",
    "possible_steps",
    "refusal",
    "reminders_due",
    "side_of",
    "state_after",
    "waits_for",
]
