"""A date is no more precise than what is known."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import partial_dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-06", "2019-06-01", "2019-06-30"),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019-12", "2019-12-01", "2019-12-31"),
        ("2019-06-27", "2019-06-27", "2019-06-27"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_first_and_last_day(text, first, last):
    assert [day.isoformat() for day in partial_dates.parse(text)] == [first, last]


@pytest.mark.parametrize(
    "text", ["", "19", "2019-13", "2019-02-30", "2019-6", "2019-06-27\n", "0000", "٢٠١٩", "2019-06-27T00:00"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        partial_dates.parse(text)


@given(st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date.max))
def test_every_day_lies_within_its_month_and_year(day):
    for text in (f"{day:%Y}", f"{day:%Y-%m}", day.isoformat()):
        first, last = partial_dates.parse(text)
        assert first <= day <= last
