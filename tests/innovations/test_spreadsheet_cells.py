"""What a cell means: read where it has one meaning, refused where it has two."""

import contextlib
import datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innovations.spreadsheets import cells


@pytest.mark.parametrize(
    ("value", "shown_as", "found"),
    [
        (5, "", 5),
        (5.0, "", 5),
        (94.53, "", 94.53),
        (0.9453, "0.00%", 94.53),
        ("48.000.000", "", 48_000_000),
        ("Rp 48.000.000", "", 48_000_000),
        ("94,53", "", Decimal("94.53")),
        ("94.53", "", Decimal("94.53")),
        ("1.234,5", "", Decimal("1234.5")),
        ("-3", "", -3),
        ("1.916", "", None),
        ("1,916", "", None),
        ("48 juta", "", None),
        ("5-7", "", None),
        ("±3", "", None),
        (float("inf"), "", None),
        (float("nan"), "", None),
        (True, "", None),
    ],
)
def test_a_number_is_read_where_it_has_one_meaning(value: Any, shown_as: str, found: Any) -> None:
    if found is None:
        with pytest.raises(cells.CellError):
            cells.number(value, shown_as)
    else:
        assert cells.number(value, shown_as) == found


@pytest.mark.parametrize(
    ("value", "shown_as", "found"),
    [
        ("2019", "", "2019"),
        (2019, "", "2019"),
        (2019.0, "", "2019"),
        ("2019-06", "", "2019-06"),
        ("27 Juni 2019", "", "2019-06-27"),
        ("Juni 2019", "", "2019-06"),
        ("3 des. 2018", "", "2018-12-03"),
        ("27/6/2019", "", "2019-06-27"),
        ("6/6/2019", "", "2019-06-06"),
        (datetime.datetime(2019, 6, 27), "dd/mm/yyyy", "2019-06-27"),
        (datetime.datetime(2019, 6, 1), "mmmm yyyy", "2019-06"),
        (datetime.datetime(2019, 1, 1), "yyyy", "2019"),
        (datetime.date(2019, 6, 27), "", "2019-06-27"),
        ("05/06/2019", "", None),
        ("31 Februari 2019", "", None),
        ("sejak dulu", "", None),
        (43643, "", None),
        (True, "", None),
    ],
)
def test_a_date_is_read_where_it_has_one_meaning(value: Any, shown_as: str, found: str | None) -> None:
    if found is None:
        with pytest.raises(cells.CellError):
            cells.date(value, shown_as)
    else:
        assert cells.date(value, shown_as) == found


@pytest.mark.parametrize(("value", "found"), [(16.1, "16.10"), (16, "16"), (16.71, "16.71"), ("16.71", "16.71")])
def test_a_region_that_became_a_number_keeps_its_two_digits(value: Any, found: str) -> None:
    assert cells.code(value, {"16": "16", "16.10": "16.10", "16.71": "16.71"}, region=True) == found


def test_a_date_where_text_belongs_is_not_turned_back_by_guessing() -> None:
    with pytest.raises(cells.CellError):
        cells.text(datetime.datetime(2019, 3, 4))


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.datetimes()))
def test_every_cell_is_read_or_refused(value: Any) -> None:
    for reader in (cells.text, cells.number, cells.date, cells.yes_no, cells.words):
        with contextlib.suppress(cells.CellError):
            reader(value)
