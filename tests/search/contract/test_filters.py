"""How every engine filters, counts, sorts and pages."""

import pytest

from search.engines.base import Lift, Range, Sort
from search.facets.base import UNKNOWN
from tests.search.builders import document, request
from tests.search.contract.shelf import COST, FROM_50, ONE, OPEN, TWO, UP_TO_50, names, pages, put


def test_counts_keep_to_the_conditions_of_the_text(shelf):
    result = shelf.search(request("tahun:2019", filters={"year": ("2021",)}, facets=("year",)))
    assert (result.total, dict(result.facets["year"])) == (0, {"2019": 1})


def test_filters_mean_any_in_a_facet_and_all_across_facets(engine):
    put(engine, document(1, facets=ONE), document(2, facets=TWO), document(3))
    assert pages(engine.search(request(filters={"sector": ("health",)}))) == {1, 2}
    assert pages(engine.search(request(filters={"sector": ("health", "education")}))) == {1, 2}
    assert pages(engine.search(request(filters={"sector": ("health",), "region": ("16",)}))) == {2}
    assert pages(engine.search(request(filters={"sector": ("nothing",)}))) == set()


RANGES = [
    ((UP_TO_50,), {1, 2, 3}),
    ((FROM_50,), {3, 4}),
    ((OPEN,), {2}),
    ((Range(COST, 50, 50),), {3}),
    ((Range(COST, lowest=1e12 + 1),), set()),
    ((Range(COST, highest=0),), {1}),
    ((Range(COST, lowest=-1e9),), {1, 2, 3, 4}),
    ((UNKNOWN,), {5}),
    ((UP_TO_50, UNKNOWN), {1, 2, 3, 5}),
    ((Range(COST, highest=0), Range(COST, lowest=1e12)), {1, 4}),
    ((Range("staff", highest=3), Range(COST, highest=0)), {1, 5}),
]


@pytest.mark.parametrize(("choices", "found"), RANGES, ids=str)
def test_ranges_include_their_ends_and_no_case_whose_number_is_unknown(engine, choices, found):
    for page_id, cost in ((1, 0), (2, 49.5), (3, 50), (4, 10**12)):
        put(engine, document(page_id, numbers={COST: cost}))
    put(engine, document(5, numbers={"staff": 2.5}, facets={"cost_max": (UNKNOWN,)}))
    result = engine.search(request(filters={"cost_max": choices}))
    assert (pages(result), result.total) == (found, len(found))


def test_a_range_narrows_what_other_facets_count_and_not_its_own(engine):
    put(engine, document(1, numbers={COST: 10}, facets=ONE), document(2, numbers={COST: 90}, facets=TWO))
    put(engine, document(3, facets=ONE | {"cost_max": (UNKNOWN,)}))
    wanted = {"sector": ("health",), "cost_max": (UP_TO_50,)}
    result = engine.search(request(filters=wanted, facets=("sector", "cost_max")))
    assert pages(result) == {1}
    assert dict(result.facets["sector"]) == {"health": 1}
    assert dict(result.facets["cost_max"]) == {UNKNOWN: 1}


def test_counts_leave_out_the_selection_of_their_own_facet(engine):
    put(engine, document(1, facets=ONE), document(2, facets=TWO), document(3, facets={"region": ("35",)}))
    wanted = ("sector", "region")
    result = engine.search(request(filters={"sector": ("education",)}, facets=wanted))
    assert dict(result.facets["sector"]) == {"health": 2, "education": 1}
    assert dict(result.facets["region"]) == {"16": 1, "16.71": 1}
    both = engine.search(request(filters={"sector": ("education",), "region": ("35",)}, facets=wanted))
    assert both.total == 0
    assert dict(both.facets["sector"]) == {}
    assert dict(both.facets["region"]) == {"16": 1, "16.71": 1}


ORDERED = {Sort.NEWEST: "DCBA", Sort.COMPLETE: "ACBD", Sort.COPIED: "BDAC", Sort.PROVEN: "CADB"}


@pytest.mark.parametrize(("sort", "order"), [(sort, list(order)) for sort, order in ORDERED.items()])
def test_sorts(engine, sort, order):
    """What copying made worse is known, and so stands before what is not."""
    put(
        engine,
        document(1, "A", published_at=10, completeness=90, numbers={"copiers": 2, "copier_effect": 84.99}),
        document(2, "B", published_at=20, completeness=30, numbers={"copiers": 500}),
        document(3, "C", published_at=30, completeness=60, numbers={"copier_effect": 85}),
        document(4, "D", published_at=40, completeness=20, numbers={"copiers": 3, "copier_effect": -20.5}),
    )
    result = engine.search(request(sort=sort))
    assert names(result) == order
    assert all(hit.score is None for hit in result.hits)


def test_what_is_lifted_comes_first_and_what_answers_stays_the_same(engine):
    units = {1: "7", 2: "9", 3: "8", 4: "6", 5: "9"}
    put(engine, *(document(n, f"Perahu {n}", facets={"like_mine": (unit,)}) for n, unit in units.items() if n < 5))
    put(engine, document(5, "Kios", facets={"like_mine": ("9",)}))
    lifts = (Lift("like_mine", ("9", "5"), 0.9), Lift("like_mine", ("8",), 0.5), Lift("like_mine", ("7",), 0.1))
    for text, order in (("perahu", [2, 3, 1, 4]), ("perahu -4", [2, 3, 1])):
        result = engine.search(request(text, sort=Sort.LIKE_MINE, lifts=lifts, pinned=(4,)))
        assert [hit.document.page_id for hit in result.hits] == order
    every = engine.search(request(sort=Sort.LIKE_MINE, lifts=lifts, facets=("like_mine",)))
    assert [hit.document.page_id for hit in every.hits][2:] == [3, 1, 4]
    assert dict(every.facets["like_mine"]) == {"6": 1, "7": 1, "8": 1, "9": 2}


@pytest.mark.parametrize("sort", Sort)
def test_paging_shows_every_case_once(engine, sort):
    put(engine, *(document(n, f"Perahu {n}", published_at=5, completeness=5) for n in range(1, 26)))
    seen = [
        hit.document.page_id
        for offset in range(0, 40, 10)
        for hit in engine.search(request("perahu", sort=sort, offset=offset, size=10)).hits
    ]
    assert sorted(seen) == list(range(1, 26))


def test_a_page_far_past_the_end_is_empty_and_knows_the_total(engine):
    put(engine, document(1, "Perahu"))
    result = engine.search(request("perahu", offset=10**12))
    assert (result.total, result.hits) == (1, ())
