"""Counting months on the calendar."""

import calendar
import datetime

_MONTHS = 12


def months_later(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or its last where that month is shorter.

    >>> months_later(datetime.date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    index = day.year * _MONTHS + day.month - 1 + months
    year, month = index // _MONTHS, index % _MONTHS + 1
    return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
