"""Who stands before whom where scores are equal."""

import hashlib
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selections.rules.ties import Placed, TieBreak, Tied, TieRule, break_tie, lot

IMPACT = TieRule(TieBreak.CRITERION, "impact")
SPREAD, EVIDENCE, EXTERNAL, SUBMITTED, LOT = (
    TieRule(by)
    for by in (TieBreak.SPREAD, TieBreak.EVIDENCE, TieBreak.EXTERNAL_EVIDENCE, TieBreak.SUBMITTED, TieBreak.LOT)
)
SEED = "Top 99 2026"


def at(hour):
    return datetime(2026, 4, 30, hour, tzinfo=UTC)


# entry | impact | spread | evidence | by others | handed in
TABLE = [
    Tied(1, {"impact": Decimal(8)}, Decimal(10), 4, 1, at(9)),
    Tied(2, {"impact": Decimal(9)}, Decimal(12), 4, 2, at(11)),
    Tied(3, {"impact": Decimal(8)}, Decimal(6), 3, 1, at(10)),
    Tied(4, {"impact": Decimal(8)}, Decimal(10), 5, 0, at(8)),
]


@pytest.mark.parametrize(
    ("rules", "order"),
    [
        ([IMPACT, SPREAD, EVIDENCE], [(2, None), (3, IMPACT), (4, SPREAD), (1, EVIDENCE)]),
        ([SPREAD, SUBMITTED], [(3, None), (4, SPREAD), (1, SUBMITTED), (2, SPREAD)]),
        ([EXTERNAL, SUBMITTED], [(2, None), (1, EXTERNAL), (3, SUBMITTED), (4, EXTERNAL)]),
        ([SUBMITTED], [(4, None), (1, SUBMITTED), (3, SUBMITTED), (2, SUBMITTED)]),
    ],
)
def test_rules_part_in_their_order(rules, order):
    assert break_tie(TABLE, rules, SEED) == [Placed(*line) for line in order]


def test_a_rule_of_which_something_is_unknown_parts_nobody():
    tied = [Tied(1, evidence=9, submitted=at(11)), Tied(2, evidence=None, submitted=at(9)), Tied(3, evidence=0)]
    assert break_tie(tied[:2], [EVIDENCE, SUBMITTED], SEED) == [Placed(2, None), Placed(1, SUBMITTED)]
    assert {placed.behind_by for placed in break_tie(tied, [EVIDENCE, SUBMITTED], SEED)} == {None, LOT}


# Computed with: printf '%s' 'Top 99 2026:17' | sha256sum
LOTS = {17: "a224368f5a79", 18: "00c774931681", 19: "cc1836afbdd2"}


@pytest.mark.parametrize(("entry", "begins"), LOTS.items())
def test_the_lot_is_what_sha256sum_prints(entry, begins):
    assert lot(SEED, entry).startswith(begins)


def test_the_lot_parts_whom_no_rule_parts():
    order = sorted(LOTS, key=LOTS.__getitem__)
    assert break_tie([Tied(entry) for entry in LOTS], [], SEED) == [
        Placed(order[0], None),
        *(Placed(entry, LOT) for entry in order[1:]),
    ]


def test_the_lot_comes_last_wherever_it_is_named():
    assert break_tie(TABLE, [LOT, SUBMITTED], SEED) == break_tie(TABLE, [SUBMITTED], SEED)


@given(st.sets(st.integers(1, 10_000), max_size=12), st.text(), st.randoms())
def test_the_lot_is_the_same_in_whatever_order_entries_come(entries, seed, random):
    shuffled = random.sample(sorted(entries), len(entries))
    placed = [one.entry for one in break_tie([Tied(entry) for entry in shuffled], [], seed)]
    assert placed == sorted(entries, key=lambda entry: hashlib.sha256(f"{seed}:{entry}".encode()).hexdigest())


@pytest.mark.parametrize("rule", [(TieBreak.CRITERION, ""), (TieBreak.SPREAD, "impact")])
def test_a_rule_names_a_criterion_where_it_needs_one(rule):
    with pytest.raises(ValueError, match="criterion"):
        TieRule(*rule)
