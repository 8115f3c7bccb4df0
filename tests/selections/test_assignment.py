"""Who judges what: no conflict, the number asked for, even loads, known fields, and comparable severity."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selections.rules.assignment import Pool, Subject, TooFewEvaluatorsError, add, assign
from selections.rules.linkage import linkage


def subjects(numbers, *fields):
    """Return subjects that have the given fields by turns."""
    return [
        Subject(number, frozenset({fields[at % len(fields)]} if fields else ())) for at, number in enumerate(numbers)
    ]


@st.composite
def pools(draw):
    """Pools in which every entry can get two evaluators, and after any one has left still two."""
    evaluators = range(101, 101 + draw(st.integers(4, 7)))
    entries = range(1, 1 + draw(st.integers(1, 20)))
    conflicts = {(entry, draw(st.sampled_from(evaluators))) for entry in entries if draw(st.booleans())}
    fields = st.frozensets(st.sampled_from("abc"), max_size=2)
    return Pool(
        [Subject(one, draw(fields)) for one in entries], [Subject(one, draw(fields)) for one in evaluators], conflicts
    )


def loads(pairs):
    """Return how many entries each evaluator has, the fewest first."""
    return sorted(Counter(evaluator for _, evaluator in pairs).values())


def experts(pool, pairs):
    """Return in how many pairs the evaluator knows the entry's field."""
    fields = {one.id: one.fields for one in (*pool.entries, *pool.evaluators)}
    return sum(bool(fields[entry] & fields[evaluator]) for entry, evaluator in pairs)


@settings(deadline=None)
@given(pools(), st.integers(0, 2**32))
def test_each_entry_gets_its_number_without_conflict(pool, seed):
    found = assign(pool, 2, seed)
    assert Counter(entry for entry, _ in found) == {entry.id: 2 for entry in pool.entries}
    assert not pool.conflicts & found


@settings(deadline=None)
@given(pools(), st.integers(0, 2**32), st.randoms())
def test_same_seed_same_assignment_in_whatever_order_they_come(pool, seed, random):
    shuffled = Pool(
        random.sample(pool.entries, len(pool.entries)),
        random.sample(pool.evaluators, len(pool.evaluators)),
        pool.conflicts,
    )
    assert assign(shuffled, 2, seed) == assign(pool, 2, seed)


@settings(deadline=None)
@given(st.integers(1, 40), st.integers(3, 8), st.integers(0, 2**32), st.sampled_from(["", "ab", "abcdef"]))
def test_without_conflicts_loads_are_within_one_whoever_knows_the_field(entries, evaluators, seed, fields):
    pool = Pool(subjects(range(1, entries + 1), *fields), subjects(range(101, 101 + evaluators), *fields))
    found = assign(pool, 3, seed)
    assert set(loads(found)) <= {entries * 3 // evaluators, -(-entries * 3 // evaluators)}


def test_another_seed_mixes_otherwise():
    pool = Pool(subjects(range(1, 31)), subjects(range(101, 107)))
    assert assign(pool, 2, seed=1) != assign(pool, 2, seed=2)


def test_where_conflicts_forbid_even_loads_they_are_as_even_as_they_can_be():
    # Evaluator 103 may judge entry 6 alone; what is left, 11, is shared by the two others.
    conflicts = frozenset((entry, 103) for entry in range(1, 6))
    found = assign(Pool(subjects(range(1, 7)), subjects([101, 102, 103]), conflicts), 2, seed=1)
    assert loads(found) == [1, 5, 6]
    assert [entry for entry, evaluator in found if evaluator == 103] == [6]


def test_who_knows_the_field_is_preferred():
    pool = Pool(subjects(range(1, 9), "health", "roads"), subjects(range(101, 105), "health", "roads"))
    found = assign(pool, 2, seed=1, least_connectivity=0)
    assert experts(pool, found) == len(found) == 16


def test_experts_of_different_fields_are_linked_so_that_severity_can_be_compared():
    pool = Pool(subjects(range(1, 61), *"abc"), subjects(range(101, 110), *"abc"))
    apart, linked = (assign(pool, 2, seed=1, least_connectivity=least) for least in (0, 0.1))
    assert len(linkage(sorted(apart)).components) == 3
    assert linkage(sorted(apart)).connectivity == 0
    assert len(linkage(sorted(linked)).components) == 1
    assert linkage(sorted(linked)).connectivity >= 0.1
    assert set(loads(linked)) == {13, 14}
    assert experts(pool, linked) > 100  # of 120


def test_who_cannot_be_linked_stays_apart():
    # Conflicts part the evaluators into two groups that can never share an entry.
    conflicts = frozenset((entry, who) for entry in range(1, 9) for who in ((103, 104) if entry < 5 else (101, 102)))
    found = linkage(sorted(assign(Pool(subjects(range(1, 9)), subjects(range(101, 105)), conflicts), 2, seed=1)))
    assert [part.evaluators for part in found.components] == [(101, 102), (103, 104)]
    assert found.connectivity == 0


def test_one_evaluator_an_entry_links_nobody():
    found = assign(Pool(subjects([1, 2]), subjects([101, 102])), 1, seed=1)
    assert len(linkage(sorted(found)).components) == 2


def test_entries_that_cannot_get_their_number_are_named():
    conflicts = frozenset({(2, 101), (3, 101), (3, 102)})
    with pytest.raises(TooFewEvaluatorsError, match="2, 3") as error:
        assign(Pool(subjects([1, 2, 3]), subjects([101, 102, 103]), conflicts), 3, seed=1)
    assert error.value.entries == (2, 3)


def test_nothing_to_assign():
    assert assign(Pool([], subjects([101])), 2, seed=1) == set()
    with pytest.raises(TooFewEvaluatorsError):
        assign(Pool(subjects([1]), []), 1, seed=1)


def replace(pool, dropped, standing, handed_in, seed):
    """Give the open entries of dropped evaluators to others; what they handed in stays."""
    open_pairs = {pair for pair in standing if pair[1] in dropped and pair not in handed_in}
    left = [one for one in pool.evaluators if one.id not in dropped]
    needs = Counter(entry for entry, _who in open_pairs)
    kept = standing - open_pairs
    return kept | add(Pool(pool.entries, left, pool.conflicts), needs, kept, seed)


@settings(deadline=None)
@given(pools(), st.integers(0, 2**32))
def test_a_dropped_evaluator_is_replaced_and_nobody_else_disturbed(pool, seed):
    before = assign(pool, 2, seed)
    gone = min(before)[1]
    handed_in = {pair for pair in before if pair[1] == gone and pair[0] % 2}
    after = replace(pool, {gone}, before, handed_in, seed)
    assert {pair for pair in before if pair[1] != gone} <= after
    assert {pair for pair in after if pair[1] == gone} == handed_in
    assert Counter(entry for entry, _ in after) == Counter(entry for entry, _ in before)
    assert not pool.conflicts & after
    assert after == replace(pool, {gone}, before, handed_in, seed)


def test_what_a_dropped_evaluator_leaves_goes_to_those_with_least():
    pool = Pool(subjects(range(1, 13)), subjects(range(101, 106)))
    before = assign(pool, 2, seed=1)
    after = replace(pool, {101}, before, frozenset(), seed=2)
    assert loads(after) == [6, 6, 6, 6]


def test_an_entry_whose_totals_lie_far_apart_gets_a_further_evaluator():
    pool = Pool(subjects(range(1, 7)), subjects(range(101, 105)), frozenset({(1, 101)}))
    before = assign(pool, 2, seed=1)
    added = add(pool, {1: 1, 5: 2}, before, seed=1)
    assert Counter(entry for entry, _ in added) == {1: 1, 5: 2}
    assert not added & before
    assert (1, 101) not in added
    with pytest.raises(TooFewEvaluatorsError, match="1"):
        add(pool, {1: 2}, before, seed=1)
