"""When a published list may be objected to."""

from datetime import datetime, timedelta
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


def until_anew(rule: datetime | None, before: datetime | None, announced: datetime, now: datetime) -> datetime | None:
    """Return until when objections are taken to a list that is announced ``now``, in place of an earlier one.

    It has a time of its own, as long as the earlier one had, which was ``announced`` with the time until
    ``before``. Days are counted up to whole ones, so that the hour stays; ``rule`` counts where it gives more.
    """
    if rule is None or before is None:
        return rule
    days = -((announced - now) // timedelta(days=1))
    return max(rule, before + timedelta(days=days))
