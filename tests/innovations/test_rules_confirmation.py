"""How long a confirmation holds, and when the unit is reminded."""

import datetime

import pytest

from innovations import rules

DAY = datetime.date


@pytest.mark.parametrize(
    ("status", "confirmed_on", "published_on", "until"),
    [
        ("continues", "2025-03-04", DAY(2020, 1, 1), DAY(2026, 3, 4)),
        ("grown", "2025-03", None, DAY(2026, 3, 31)),
        ("continues", "2025", DAY(2026, 6, 1), DAY(2026, 12, 31)),
        ("unknown", "", DAY(2024, 2, 29), DAY(2025, 2, 28)),
        ("", "", DAY(2025, 11, 25), DAY(2026, 11, 25)),
        ("", "", None, None),
        ("stopped", "2019", DAY(2019, 1, 1), None),
        ("continues", "9999-12", None, None),
    ],
)
def test_a_confirmation_holds_a_year_from_the_last_day_that_it_can_mean(status, confirmed_on, published_on, until):
    assert rules.confirmed_until(status, confirmed_on, published_on) == until


@pytest.mark.parametrize(
    ("today", "overdue", "reminder"),
    [
        (DAY(2026, 2, 17), False, None),
        (DAY(2026, 2, 18), False, -14),
        (DAY(2026, 3, 3), False, -14),
        (DAY(2026, 3, 4), False, 0),
        (DAY(2026, 3, 5), True, 0),
        (DAY(2026, 4, 2), True, 0),
        (DAY(2026, 4, 3), True, 30),
        (DAY(2030, 1, 1), True, 30),
    ],
)
def test_the_latest_reminder_that_has_come_is_due(today, overdue, reminder):
    until = DAY(2026, 3, 4)
    assert rules.is_overdue(until, today) is overdue
    assert rules.reminder_due(until, today) == reminder


def test_what_needs_no_confirmation_is_neither_late_nor_reminded_of():
    assert rules.is_overdue(None, DAY(2030, 1, 1)) is False
    assert rules.reminder_due(None, DAY(2030, 1, 1)) is None


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (DAY(2026, 11, 25), DAY(2025, 11, 25)),
        (DAY(2025, 2, 28), DAY(2024, 2, 28)),
        (DAY(2025, 3, 1), DAY(2024, 3, 1)),
        (DAY(2028, 2, 29), DAY(2027, 3, 1)),
    ],
)
def test_the_first_day_that_holds_is_the_earliest_that_is_not_overdue(today, first):
    def is_overdue(day):
        return rules.is_overdue(rules.confirmed_until("", day.isoformat(), None), today)

    assert rules.first_day_that_holds(today) == first
    assert not is_overdue(first)
    assert is_overdue(first - datetime.timedelta(days=1))
