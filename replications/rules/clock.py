"""What is due when."""

import calendar
import datetime
from typing import Final

ANSWER_REMINDERS: Final = (7, 14)
"""Days without an answer after which the unit whose turn it is gets a reminder."""

MILESTONE_MONTHS: Final = (1, 3, 6, 12)
"""Months after the start at which the copier says how it goes."""

_MONTHS = 12


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or its last where that month is shorter.

    >>> months_later(datetime.date(2026, 1, 31), 1)
    datetime.date(2026, 2, 28)
    """
    index = day.year * _MONTHS + day.month - 1 + months
    year, month = index // _MONTHS, index % _MONTHS + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def reminders_due(waiting_since: datetime.date, today: datetime.date) -> list[int]:
    """Return the days after which a reminder was due by ``today``, the latest last."""
    return [days for days in ANSWER_REMINDERS if today >= waiting_since + datetime.timedelta(days=days)]
