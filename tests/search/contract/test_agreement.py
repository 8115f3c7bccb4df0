"""The engines side by side, on every bundled case: the same hits, counts and corrections, nearly the same order."""

import random
from collections.abc import Iterator
from itertools import combinations
from math import isclose
from pathlib import Path
from statistics import mean

import pytest
from django.test import override_settings
from django.utils import timezone

from innovations.importing.lines import read_lines
from innovations.importing.run import run_import
from innovations.models import InnovationPage
from search import finding
from search.engines import get_engine
from search.engines.base import SearchResult
from search.finding import Found
from search.indexer import rebuild
from search.language import normalise
from search.parameters import Parameters
from search.quality import read_judged
from tests.innovations.records import DATA

RELEVANCE = Path(__file__).parent.parent.parent / "relevance"
CORPUS = (DATA / "innovations.jsonl", DATA / "demo_cases.jsonl", RELEVANCE / "cases.jsonl")
FIRST, CORRELATION, SHARED = 20, 0.99, 0.99
"""Hits that are compared, and figures that must not fall: 0.997 each were measured."""

MISSPELLED = 600

JUDGED = ("judged.jsonl", "judged_real.jsonl", "judged_offices.jsonl", "judged_counters.jsonl")
READER = {"like_mine": ("1", "2", "3", "5", "8")}


@pytest.fixture(scope="module")
def engines(module_index, elasticsearch, worker_id):
    """Each engine with all bundled cases."""
    lines = [line for file in CORPUS for line in file.read_bytes().splitlines(keepends=True)]
    assert not run_import(read_lines(lines)).problems
    engines = []
    with override_settings(SEARCH_ELASTICSEARCH=elasticsearch.settings(f"agreement_{worker_id}")):
        for name in ("tantivy", "elasticsearch"):
            with override_settings(SEARCH_ENGINE=name):
                rebuild()
                engines.append(get_engine())
    return engines


@pytest.fixture
def ask(db, engines, monkeypatch):
    """Return what answers a query on each engine; why a hit matches is not the engine's to say, and is left out."""
    now = timezone.now()
    monkeypatch.setattr(finding, "explain", lambda hit, _clauses: hit)

    def ask(query: str, **filters: tuple[str, ...]) -> list[Found]:
        answers = []
        for engine in engines:
            monkeypatch.setattr(finding, "get_engine", lambda engine=engine: engine)
            answers.append(finding.find(Parameters(q=query, page_size=1_000, filters=filters, reader=READER), now))
        return answers

    return ask


def case_words() -> Iterator[list[str]]:
    """Yield the words of each bundled case's name, everyday title and summary, in their normal spelling."""
    for case in InnovationPage.objects.all():
        yield normalise(f"{case.title} {case.plain_title} {case.summary}").split()


def equal_part(found: Found) -> tuple[object, ...]:
    """Return what must not differ at all."""
    result = found.result
    facets = {key: dict(counts) for key, counts in found.counts().items()}
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


def test_every_value_of_every_facet_finds_the_same_cases(ask):
    left, right = ask("")
    assert equal_part(left) == equal_part(right)
    for key, counts in left.counts().items():
        for value, cases in counts:
            left, right = ask("", **{key: (value,)})
            assert equal_part(left) == equal_part(right), (key, value)
            assert left.result.total == cases, (key, value)


def misspelled(rng: random.Random, word: str) -> str:
    """Return a word with one to three letters added, dropped, changed, doubled or swapped."""
    letters = list(word)
    for _ in range(rng.choice((1, 1, 2, 3))):
        place = rng.randrange(len(letters) - 1)
        slip = rng.randrange(5)
        if slip == 0:
            letters.insert(place, rng.choice("aehinrt"))
        elif slip == 1:
            del letters[place]
        elif slip == 2:
            letters[place] = rng.choice("aeioubdfghjkpstvwyz")
        elif slip == 3:
            letters.insert(place, letters[place])
        else:
            letters[place : place + 2] = reversed(letters[place : place + 2])
    return "".join(letters)


def test_misspelled_words_have_the_same_look_alikes(db, engines):
    rng, now = random.Random(4), int(timezone.now().timestamp())
    words = sorted({word for case in case_words() for word in case if len(word) > 3})
    typed = {misspelled(rng, rng.choice(words)) for _ in range(MISSPELLED)}
    cut_off = {word[: rng.randint(4, len(word))] for word in rng.sample(words, MISSPELLED // 4)}
    alike = {word: [engine.similar_words(word, now) for engine in engines] for word in sorted(typed | cut_off)}
    unlike = {word: both for word, both in alike.items() if both[0] != both[1]}
    found = sum(bool(left) for left, _right in alike.values())
    print(f"\n{len(alike)} misspelled words, {found} with look-alikes; {len(alike) - len(unlike)} the same on both")
    assert found > len(alike) / 2
    assert unlike == {}


def test_judged_queries_find_the_same_cases_in_nearly_the_same_order(ask):
    figures = []
    for judged in [one for file in JUDGED for one in read_judged(RELEVANCE / file)]:
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
