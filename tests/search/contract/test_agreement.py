"""The engines side by side, on every bundled case and every judged query: the same hits, nearly the same order."""

from itertools import combinations
from math import isclose
from pathlib import Path
from statistics import mean

import pytest
from django.utils import timezone

from innovations.importing.lines import read_lines
from innovations.importing.run import run_import
from search.engines.base import SearchResult
from search.finding import Found, find
from search.indexer import rebuild
from search.parameters import Parameters
from search.quality import read_judged
from tests.innovations.records import DATA

RELEVANCE = Path(__file__).parent.parent.parent / "relevance"
CORPUS = (DATA / "innovations.jsonl", DATA / "demo_cases.jsonl", RELEVANCE / "cases.jsonl")
FIRST, CORRELATION, SHARED = 20, 0.97, 0.98
"""Hits that are compared, and figures that must not fall: 0.985 and 0.995 were measured."""

ENGINES = ("tantivy", "elasticsearch")


@pytest.fixture
def ask(db, settings, elasticsearch, worker_id):
    """Return what answers a query on each engine."""
    lines = [line for file in CORPUS for line in file.read_bytes().splitlines(keepends=True)]
    assert not run_import(read_lines(lines)).problems
    settings.SEARCH_ELASTICSEARCH = elasticsearch.settings(f"agreement_{worker_id}")
    now = timezone.now()
    for settings.SEARCH_ENGINE in ENGINES:
        rebuild()

    def ask(query: str) -> list[Found]:
        answers = []
        for settings.SEARCH_ENGINE in ENGINES:
            answers.append(find(Parameters(q=query, page_size=1_000), now))
        return answers

    return ask


def equal_part(found: Found) -> tuple[object, ...]:
    """Return what must not differ at all."""
    result = found.result
    facets = {key: dict(counts) for key, counts in result.facets.items()}
    pages = {hit.document.page_id for hit in result.hits}
    return found.corrections, result.total, result.coverage, result.complete, facets, pages


def rank_correlation(left: SearchResult, right: SearchResult) -> float:
    """Return Kendall's tau-b of the left one's first hits: 1 is the same order, -1 the reverse.

    Cases of the same score have no order among themselves.
    """
    scores = {hit.document.page_id: hit.score for hit in right.hits}
    first = [(hit.score, scores[hit.document.page_id]) for hit in left.hits[:FIRST]]
    signs = [(_sign(a[0], b[0]), _sign(a[1], b[1])) for a, b in combinations(first, 2)]
    ordered = sum(a != 0 for a, _b in signs) * sum(b != 0 for _a, b in signs)
    return sum(a * b for a, b in signs) / ordered**0.5 if ordered else 1.0


def _sign(left: float, right: float) -> int:
    return 0 if isclose(left, right, rel_tol=1e-4) else 1 if left > right else -1


def shared(left: SearchResult, right: SearchResult) -> float:
    """Return the share of the first hits that both engines have there."""
    firsts = [{hit.document.page_id for hit in result.hits[:FIRST]} for result in (left, right)]
    return len(firsts[0] & firsts[1]) / len(firsts[0])


def test_judged_queries_find_the_same_cases_in_nearly_the_same_order(ask):
    figures = []
    for judged in read_judged(RELEVANCE / "judged.jsonl"):
        left, right = ask(judged.query)
        assert equal_part(left) == equal_part(right), judged.query
        if left.result.total > 1:
            both = left.result, right.result
            figures.append((rank_correlation(*both), shared(*both), judged.query))
    correlation, together = mean(one[0] for one in figures), mean(one[1] for one in figures)
    print(f"\n{len(figures)} queries: rank correlation of the first {FIRST} {correlation:.3f}, shared {together:.3f}")
    print("the least alike:", *(f"{tau:.2f} {query}" for tau, _shared, query in sorted(figures)[:5]), sep="\n  ")
    assert correlation >= CORRELATION
    assert together >= SHARED
