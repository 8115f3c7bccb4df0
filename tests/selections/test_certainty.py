"""Which places within the cut are certain, and which hang on who judged."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selections.rules import certainty
from selections.rules.certainty import Band, JudgedStage, Line, Standing
from selections.rules.reviews import Review
from selections.rules.rulebook import Official

# Three entries, all seen by three evaluators. 1 is always ahead of 2 and 2 ahead of 3, except that
# evaluator 13 puts 3 first.
SURE = {1: (90, 92, 91), 2: (80, 82, 81), 3: (70, 72, 71)}
SPLIT = {1: (90, 92, 91), 2: (80, 82, 81), 3: (70, 72, 99)}


def reviews(table):
    return [
        Review(entry, 11 + at, Decimal(total)) for entry, totals in table.items() for at, total in enumerate(totals)
    ]


def probabilities(given, official, cut, seed, draws=certainty.DRAWS):
    """Return the probabilities of entries that are all ranked among each other, at one stage."""
    line = Line(frozenset(review.entry for review in given), cut)
    return certainty.probabilities([JudgedStage(given, official)], [line], seed, draws)


def test_each_line_has_its_own_cut_and_stages_combine_by_their_weights():
    proposal = JudgedStage(reviews(SURE), Official.RAW, Decimal(70))
    interview = JudgedStage(reviews({1: (0, 0), 2: (50, 50), 3: (90, 90)}), Official.RAW, Decimal(30))
    lines = [Line(frozenset({1, 2}), 1), Line(frozenset({3}), 1)]
    # 1: 63.7 of 70 and 0 of 30; 2: 56.7 and 15.
    assert certainty.probabilities([proposal, interview], lines, seed=1, draws=50) == {1: 0, 2: 1, 3: 1}


def test_an_entry_that_lacks_a_stage_is_left_out():
    proposal = JudgedStage(reviews(SURE), Official.RAW)
    interview = JudgedStage(reviews({1: (50,), 2: (50,)}), Official.RAW)
    found = certainty.probabilities([proposal, interview], [Line(frozenset({1, 2, 3}), 1)], seed=1, draws=10)
    assert set(found) == {1, 2}


@pytest.mark.parametrize("official", Official)
def test_where_all_agree_the_places_are_certain(official):
    assert probabilities(reviews(SURE), official, cut=2, seed=1) == {1: 1, 2: 1, 3: 0}


def test_where_one_disagrees_the_place_hangs_on_how_much_that_one_weighs():
    """Entry 3 is ahead of 2 where evaluator 13 has more than 10/28 of all weight.

    The share of one of three weights with exponential distribution is more than x
    with the probability (1 - x)², here (18/28)² = 0.413.
    """
    found = probabilities(reviews(SPLIT), Official.RAW, cut=2, seed=1, draws=20_000)
    assert found[3] == pytest.approx(0.413, abs=0.015)
    assert found[2] == pytest.approx(1 - 0.413, abs=0.02)
    assert found[1] == pytest.approx(1, abs=0.02)


def test_equal_scores_share_the_places_that_are_left():
    table = {1: (90, 90, 90), 2: (80, 80, 80), 3: (80, 80, 80), 4: (80, 80, 80)}
    assert probabilities(reviews(table), Official.RAW, cut=3, seed=1) == {1: 1, 2: 0.6667, 3: 0.6667, 4: 0.6667}


@pytest.mark.parametrize(("cut", "expected"), [(0, 0), (3, 1), (99, 1)])
def test_a_cut_of_none_or_of_all(cut, expected):
    assert set(probabilities(reviews(SPLIT), Official.RAW, cut, seed=1, draws=5).values()) == {expected}


def test_without_reviews_nothing_is_said():
    assert probabilities([], Official.RAW, cut=3, seed=1) == {}


def test_adjusted_scores_that_cannot_be_compared_are_refused():
    apart = [Review(1, 11, Decimal(90)), Review(2, 12, Decimal(80))]
    with pytest.raises(ValueError, match="share no entry"):
        probabilities(apart, Official.ADJUSTED, cut=1, seed=1)
    assert probabilities(apart, Official.RAW, cut=1, seed=1) == {1: 1, 2: 0}


@given(st.integers(0, 2**32), st.integers(1, 11), st.sampled_from(Official))
def test_same_seed_same_answer_and_the_places_add_up(seed, cut, official):
    random = np.random.default_rng(seed)
    given = [
        Review(entry, evaluator, Decimal(int(random.integers(0, 101))))
        for entry in range(12)
        for evaluator in (entry % 5, (entry + 1) % 5)
    ]
    found = probabilities(given, official, cut, seed, draws=20)
    assert found == probabilities(given[::-1], official, cut, seed, draws=20)
    assert sum(found.values()) == pytest.approx(cut, abs=0.001)


@pytest.mark.parametrize(
    ("probability", "standing"),
    [
        (1, Standing.IN),
        (0.95, Standing.IN),
        (0.9499, Standing.DISCUSS),
        (0.0501, Standing.DISCUSS),
        (0.05, Standing.OUT),
        (0, Standing.OUT),
    ],
)
def test_the_band_to_discuss(probability, standing):
    assert Band(0.05, 0.95).standing(probability) is standing


@pytest.mark.parametrize("limits", [(0.5, 0.5), (0.9, 0.1), (-0.1, 0.9), (0.1, 1.1)])
def test_a_band_goes_upwards(limits):
    with pytest.raises(ValueError, match="limits"):
        Band(*limits)
