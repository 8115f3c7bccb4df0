"""The list of a cut against tables that were worked by hand."""

from datetime import datetime
from decimal import Decimal

import pytest

from selections.rules.certainty import Standing
from selections.rules.rulebook_json import read
from selections.rules.shortlist import Contender, ScoreSheet, chances, listed, off_size, standings
from tests.selections.rulebooks import rulebook

OPENED = datetime.fromisoformat("2026-01-05T08:00:00+07:00")
SEED = "benih"

# Weights: novelty 40, impact 60, each 0 to 100. Two evaluators, 7 and 8.
#   entry        7: nov imp   total       8: nov imp   total       mean    spread
#   1 umum          80  90    86          70  80    76             81      10
#   2 umum          90  80    84          90  70    78             81       6
#   3 umum          50  50    50         100 100   100             75      50
#   4 replikasi     60  60    60          60  60    60             60       0
TABLE = {
    1: [(80, 90), (70, 80)],
    2: [(90, 80), (90, 70)],
    3: [(50, 50), (100, 100)],
    4: [(60, 60), (60, 60)],
}
GROUPS = {1: "umum", 2: "umum", 3: "umum", 4: "replikasi"}
RULES = read(rulebook(OPENED))


def contenders(**submitted):
    return [Contender(number, group, submitted_at=submitted.get(f"at_{number}")) for number, group in GROUPS.items()]


def sheets(table=TABLE):
    return [
        ScoreSheet("substance", entry, 7 + at, {"kebaruan": Decimal(novelty), "dampak": Decimal(impact)})
        for entry, rows in table.items()
        for at, (novelty, impact) in enumerate(rows)
    ]


def test_the_hand_worked_table():
    found = standings(RULES, "top_99", contenders(), sheets(), SEED)
    told = [(one.number, one.place, one.score, one.behind_by) for one in found.ranked]
    # 1 and 2 have the same score; the mean of «dampak» is 85 and 75, so 1 comes first.
    assert told == [
        (1, 1, Decimal(81), ""),
        (2, 2, Decimal(81), "dampak"),
        (3, 3, Decimal(75), ""),
        (4, 1, Decimal(60), ""),
    ]
    flagged = {one.number: one.stages["substance"].over_limit for one in found.ranked}
    assert flagged == {1: False, 2: False, 3: True, 4: False}
    assert found.unlinked == ()


def test_stages_combine_by_the_weights_of_the_cut():
    interview = [
        ScoreSheet("interview", entry, 9, {"paparan": Decimal(points), "keberlanjutan": Decimal(points)})
        for entry, points in {1: 50, 2: 90, 4: 70}.items()
    ]
    found = standings(RULES, "top_45", contenders(), [*sheets(), *interview], SEED)
    told = {one.number: (one.place, one.score) for one in found.ranked}
    # 1: 0.7 · 81 + 0.3 · 50 = 71.7; 2: 56.7 + 27 = 83.7; 3 was not interviewed; 4: 42 + 21 = 63.
    assert told == {2: (1, Decimal("83.7")), 1: (2, Decimal("71.7")), 3: (None, None), 4: (1, Decimal(63))}


def test_what_no_rule_parts_the_lot_does_and_anyone_can_draw_it_again():
    same = {1: [(50, 50), (50, 50)], 2: [(50, 50), (50, 50)], 3: [(50, 50), (50, 50)], 4: [(1, 1), (1, 1)]}
    found = standings(RULES, "top_99", contenders(), sheets(same), SEED)
    # printf '%s' 'benih:1' | sha256sum, and so on: the smaller first.
    assert [one.number for one in found.ranked if one.group == "umum"] == [1, 3, 2]
    assert {one.behind_by for one in found.ranked if one.place and one.place > 1} == {"lot"}


def test_the_earlier_submission_comes_before_the_lot():
    same = {number: [(50, 50), (50, 50)] for number in TABLE}
    times = {f"at_{number}": OPENED.replace(minute=10 * number) for number in (1, 2, 3)}
    found = standings(RULES, "top_99", contenders(**times), sheets(same), SEED)
    assert [(one.number, one.behind_by) for one in found.ranked][:3] == [(1, ""), (2, "submitted"), (3, "submitted")]


@pytest.mark.parametrize(
    ("moves", "expected", "off"),
    [
        ({}, [1, 2, 4], {}),
        ({3: True}, [1, 2, 3, 4], {"umum": 1}),
        ({3: True, 2: False}, [1, 3, 4], {}),
        ({4: False}, [1, 2], {"replikasi": -1}),
    ],
)
def test_the_panel_moves_across_the_line_and_the_size_stays(moves, expected, off):
    ranked = standings(RULES, "top_99", contenders(), sheets(), SEED).ranked
    assert listed(RULES.cut("top_99"), ranked, moves) == expected
    assert off_size(RULES.cut("top_99"), ranked, expected) == off


def test_who_is_certain_and_who_is_to_be_discussed():
    likely = chances(RULES, "top_99", contenders(), sheets(), SEED)
    assert likely == chances(RULES, "top_99", contenders(), sheets(), SEED)
    assert likely[4] == (1.0, Standing.IN)
    assert likely[3][1] is Standing.DISCUSS
    assert sum(likely[number][0] for number in (1, 2, 3)) == pytest.approx(2, abs=0.001)
