"""Figures and dates read as an Indonesian official writes them, and as English in English."""

import datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from common import formatting


def plain(text: str) -> str:
    """Show non-breaking spaces as plain ones, so that the tables below can be read."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (None, "belum diketahui", "not yet known"),
        (0, "0", "0"),
        (1916, "1.916", "1,916"),
        (15675, "15.675", "15,675"),
        (Decimal("94.53"), "94,53", "94.53"),
        (Decimal("114.900"), "114,9", "114.9"),
        (0.02, "0,02", "0.02"),
        (-3.5, "-3,5", "-3.5"),
        (Decimal("1E+3"), "1.000", "1,000"),
    ],
)
def test_numbers_use_the_separators_of_the_language(value: Decimal | None, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert formatting.number(value) == indonesian
    with translation.override("en"):
        assert formatting.number(value) == english


@pytest.mark.parametrize(
    ("value", "upper", "approximate", "text"),
    [
        (5, 7, False, "5–7"),
        (5, None, False, "5"),
        (5, 5, False, "5"),
        (3, None, True, "± 3"),
        (None, 7, True, "belum diketahui"),
    ],
)
def test_ranges_and_approximate_figures_are_marked(
    value: int | None, upper: int | None, approximate: bool, text: str
) -> None:
    with translation.override("id"):
        assert plain(formatting.number_range(value, upper, approximate=approximate)) == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (None, "belum diketahui"),
        (0, "Rp 0"),
        (950_000, "Rp 950.000"),
        (1_500_000, "Rp 1,5 juta"),
        (999_999, "Rp 999.999"),
        (48_000_000_000, "Rp 48 miliar"),
        (1_250_000_000, "Rp 1,25 miliar"),
        (2_000_000_000_000, "Rp 2 triliun"),
    ],
)
def test_rupiah_take_the_largest_fitting_word(amount: int | None, text: str) -> None:
    with translation.override("id"):
        assert plain(formatting.rupiah(amount)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "belum diketahui"),
        (97.22, "97 %"),
        (18.16, "18 %"),
        (6.25, "6,3 %"),
        (99.78, "99,7 %"),
        (100, "100 %"),
        (0, "0 %"),
        (0.04, "0,04 %"),
        (600, "600 %"),
    ],
)
def test_percentages_never_round_up_to_all_or_down_to_nothing(value: float | None, text: str) -> None:
    with translation.override("id"):
        assert plain(formatting.percent(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(-97.2, "turun 97 %"), (18.2, "naik 18 %"), (0, "tetap"), (None, "belum diketahui")],
)
def test_a_change_is_a_word_and_a_percentage(value: float | None, text: str) -> None:
    with translation.override("id"):
        assert plain(formatting.change(value)) == text


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        ("", "belum diketahui", "not yet known"),
        ("2018", "2018", "2018"),
        ("2024-04", "April 2024", "April 2024"),
        ("2018-12-03", "3 Desember 2018", "3 December 2018"),
    ],
)
def test_a_partial_date_says_no_more_than_is_known(value: str, indonesian: str, english: str) -> None:
    with translation.override("id"):
        assert plain(formatting.partial_date(value)) == indonesian
    with translation.override("en"):
        assert plain(formatting.partial_date(value)) == english


@pytest.mark.parametrize(
    ("size", "text"), [(None, "belum diketahui"), (640, "640 B"), (35_400, "35 kB"), (1_240_000, "1,2 MB")]
)
def test_file_sizes(size: int | None, text: str) -> None:
    with translation.override("id"):
        assert plain(formatting.file_size(size)) == text


def test_filters_show_moments_in_the_sites_own_time_zone() -> None:
    late = datetime.datetime(2018, 12, 2, 23, 30, tzinfo=datetime.UTC)
    with translation.override("id"):
        shown = Template("{% load formatting %}{{ moment|long_date }}").render(Context({"moment": late}))
    assert plain(shown) == "3 Desember 2018"
