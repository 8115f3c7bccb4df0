"""Points of the self-check by hand-worked figures, for both versions of the index."""

import pytest

from selections.other_forms.iid import versions
from selections.rules.self_check import choices, level_from, mandatory_first, most_points, points, self_check

NEW, OLD = versions().values()
OF_NEW = {one.number: one for one in NEW.indicators}


@pytest.mark.parametrize("index", [NEW, OLD], ids=["2026", "2023"])
def test_a_version_has_twenty_indicators_of_three_levels_that_sum_up_to_its_most(index):
    assert [one.number for one in index.indicators] == list(range(1, 21))
    assert {len(one.levels) for one in index.indicators} == {3}
    assert most_points(index.indicators) == index.max_score == 111


def test_the_newest_version_comes_first():
    assert list(versions()) == ["2026", "2023"]


def test_a_version_told_by_its_differences_keeps_the_rest():
    of_old = {one.number: one for one in OLD.indicators}
    assert of_old[4].name == "Penggunaan IT"
    assert of_old[1].levels[2] == "Peraturan kepala daerah atau peraturan daerah"
    assert of_old[2].levels == OF_NEW[2].levels
    assert [of_old[18].bases, of_old[12].options] == [(), ()], "they go with the levels that changed"
    assert {one.mandatory for one in OLD.indicators} == {None}


def test_mandatory_indicators_come_first():
    assert [one.number for one in mandatory_first(NEW.indicators)][:6] == [1, 2, 17, 18, 20, 3]
    assert [one.number for one in mandatory_first(OLD.indicators)] == list(range(1, 21))


@pytest.mark.parametrize(
    ("number", "choice", "expected"),
    [(1, "1", 3), (1, "3", 9), (20, "2", 8), (5, "3", 3), (18, "b2", 6), (18, "f3", 9)]
    + [(1, choice, 0) for choice in ("", "0", "4", "x", "b2", "33")]
    + [(18, choice, 0) for choice in ("2", "g1", "b4")],
)
def test_points_are_weight_times_level_and_nothing_for_what_is_not_on_offer(number, choice, expected):
    assert points(OF_NEW[number], choice) == expected


def test_what_is_not_filled_counts_nothing_and_lacks():
    check = self_check(NEW.indicators, {1: "2", 18: "a1", 3: "", 16: "9"})
    assert (check.points, check.filled) == (9, 2)
    assert [one.number for one in check.lacking][:4] == [2, 17, 20, 3]
    full = self_check(NEW.indicators, {one.number: choices(one)[2][0] for one in NEW.indicators})
    assert (full.points, full.lacking) == (111, [])


@pytest.mark.parametrize(("count", "level"), [(0, 0), (0.5, 0), (1, 1), (10, 1), (11, 2), (30, 2), (30.5, 2), (31, 3)])
def test_a_count_reaches_the_highest_level_of_which_it_has_the_least(count, level):
    assert level_from([1, 11, 31], count) == level
