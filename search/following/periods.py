"""Up to which day a digest tells. Pure: the day comes in."""

from datetime import date, timedelta

from search.models import Follow


def told_before(often: Follow.Often, today: date) -> date | None:
    """Return the day before whose beginning everything is told of by ``today``'s run; None where nothing is.

    Whole days and weeks, so that a run that comes late, or comes twice, tells the same. A weekly digest
    that nobody sent on Monday goes out on the next day that digests are sent.
    """
    if often == Follow.Often.DAILY:
        return today
    if often == Follow.Often.WEEKLY:
        return today - timedelta(days=today.weekday())
    return None
