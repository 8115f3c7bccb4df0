"""What many replications come to, and what is not told of them."""

import pytest

from replications.rules import (
    FEWEST,
    CountedReplication,
    State,
    by_case,
    by_province,
    by_sector_and_province,
    by_source,
    funnel,
    obstacles_named,
    rounded_down,
)

FURTHEST = [State.INTEREST, State.ACCEPTED, State.AGREED, State.IMPLEMENTING, State.ACHIEVED]


def copy(state=State.AGREED, case=1, source=10, unit=20, province="16", sectors=("health",), days=None, obstacles=()):
    """Return a copy that took a day for each step up to its state, or ``days``."""
    if days is None:
        reached = FURTHEST.index(state) if state in FURTHEST else 0
        days = tuple(float(at) if at <= reached else None for at in range(1, 5))
    return CountedReplication(case, source, unit, province, sectors, state, days, obstacles)


@pytest.mark.parametrize(("count", "told"), [(0, 0), (1, 0), (4, 0), (5, 5), (9, 5), (10, 10), (43, 40)])
def test_what_is_not_public_is_rounded_down_to_a_multiple_of_five(count, told):
    assert rounded_down(count) == told


@pytest.mark.parametrize(
    ("states", "told"),
    [
        ({}, [0, 0, 0, 0, 0]),
        ({State.INTEREST: 4}, [0, 0, 0, 0, 0]),
        ({State.INTEREST: 6, State.ACCEPTED: 4}, [10, 0, 0, 0, 0]),
        ({State.INTEREST: 1, State.AGREED: 3}, [3, 3, 3, 0, 0]),
        ({State.ACCEPTED: 7, State.AGREED: 1, State.IMPLEMENTING: 2, State.ACHIEVED: 3}, [11, 11, 6, 5, 3]),
    ],
)
def test_the_funnel_counts_who_came_so_far_or_further(states, told):
    steps = funnel([copy(state) for state, count in states.items() for _ in range(count)])
    assert [step.count for step in steps] == told
    assert [step.exact for step in steps] == [False, False, True, True, True]


def test_one_private_interest_more_is_not_seen():
    def told(interests):
        return funnel([copy(State.INTEREST)] * interests + [copy(State.ACHIEVED)] * 6)

    assert told(0) == told(1) == told(4) != told(5)


@pytest.mark.parametrize(
    ("days", "median"),
    [
        ([], None),
        ([3.0] * (FEWEST - 1), None),
        ([1.0, 2.0, 3.0, 9.0, 40.0], 3.0),
        ([1.0, 2.0, 4.0, 9.0, 9.0, 1.0], 3.0),
        ([-0.4] * FEWEST, 0.0),  # agreed in the afternoon, begun on the same day
    ],
)
def test_times_between_are_medians_of_enough(days, median):
    copies = [copy(State.ACCEPTED, days=(one, None, None, None)) for one in days]
    assert [step.days for step in funnel(copies)] == [None, median, None, None, None]


def test_time_counts_from_the_step_before():
    copies = [copy(State.ACHIEVED, days=(2.0, 12.0, 15.0, 100.0))] * FEWEST
    assert [step.days for step in funnel(copies)] == [None, 2.0, 10.0, 3.0, 85.0]


COPIES = [
    copy(State.ACHIEVED, case=1, source=10, unit=20, province="16", sectors=("health", "social"), obstacles=("staff",)),
    copy(State.AGREED, case=1, source=10, unit=21, province="35", obstacles=()),
    copy(State.STOPPED, case=2, source=10, unit=20, province="16", obstacles=("budget", "staff")),
    copy(State.AGREED, case=3, source=11, unit=22, province="", sectors=()),
    copy(State.AGREED, case=1, source=10, unit=21, province="35"),  # stopped once, and taken up anew
]


@pytest.mark.parametrize(
    ("sums", "told"),
    [
        (by_case, [(1, 2, 1, 3, 1), (2, 1, 1, 1, 0), (3, 1, 1, 1, 0)]),
        (by_source, [(10, 2, 2, 4, 1), (11, 1, 1, 1, 0)]),
        (by_province, [("16", 1, 2, 2, 1), ("", 1, 1, 1, 0), ("35", 1, 1, 2, 0)]),
    ],
)
def test_a_unit_counts_once_however_often_it_copies(sums, told):
    found = [(one.key, one.units, one.cases, one.replications, one.achieved) for one in sums(COPIES)]
    assert found == told


def test_sectors_meet_provinces_where_both_are_known():
    assert by_sector_and_province(COPIES) == {("health", "16"): 2, ("social", "16"): 1, ("health", "35"): 2}


def test_obstacles_are_counted_one_by_one():
    assert obstacles_named(COPIES) == [("staff", 2), ("budget", 1)]
