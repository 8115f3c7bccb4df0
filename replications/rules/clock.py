"""What is due when."""

import datetime
from typing import Final

ANSWER_REMINDERS: Final = (7, 14)
"""Days without an answer after which the unit whose turn it is gets a reminder."""

MILESTONE_MONTHS: Final = (1, 3, 6, 12)
"""Months after the start at which the copier says how it goes."""


def reminders_due(waiting_since: datetime.date, today: datetime.date) -> list[int]:
    """Return the days after which a reminder was due by ``today``, the latest last."""
    return [days for days in ANSWER_REMINDERS if today >= waiting_since + datetime.timedelta(days=days)]
