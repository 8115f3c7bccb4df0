"""How long a confirmation by the unit holds, and when the unit is reminded of the next one."""

import datetime
from typing import Final

from common import partial_dates
from common.months import months_later

CONFIRMED_FOR_MONTHS: Final = 12
"""Months for which a case counts as confirmed. Other values need a rebuild of the search index."""

REMINDER_DAYS: Final = (-14, 0, 30)
"""Days after (before, where negative) the last confirmed day on which the unit is reminded."""

CONFIRMED_AS: Final = ("continues", "grown", "stopped")
"""What a unit can say of its case. «Not known» is what a case is where nobody says anything."""

NEEDS_REASON: Final = ("grown", "stopped")
"""What others can only learn from with the reason."""

_ENDED: Final = "stopped"


def confirmed_until(status: str, confirmed_on: str, published_on: datetime.date | None) -> datetime.date | None:
    """Return the last day on which the case counts as confirmed.

    It counts from the last confirmation (a partial date, or blank), else from the first
    publication here. A year or a month counts from its last day: nobody is called late
    who may not be. None for a case that has stopped, which needs no confirmation any more,
    and for one that was neither confirmed nor published.
    """
    if status == _ENDED:
        return None
    since = partial_dates.parse(confirmed_on)[1] if confirmed_on else published_on
    if since is None or since.year == datetime.MAXYEAR:  # the calendar has no day after that
        return None
    return months_later(since, CONFIRMED_FOR_MONTHS)


def first_day_that_holds(today: datetime.date) -> datetime.date:
    """Return the earliest day from which a confirmation still holds on ``today``: for asking a database."""
    day = months_later(today, -CONFIRMED_FOR_MONTHS)
    return day if months_later(day, CONFIRMED_FOR_MONTHS) >= today else day + datetime.timedelta(days=1)


def is_overdue(until: datetime.date | None, today: datetime.date) -> bool:
    """Say whether a case that counts as confirmed up to ``until`` waits for a confirmation ``today``."""
    return until is not None and today > until


def reminder_due(until: datetime.date | None, today: datetime.date) -> int | None:
    """Return the latest of ``REMINDER_DAYS`` that has come by ``today``; None before the first."""
    if until is None:
        return None
    passed = (today - until).days
    return max((days for days in REMINDER_DAYS if days <= passed), default=None)
