"""How old an innovation is, no more precisely than its dates are known."""

import datetime
from dataclasses import dataclass

from common import partial_dates

YEAR_MONTHS = 12


@dataclass(frozen=True)
class Age:
    """Whole months since the start; ``at_least`` where it may be older than that."""

    months: int
    at_least: bool

    @property
    def years(self) -> int:
        """Return the whole years."""
        return self.months // YEAR_MONTHS


def innovation_age(started_on: str, seen_on: str, today: datetime.date) -> Age | None:
    """Return the age on ``today``; None where no date is known or it has not begun.

    ``started_on`` counts before ``seen_on``: both are partial dates (``YYYY``,
    ``YYYY-MM`` or ``YYYY-MM-DD``) or blank. A year or a month counts from its last
    day, so that the age is never more than what is proven: the minimum ages of
    competitions are counted so.
    """
    known = started_on or seen_on
    if not known:
        return None
    first, last = partial_dates.parse(known)
    if first > today:
        return None
    at_least = not started_on or first != last
    return Age(months=_whole_months(last, today), at_least=at_least)


def _whole_months(start: datetime.date, end: datetime.date) -> int:
    months = (end.year - start.year) * YEAR_MONTHS + end.month - start.month - (end.day < start.day)
    return max(months, 0)
