"""What the points of a review come to, and how stages come to one score."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selections.rules.combination import Combined, combine
from selections.rules.figures import rounded
from selections.rules.scoring import Criterion, point_errors, total

RELEVANCE = Criterion("relevance", Decimal(30), scale_max=Decimal(5), scale_min=Decimal(1), step=Decimal(1))
IMPACT = Criterion("impact", Decimal(50), scale_max=Decimal(10), step=Decimal("0.5"))
REACH = Criterion("reach", Decimal(20), scale_max=Decimal(100))
SHEET = [RELEVANCE, IMPACT, REACH]

# relevance (weight 30, of 5) | impact (50, of 10) | reach (20, of 100) | total
POINTS = [
    ("5", "10", "100", Fraction(100)),  # 30 + 50 + 20
    ("4", "7.5", "60", Fraction(147, 2)),  # 24 + 37.5 + 12
    ("1", "0", "0", Fraction(6)),  # the least points of a scale from 1 are not none
    ("3", "6.5", "33.3", Fraction(5716, 100)),  # 18 + 32.5 + 6.66
]


def points(relevance, impact, reach):
    given = {"relevance": relevance, "impact": impact, "reach": reach}
    return {code: None if value is None else Decimal(value) for code, value in given.items()}


@pytest.mark.parametrize(("relevance", "impact", "reach", "expected"), POINTS)
def test_total_of_a_review(relevance, impact, reach, expected):
    assert total(SHEET, points(relevance, impact, reach)) == expected


def test_weights_count_as_shares_of_all_weights():
    sheet = [Criterion("a", Decimal(1), Decimal(3)), Criterion("b", Decimal(2), Decimal(3))]
    assert total(sheet, {"a": Decimal(1), "b": Decimal(2)}) == Fraction(500, 9)  # 100 × (1 × 1/3 + 2 × 2/3) / 3


@pytest.mark.parametrize("given", [{}, points("5", "10", None), {"relevance": Decimal(5), "impact": Decimal(10)}])
def test_without_all_points_there_is_no_total(given):
    assert total(SHEET, given) is None


def test_without_criteria_there_is_no_total():
    assert total([], {}) is None


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (points("5", "10", "100"), []),
        (points(None, None, None), []),
        (points("0", "10", "100"), ["relevance"]),
        (points("6", "10.5", "-1"), ["relevance", "impact", "reach"]),
        (points("2.5", "7.25", "33.33"), ["relevance", "impact"]),
        ({"beauty": Decimal(1)}, ["beauty"]),
    ],
)
def test_points_off_the_scale_are_named(given, wrong):
    errors = point_errors(SHEET, given)
    assert sorted(errors) == sorted(wrong)
    assert all(code in message for code, message in errors.items())
    if wrong:
        with pytest.raises(ValueError, match=wrong[0]):
            total(SHEET, given)


@given(st.lists(st.integers(0, 20), min_size=3, max_size=3))
def test_a_total_is_from_0_to_100_and_rises_with_points(halves):
    sheet = [Criterion(code, Decimal(weight), Decimal(10)) for code, weight in (("a", 7), ("b", 11), ("c", 13))]
    given = dict(zip("abc", (Decimal(half) / 2 for half in halves), strict=True))
    lower = total(sheet, given)
    assert 0 <= lower <= 100
    if given["a"] < 10:
        assert total(sheet, {**given, "a": given["a"] + Decimal("0.5")}) > lower


# Sulawesi Selatan 2022: interview 30 %, substance 70 %
WEIGHTS = {"interview": Decimal(30), "substance": Decimal(70)}


@pytest.mark.parametrize(
    ("weights", "scores", "expected"),
    [
        (WEIGHTS, {"interview": Decimal(80), "substance": Decimal(90)}, Combined(Fraction(87))),  # 24 + 63
        (
            WEIGHTS,
            {"interview": Fraction(250, 3), "substance": Decimal("71.2")},
            Combined(Fraction(7484, 100)),
        ),  # 25 + 49.84
        (WEIGHTS, {"interview": Decimal(0), "substance": Decimal(90)}, Combined(Fraction(63))),
        ({"a": Decimal(1), "b": Decimal(2)}, {"a": Decimal(60), "b": Decimal(90)}, Combined(Fraction(80))),
        (WEIGHTS, {"interview": Decimal(80), "substance": Decimal(90), "field": Decimal(1)}, Combined(Fraction(87))),
        (WEIGHTS, {"interview": None, "substance": Decimal(90)}, Combined(None, ("interview",))),
        (WEIGHTS, {}, Combined(None, ("interview", "substance"))),
    ],
)
def test_stages_combine_by_their_weights(weights, scores, expected):
    assert combine(weights, scores) == expected


@pytest.mark.parametrize("weights", [{}, {"a": Decimal(0)}, {"a": Decimal(-1), "b": Decimal(2)}])
def test_weights_that_make_no_mean_are_refused(weights):
    with pytest.raises(ValueError, match="Weights"):
        combine(weights, {"a": Decimal(1), "b": Decimal(2)})


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        (Fraction(2, 3), 2, "0.67"),
        (Fraction(1, 8), 2, "0.13"),
        (Decimal("99.9949"), 2, "99.99"),
        (Fraction(-1, 3), 3, "-0.333"),
        (5, 0, "5"),
    ],
)
def test_figures_are_rounded_halves_up(value, places, shown):
    assert str(rounded(value, places)) == shown
