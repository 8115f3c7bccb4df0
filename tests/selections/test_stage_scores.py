"""The raw mean and the score adjusted for severity, against tables worked by hand."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from selections.rules.figures import rounded
from selections.rules.linkage import components, linkage
from selections.rules.reviews import Review, ReviewTable
from selections.rules.severity import AdditiveModel
from selections.rules.stage_scores import stage_scores

X, Y, Z = 11, 12, 13


def reviews(*lines):
    return [Review(entry, evaluator, Decimal(str(total))) for entry, evaluator, total in lines]


def scores(found):
    return {entry: (float(one.raw), float(one.adjusted)) for entry, one in found.entries.items()}


def severities(given):
    table = ReviewTable(given)
    fit = AdditiveModel(table, components([one[:2] for one in given])).fit(np.ones(len(table.evaluators)))
    return {evaluator: float(rounded(one)) for evaluator, one in zip(table.evaluators, fit.severities, strict=True)}


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
    ("given", "expected", "severity"),
    [
        (WITHOUT_ERROR, {1: (67, 72), 2: (73, 68), 3: (70, 70)}, {X: 10, Y: -10, Z: 0}),
        (WITH_ERROR, {1: (75, 75), 2: (67, 67), 3: (65, 71)}, {X: 6, Y: -6}),
    ],
)
def test_known_answers(given, expected, severity):
    found = stage_scores(given)
    assert scores(found) == expected
    assert found.linked
    assert severities(given) == severity


def test_a_mean_is_exact_before_it_is_rounded():
    found = stage_scores(reviews((1, X, "0.1"), (1, Y, "0.2"), (1, Z, "0.2")))
    assert found.entries[1].raw == Decimal("0.166667")


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
    entry = stage_scores(reviews(*lines), None if limit is None else Decimal(limit)).entries[1]
    assert entry.spread == (None if spread is None else Decimal(spread))
    assert entry.over_limit is over
    assert entry.reviews == len(totals)


def test_adjusted_scores_of_evaluators_who_share_nothing_are_not_comparable():
    apart = reviews((1, X, 90), (2, X, 80), (3, Y, 70), (3, Z, 60), (4, Z, 85))
    found = stage_scores(apart)
    assert not found.linked
    # Y gives 10 more than Z: they are 5 off their own mean; X has nobody to be compared with.
    assert severities(apart) == {X: 0, Y: -5, Z: 5}
    assert scores(found) == {1: (90, 90), 2: (80, 80), 3: (65, 65), 4: (85, 90)}


def test_an_adjusted_score_may_lie_outside_the_scale():
    # X takes 20 points off: what X alone gave 95 is worth 115 among the others.
    found = stage_scores(reviews((1, X, 95), (2, X, 50), (2, Y, 90)))
    assert scores(found)[1] == (95, 115)


def test_without_reviews_there_are_no_scores():
    assert stage_scores([]).entries == {}


def test_an_evaluator_counts_once_an_entry():
    with pytest.raises(ValueError, match="one review"):
        stage_scores(reviews((1, X, 90), (1, X, 80)))


TABLES = st.dictionaries(
    st.tuples(st.integers(1, 8), st.integers(1, 5)), st.integers(0, 400).map(lambda n: Decimal(n) / 4), min_size=1
)


@given(TABLES, st.randoms())
def test_the_order_of_reviews_does_not_matter(table, random):
    lines = [Review(*pair, total) for pair, total in table.items()]
    assert stage_scores(random.sample(lines, len(lines))) == stage_scores(lines)


@given(TABLES)
def test_the_fit_is_that_of_least_squares(table):
    """The whole design matrix, solved by another way, leaves the same residuals and the same centred severities."""
    lines = [Review(*pair, total) for pair, total in sorted(table.items())]
    adjusted = {entry: float(one.adjusted) for entry, one in stage_scores(lines).entries.items()}
    severity = severities(lines)
    entries, evaluators = sorted(adjusted), sorted(severity)
    design = np.zeros((len(lines), len(entries) + len(evaluators)))
    for at, line in enumerate(lines):
        design[at, entries.index(line.entry)] = 1
        design[at, len(entries) + evaluators.index(line.evaluator)] = -1
    totals = np.array([float(line.total) for line in lines])
    fitted = design @ np.linalg.lstsq(design, totals, rcond=None)[0]
    ours = [adjusted[line.entry] - severity[line.evaluator] for line in lines]
    assert ours == pytest.approx(fitted, abs=1e-5)
    for part in components([line[:2] for line in lines]):
        assert sum(severity[evaluator] for evaluator in part.evaluators) == pytest.approx(0, abs=1e-4)


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
    raw, adjusted = zip(*(pair for _entry, pair in sorted(scores(stage_scores(given)).items())), strict=True)
    for name, correlation in (("Spearman", spearman), ("Kendall", kendall)):
        of_raw, of_adjusted = correlation(truth, raw), correlation(truth, adjusted)
        print(f"seed {seed}, {name}: raw {of_raw:.3f}, adjusted {of_adjusted:.3f}")
        assert of_adjusted > of_raw + 0.05
