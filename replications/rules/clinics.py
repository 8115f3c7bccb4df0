"""Who has a seat at a coaching clinic, and what its time allows."""

import datetime
from collections.abc import Sequence
from enum import StrEnum
from typing import Final, TypeVar

CLINIC_REMINDERS: Final = (7, 1)
"""Days before a clinic at which who has a seat is reminded."""

Registered = TypeVar("Registered")


class Phase(StrEnum):
    """Where a clinic is in its time."""

    COMING = "coming"
    RUNNING = "running"
    PAST = "past"
    CANCELLED = "cancelled"


def phase_of(
    begins_at: datetime.datetime, ends_at: datetime.datetime, *, cancelled: bool, now: datetime.datetime
) -> Phase:
    """Return where a clinic is in its time at ``now``."""
    if cancelled:
        return Phase.CANCELLED
    if now < begins_at:
        return Phase.COMING
    return Phase.RUNNING if now < ends_at else Phase.PAST


def seats_taken(registered: Sequence[Registered], seats: int) -> tuple[Sequence[Registered], Sequence[Registered]]:
    """Return who has a seat and who waits for one.

    ``registered`` are those who have not stepped back, in the order in which they came. A seat is
    never stored: whoever is among the first has one, so seats can't be sold twice, and one that
    comes free goes to whoever has waited longest.

    >>> seats_taken(["a", "b", "c"], 2)
    (['a', 'b'], ['c'])
    """
    return registered[:seats], registered[seats:]


def clinic_reminder(begins_on: datetime.date, registered_on: datetime.date, today: datetime.date) -> int | None:
    """Return how many days before the clinic a reminder is due by ``today``, the latest; None where none is.

    Whoever registers later than that needs none: the letter about the registration says the same.
    """
    if today > begins_on:
        return None
    due = [days for days in CLINIC_REMINDERS if registered_on < begins_on - datetime.timedelta(days=days) <= today]
    return min(due, default=None)
