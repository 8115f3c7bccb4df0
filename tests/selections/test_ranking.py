"""Places by the raw mean and by the score adjusted for severity, against tables worked by hand."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selections.rules.linkage import Component, linkage
from selections.rules.ranking import rank
from selections.rules.reviews import Review
from selections.rules.rulebook import Official

X, Y, Z = 11, 12, 13


def reviews(*lines):
    return [Review(entry, evaluator, Decimal(str(total))) for entry, evaluator, total in lines]


def scores(ranking):
    return [(one.entry, one.place, float(one.raw), float(one.adjusted)) for one in ranking.entries]


def severities(ranking):
    return {one.evaluator: float(one.severity) for one in ranking.evaluators}


# True scores 72, 68, 70; X takes 10 points off, Y gives 10 more, Z is in the middle.
#     |  X   Y   Z | raw | adjusted
#   1 | 62       72 |  67 | (72 + 72) / 2 = 72
#   2 |     78  68 |  73 | (68 + 68) / 2 = 68
#   3 | 60  80      |  70 | (70 + 70) / 2 = 70
WITHOUT_ERROR = reviews((1, X, 62), (1, Z, 72), (2, Y, 78), (2, Z, 68), (3, X, 60), (3, Y, 80))

# Entries 1 and 2 say how far X is below Y: by 10 and by 14, on average 12, so X takes 6 off and
# Y gives 6 more. Entry 3 has X alone, and says nothing of it.
#     |  X   Y | raw | adjusted
#   1 | 70  80 |  75 | (76 + 74) / 2 = 75
#   2 | 60  74 |  67 | (66 + 68) / 2 = 67
#   3 | 65     |  65 | 71
WITH_ERROR = reviews((1, X, 70), (1, Y, 80), (2, X, 60), (2, Y, 74), (3, X, 65))


@pytest.mark.parametrize(
    ("given", "official", "expected", "severity"),
    [
        (WITHOUT_ERROR, Official.RAW, [(2, 1, 73, 68), (3, 2, 70, 70), (1, 3, 67, 72)], {X: 10, Y: -10, Z: 0}),
        (WITHOUT_ERROR, Official.ADJUSTED, [(1, 1, 67, 72), (3, 2, 70, 70), (2, 3, 73, 68)], {X: 10, Y: -10, Z: 0}),
        (WITH_ERROR, Official.RAW, [(1, 1, 75, 75), (2, 2, 67, 67), (3, 3, 65, 71)], {X: 6, Y: -6}),
        (WITH_ERROR, Official.ADJUSTED, [(1, 1, 75, 75), (3, 2, 65, 71), (2, 3, 67, 67)], {X: 6, Y: -6}),
    ],
)
def test_known_answers(given, official, expected, severity):
    ranking = rank(given, official)
    assert scores(ranking) == expected
    assert severities(ranking) == severity
    assert ranking.adjusted_comparable


def test_a_mean_is_exact_before_it_is_rounded():
    ranking = rank(reviews((1, X, "0.1"), (1, Y, "0.2"), (1, Z, "0.2")), Official.RAW)
    assert ranking.entries[0].raw == Decimal("0.166667")


def test_equal_scores_share_a_place_and_the_next_is_left_out():
    ranking = rank(reviews((4, X, 70), (2, X, 80), (3, X, 80), (1, X, 60)), Official.RAW)
    assert [(one.entry, one.place, one.tied) for one in ranking.entries] == [
        (2, 1, True),
        (3, 1, True),
        (4, 3, False),
        (1, 4, False),
    ]


@pytest.mark.parametrize(
    ("totals", "limit", "spread", "over"),
    [
        ([60, 80, 75], 20, 20, False),  # the limit itself is allowed
        ([60, "80.01", 75], 20, "20.01", True),
        ([60, 80], None, 20, False),
        ([60], 20, None, False),  # of one review there is no spread: unknown, not zero
    ],
)
def test_spread_between_evaluators(totals, limit, spread, over):
    lines = [(1, evaluator, total) for evaluator, total in enumerate(totals)]
    entry = rank(reviews(*lines), Official.RAW, None if limit is None else Decimal(limit)).entries[0]
    assert entry.spread == (None if spread is None else Decimal(spread))
    assert entry.over_limit is over
    assert entry.reviews == len(totals)


def test_entries_of_evaluators_who_share_nothing_are_not_compared():
    ranking = rank(reviews((1, X, 90), (2, X, 80), (3, Y, 70), (3, Z, 60), (4, Z, 85)), Official.ADJUSTED)
    assert ranking.components == (Component((1, 2), (X,)), Component((3, 4), (Y, Z)))
    assert not ranking.adjusted_comparable
    # Each component has a first place. Y gives 10 more than Z: they are 5 off their own mean.
    assert [(one.component, one.entry, one.place, float(one.adjusted)) for one in ranking.entries] == [
        (0, 1, 1, 90),
        (0, 2, 2, 80),
        (1, 4, 1, 90),
        (1, 3, 2, 65),
    ]
    assert severities(ranking) == {X: 0, Y: -5, Z: 5}


def test_raw_scores_have_one_order_whoever_judged():
    ranking = rank(reviews((1, X, 90), (2, Y, 80)), Official.RAW)
    assert [(one.entry, one.place) for one in ranking.entries] == [(1, 1), (2, 2)]


def test_without_reviews_there_is_no_ranking():
    assert rank([], Official.ADJUSTED).entries == ()


def test_an_evaluator_counts_once_an_entry():
    with pytest.raises(ValueError, match="one review"):
        rank(reviews((1, X, 90), (1, X, 80)), Official.RAW)


TABLES = st.dictionaries(
    st.tuples(st.integers(1, 8), st.integers(1, 5)), st.integers(0, 400).map(lambda n: Decimal(n) / 4), min_size=1
)


@given(TABLES, st.randoms())
def test_the_order_of_reviews_does_not_matter(table, random):
    lines = [Review(*pair, total) for pair, total in table.items()]
    for official in Official:
        assert rank(random.sample(lines, len(lines)), official) == rank(lines, official)


@given(TABLES)
def test_the_fit_is_that_of_least_squares(table):
    """The whole design matrix, solved by another way, leaves the same residuals and the same centred severities."""
    lines = [Review(*pair, total) for pair, total in sorted(table.items())]
    ranking = rank(lines, Official.ADJUSTED)
    adjusted = {one.entry: float(one.adjusted) for one in ranking.entries}
    entries, evaluators = sorted(adjusted), sorted(severities(ranking))
    design = np.zeros((len(lines), len(entries) + len(evaluators)))
    for at, line in enumerate(lines):
        design[at, entries.index(line.entry)] = 1
        design[at, len(entries) + evaluators.index(line.evaluator)] = -1
    totals = np.array([float(line.total) for line in lines])
    fitted = design @ np.linalg.lstsq(design, totals, rcond=None)[0]
    ours = [adjusted[line.entry] - severities(ranking)[line.evaluator] for line in lines]
    assert ours == pytest.approx(fitted, abs=1e-5)
    for part in ranking.components:
        assert sum(severities(ranking)[evaluator] for evaluator in part.evaluators) == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(
    ("pairs", "connectivity"),
    [
        ([(1, X), (1, Y)], 2),  # two who see all together
        ([(1, X), (1, Y), (1, Z)], 1.5),  # the complete graph of three: 3 / 2
        ([(1, X), (1, Y), (2, Y), (2, Z)], 1),  # a path of three
        ([(1, X), (1, Y), (2, Z)], 0),
        ([(1, X)], None),
    ],
)
def test_how_well_evaluators_are_linked(pairs, connectivity):
    assert linkage(pairs).connectivity == connectivity


def ranks(values):
    """Return the place of each value; with fractions of points, none are equal."""
    return np.argsort(np.argsort(values))


def spearman(one, other):
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def kendall(one, other):
    pairs = np.triu_indices(len(one), 1)
    agree = np.sign(np.subtract.outer(one, one)) * np.sign(np.subtract.outer(other, other))
    return float(agree[pairs].mean())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_adjusting_finds_the_true_order_better_than_the_raw_mean(seed):
    """300 entries, 3 of 30 evaluators each, of whom some take ten points off and some give ten more.

    With seed 1 the rank correlation with the true order is, for the raw mean and adjusted:
    Spearman 0.856 and 0.963, Kendall 0.673 and 0.836.
    """
    random = np.random.default_rng(seed)
    truth, severity = random.normal(70, 8, 300), random.choice([-10.0, -4.0, 0.0, 4.0, 10.0], 30)
    given = [
        Review(entry, evaluator, Decimal(str(round(truth[entry] - severity[evaluator] + random.normal(0, 3), 2))))
        for entry in range(300)
        for evaluator in map(int, random.choice(30, 3, replace=False))
    ]
    found = sorted(rank(given, Official.RAW).entries, key=lambda one: one.entry)
    raw, adjusted = [float(one.raw) for one in found], [float(one.adjusted) for one in found]
    for name, correlation in (("Spearman", spearman), ("Kendall", kendall)):
        of_raw, of_adjusted = correlation(truth, raw), correlation(truth, adjusted)
        print(f"seed {seed}, {name}: raw {of_raw:.3f}, adjusted {of_adjusted:.3f}")
        assert of_adjusted > of_raw + 0.05
