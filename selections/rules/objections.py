"""When a published list may be objected to."""

from datetime import datetime
from enum import StrEnum

from selections.rules.phases import Phase


class ObjectionRefusal(StrEnum):
    """Why an objection is not taken."""

    PHASE = "phase"  # no list is open to objections now
    LATE = "late"
    TEXT = "text"


def objection_refusal(phase: Phase, until: datetime | None, now: datetime, text: str = "-") -> ObjectionRefusal | None:
    """Return why an objection to the present list is not taken; None where it is.

    It counts to the second that ``until`` names, by the clock of the server. Without ``until`` there
    is no time for objections.
    """
    if phase is not Phase.OBJECTION:
        return ObjectionRefusal.PHASE
    if until is None or now > until:
        return ObjectionRefusal.LATE
    return None if text.strip() else ObjectionRefusal.TEXT
