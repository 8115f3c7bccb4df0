"""What an outcome's figures say, from real cases and from the edges."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from innovations import rules
from innovations.rules.outcomes import improved

D = Decimal
figures = st.decimals(min_value=D("0.01"), max_value=D(10) ** 9, places=2)


@dataclass
class Figures:
    baseline: D | None
    value: D | None
    better: str = "lower"
    unit: str = "menit"
    baseline_max: D | None = None
    value_max: D | None = None
    evidence: str = ""


@pytest.mark.parametrize(
    ("outcome", "kind", "amount", "better"),
    [
        pytest.param(Figures(D(180), D(5)), "percent", "-97.22", True, id="lower is better and it fell"),
        pytest.param(Figures(D(5), D(180)), "percent", "3500.00", False, id="lower is better and it rose"),
        pytest.param(Figures(D(10), D(70), "higher"), "percent", "600.00", True, id="higher is better and it rose"),
        pytest.param(Figures(D(70), D(10), "higher"), "percent", "-85.71", False, id="higher is better and it fell"),
        pytest.param(Figures(D("114.9"), D("2.7")), "percent", "-97.65", True, id="malaria in Teluk Bintuni"),
        pytest.param(Figures(D(80), D("94.53"), "higher", "persen"), "points", "14.53", True, id="percentages"),
        pytest.param(Figures(D("9.2"), D("0.02"), "lower", "%"), "points", "-9.18", True, id="percentages by sign"),
        pytest.param(Figures(D(0), D(23), "higher", "pulau"), "difference", "23", True, id="from zero"),
        pytest.param(Figures(D(-4), D(2), "higher"), "difference", "6", True, id="from below zero"),
        pytest.param(Figures(D(12), D(0)), "percent", "-100.00", True, id="to zero"),
        pytest.param(Figures(D(7), D(7)), "percent", "0.00", None, id="unchanged is neither better nor worse"),
        pytest.param(Figures(D(10), D(5), ""), "percent", "-50.00", None, id="nobody said which way is better"),
        pytest.param(
            Figures(D(60), D(5), value_max=D(7)), "percent", "-90.00", True, id="a range counts with its middle"
        ),
    ],
)
def test_a_change_is_measured_from_the_figure_before(
    outcome: Figures, kind: str, amount: str, better: bool | None
) -> None:
    change = rules.outcome_change(outcome)
    assert change is not None
    assert change.kind == kind
    assert round(change.amount, 2) == D(amount)
    assert improved(outcome) is better


@pytest.mark.parametrize(
    "outcome",
    [
        pytest.param(Figures(None, D(3)), id="nothing measured before"),
        pytest.param(Figures(D(3), None), id="nothing measured after"),
        pytest.param(Figures(D(5), D(6), baseline_max=D(7), value_max=D(8)), id="ranges overlap"),
        pytest.param(Figures(D(5), D(7), baseline_max=D(7)), id="a range touches a figure"),
        pytest.param(Figures(D(6), D(5), value_max=D(7)), id="a figure lies in the range"),
    ],
)
def test_what_cannot_be_known_is_not_claimed(outcome: Figures) -> None:
    assert rules.outcome_change(outcome) is None
    assert improved(outcome) is None


@pytest.mark.parametrize(
    ("outcome", "percent"),
    [
        pytest.param(Figures(D(180), D(5)), "97.22", id="lower is better and it fell"),
        pytest.param(Figures(D(5), D(180)), "-3500.00", id="lower is better and it rose"),
        pytest.param(Figures(D(10), D(70), "higher"), "600.00", id="higher is better and it rose"),
        pytest.param(Figures(D(70), D(10), "higher"), "-85.71", id="higher is better and it fell"),
        pytest.param(Figures(D(12), D(0)), "100.00", id="to zero"),
        pytest.param(Figures(D(7), D(7)), "0.00", id="unchanged is known, and zero"),
        pytest.param(Figures(D(80), D("94.53"), "higher", "persen"), "14.53", id="between percentages in points"),
        pytest.param(Figures(D(21), D("1.5"), "lower", " % "), "19.50", id="points the other way"),
        pytest.param(Figures(D(0), D("0.4"), "higher", "%"), "0.40", id="points from zero"),
        pytest.param(Figures(D(60), D(5), value_max=D(7)), "88.33", id="the slower end of a range after"),
        pytest.param(Figures(D(60), D(5), baseline_max=D(90)), "91.67", id="the quicker end of a range before"),
        pytest.param(Figures(D(10), D(30), "higher", baseline_max=D(20)), "50.00", id="the higher end before"),
        pytest.param(Figures(D(10), D(30), "higher", value_max=D(90)), "200.00", id="the lower end after"),
        pytest.param(Figures(D(5), D(9), baseline_max=D(7), value_max=D(10)), "-100.00", id="worse at the most"),
        pytest.param(Figures(D(0), D(23), "higher"), None, id="from zero"),
        pytest.param(Figures(D(-4), D(2), "higher"), None, id="from below zero"),
        pytest.param(Figures(None, D(3)), None, id="nothing measured before"),
        pytest.param(Figures(D(3), None), None, id="nothing measured after"),
        pytest.param(Figures(D(5), D(6), baseline_max=D(7), value_max=D(8)), None, id="ranges overlap"),
        pytest.param(Figures(D(10), D(5), ""), None, id="nobody said which way is better"),
    ],
)
def test_an_improvement_is_what_can_be_claimed_at_the_least(outcome: Figures, percent: str | None) -> None:
    found = rules.improvement(outcome)
    assert (None if found is None else str(round(found, 2))) == percent


@given(figures, figures, st.sampled_from(["lower", "higher"]), st.sampled_from(["menit", "persen"]))
def test_an_improvement_says_what_the_change_says(before: D, after: D, better: str, unit: str) -> None:
    outcome = Figures(before, after, better, unit)
    found = rules.improvement(outcome)
    assert found is not None
    assert (None if found == 0 else found > 0) is improved(outcome)


@given(figures, figures, figures, figures, st.sampled_from(["lower", "higher"]))
def test_a_range_never_improves_by_more_than_its_middle(a: D, b: D, c: D, d: D, better: str) -> None:
    (low, high), (low_after, high_after) = sorted((a, b)), sorted((c, d))
    found = rules.improvement(Figures(low, low_after, better, baseline_max=high, value_max=high_after))
    middle = rules.improvement(Figures((low + high) / 2, (low_after + high_after) / 2, better))
    assert found is None or (middle is not None and found <= middle + D("0.0001"))


def test_the_strongest_outcome_is_an_improvement_well_proven_and_large() -> None:
    worse = Figures(D(5), D(180), evidence="external")
    alone = Figures(None, D(15675), "higher", evidence="external")
    halved = Figures(D(10), D(5))
    to_a_tenth = Figures(D(100), D(10))
    doubled_and_checked = Figures(D(1), D(2), "higher", evidence="external")
    before_only = Figures(D(9), None)
    order = rules.strongest_first([before_only, worse, alone, halved, to_a_tenth, doubled_and_checked])
    assert order == [doubled_and_checked, to_a_tenth, halved, alone, worse, before_only]


def test_a_rise_from_nothing_leads_over_no_improvement_that_has_a_ratio() -> None:
    from_nothing = Figures(D(0), D(23), "higher", "orang")
    to_nothing = Figures(D(23), D(0))
    faster = Figures(D(180), D(5))
    assert rules.strongest_first([from_nothing, faster, to_nothing]) == [to_nothing, faster, from_nothing]


def test_equally_strong_outcomes_keep_the_order_of_the_editor() -> None:
    first, second = Figures(None, D(1)), Figures(None, D(2))
    assert rules.strongest_first([first, second])[0] is first


@given(figures, figures)
def test_the_change_gives_the_figure_after_again(before: D, after: D) -> None:
    change = rules.outcome_change(Figures(before, after))
    assert change is not None
    assert abs(before * (1 + change.amount / 100) - after) < D("0.001") * max(before, after)


@given(figures, figures)
def test_better_for_lower_is_worse_for_higher(before: D, after: D) -> None:
    assume(before != after)
    assert improved(Figures(before, after, "lower")) is not improved(Figures(before, after, "higher"))


@given(figures, figures, figures, figures)
def test_ranges_that_share_a_figure_claim_nothing(a: D, b: D, c: D, d: D) -> None:
    (low, high), (low_after, high_after) = sorted((a, b)), sorted((c, d))
    assume(low != high)
    share = max(low, low_after) <= min(high, high_after)
    outcome = Figures(low, low_after, baseline_max=high, value_max=high_after)
    assert (rules.outcome_change(outcome) is None) is share
