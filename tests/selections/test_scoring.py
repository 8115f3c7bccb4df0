"""What the points of a review come to, and how stages come to one score."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selections.rules.combination import combine
from selections.rules.figures import rounded
from selections.rules.rulebook import Criterion
from selections.rules.scoring import total


def criterion(code, weight, most, least=None):
    told = (None if figure is None else Decimal(figure) for figure in (weight, least, most))
    return Criterion(code, code.title(), "proposal", *told)


RELEVANCE = criterion("relevance", 30, 5, least=1)
IMPACT = criterion("impact", 50, 10)
REACH = criterion("reach", 20, 100)
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
    return {code: Decimal(value) for code, value in given.items() if value is not None}


@pytest.mark.parametrize(("relevance", "impact", "reach", "expected"), POINTS)
def test_total_of_a_review(relevance, impact, reach, expected):
    assert total(SHEET, points(relevance, impact, reach)) == expected


def test_weights_count_as_shares_of_all_weights():
    sheet = [criterion("a", 1, 3), criterion("b", 2, 3)]
    assert total(sheet, {"a": Decimal(1), "b": Decimal(2)}) == Fraction(500, 9)  # 100 × (1 × 1/3 + 2 × 2/3) / 3


@pytest.mark.parametrize("given", [{}, points("5", "10", None), {"relevance": Decimal(5), "impact": Decimal(10)}])
def test_without_all_points_there_is_no_total(given):
    assert total(SHEET, given) is None


def test_without_criteria_there_is_no_total():
    assert total([], {}) is None


@pytest.mark.parametrize("blank", [criterion("a", None, 3), criterion("a", 0, 3)])
def test_without_weights_there_is_no_total(blank):
    assert total([blank], {"a": Decimal(1)}) is None


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        (points("0", "10", "100"), "relevance"),
        (points("6", "10.5", "-1"), "relevance, impact, reach"),
        ({"beauty": Decimal(1)}, "beauty"),
    ],
)
def test_points_off_the_scale_are_named(given, wrong):
    with pytest.raises(ValueError, match=wrong):
        total(SHEET, given)


@given(st.lists(st.integers(0, 20), min_size=3, max_size=3))
def test_a_total_is_from_0_to_100_and_rises_with_points(halves):
    sheet = [criterion(code, weight, 10) for code, weight in (("a", 7), ("b", 11), ("c", 13))]
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
        (WEIGHTS, {"interview": Decimal(80), "substance": Decimal(90)}, 87),  # 24 + 63
        (WEIGHTS, {"interview": Fraction(250, 3), "substance": Decimal("71.2")}, Fraction(7484, 100)),  # 25 + 49.84
        (WEIGHTS, {"interview": Decimal(0), "substance": Decimal(90)}, 63),
        ({"a": Decimal(1), "b": Decimal(2)}, {"a": Decimal(60), "b": Decimal(90)}, 80),
        (WEIGHTS, {"interview": Decimal(80), "substance": Decimal(90), "field": Decimal(1)}, 87),
        (WEIGHTS, {"substance": Decimal(90)}, None),
        (WEIGHTS, {}, None),
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
