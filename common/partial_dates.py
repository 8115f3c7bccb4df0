"""Dates that are no more precise than what is known: a year, a month or a day."""

import calendar
import datetime
import re

_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")


def parse(text: str) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day that ``text`` can mean.

    ``text`` is ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``. Raises ValueError for
    anything else, a day that the calendar lacks included.
    """
    match = _PATTERN.match(text)
    if match is None:
        raise ValueError(f"{text!r} is not YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None:
        raise ValueError(f"{text!r} has no year")
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day is None:
        first = datetime.date(year, month, 1)
        return first, first.replace(day=calendar.monthrange(year, month)[1])
    exact = datetime.date(year, month, day)
    return exact, exact


def year_of(text: str) -> int | None:
    """Return the year of a partial date, or None where none is known."""
    return int(text[:4]) if text else None
