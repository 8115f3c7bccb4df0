"""Answers to judged queries stay as good as they were.

``judged.jsonl`` has queries with what people think of cases (see ``JudgedQuery``); they are
asked of every bundled case and of ``cases.jsonl``: made-up cases of rarer kinds, for this
test alone. ``judged_real.jsonl`` has queries that were written and judged from the real
cases before their writer saw the tables and the other queries; they are asked of the real
cases alone. ``judged_offices.jsonl`` has queries as people of villages, hospitals, Samsat,
licensing and social offices type them, judged before any was asked, and so has
``judged_counters.jsonl``, with more questions and negations; they are asked of the real
cases and the demonstration's. ``recorded.json`` has the figures of each that must not
fall; raise them when a change of weights or of the language's tables was for the better.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from innovations.importing.lines import read_lines
from innovations.importing.run import run_import
from search.finding import find
from search.indexer import rebuild
from search.parameters import Parameters
from search.quality import LOOKED_AT, Answer, JudgedQuery, answers, by_kind, quality, read_judged
from tests.innovations.records import DATA

HERE = Path(__file__).parent
REAL = DATA / "innovations.jsonl"
CORPORA = {
    "judged": (REAL, DATA / "demo_cases.jsonl", HERE / "cases.jsonl"),
    "judged_real": (REAL,),
    "judged_offices": (REAL, DATA / "demo_cases.jsonl"),
    "judged_counters": (REAL, DATA / "demo_cases.jsonl"),
}
"""The cases that each set of queries is asked of."""

RECORDED = json.loads((HERE / "recorded.json").read_text(encoding="utf-8"))
NO_CASE_IS_OVERDUE = datetime(2026, 1, 1, tzinfo=UTC)
"""Later, bundled cases sink because nobody confirms them, however good the words are."""

SLACK = 0.02
"""Cases of the same score stand as they lie in the index, which two threads fill."""


@pytest.fixture
def answered(db, judged_set) -> list[Answer]:
    lines = [line for file in CORPORA[judged_set] for line in file.read_bytes().splitlines(keepends=True)]
    assert not run_import(read_lines(lines)).problems
    rebuild()

    def search(query: str) -> list[str]:
        found = find(Parameters(q=query, page_size=LOOKED_AT), NO_CASE_IS_OVERDUE)
        return [one.hit.document.record_id for one in found.hits]

    return answers(read_judged(HERE / f"{judged_set}.jsonl"), search)


@pytest.mark.parametrize("judged_set", CORPORA)
def test_no_figure_falls_below_the_recorded_one(answered, judged_set):
    recorded = RECORDED[judged_set]
    figures = {kind or "together": round(found.ndcg, 3) for kind, found in by_kind(answered)}
    held_out = quality([answer for answer in answered if answer.judged.is_held_out])
    figures["held out"] = round(held_out.ndcg, 3)
    fallen = {kind: figures[kind] for kind, was in recorded["ndcg"].items() if figures[kind] < was - SLACK}
    assert fallen == {}
    assert quality(answered).mrr >= recorded["mrr"] - SLACK
    assert quality(answered).zero_hits <= recorded["zero_hits"]


@pytest.mark.parametrize("judged_set", CORPORA)
def test_every_judged_case_is_in_the_corpus(judged_set):
    known = {json.loads(line)["id"] for file in CORPORA[judged_set] for line in file.read_bytes().splitlines()}
    judged = read_judged(HERE / f"{judged_set}.jsonl")
    assert len({one.query for one in judged}) == len(judged)
    for one in judged:
        assert one.grades.keys() <= known
        assert set(one.grades.values()) <= {1, 2, 3}
        assert max(one.grades.values()) > 1


GRADES = {"a": 3, "b": 2, "c": 1}


@pytest.mark.parametrize(
    ("record_ids", "ndcg", "reciprocal_rank"),
    [
        (["a", "b", "c"], 1.0, 1.0),
        (["b", "a", "c"], 0.843, 1.0),
        (["x", "c", "a"], 0.439, 1 / 3),
        (["c"], 0.106, 0.0),
        ([], 0.0, 0.0),
        (["x"] * 10 + ["a"], 0.0, 0.0),
    ],
)
def test_figures_of_an_answer(record_ids, ndcg, reciprocal_rank):
    answer = Answer(JudgedQuery("q", "k", GRADES), record_ids)
    assert answer.ndcg == pytest.approx(ndcg, abs=0.001)
    assert answer.reciprocal_rank == reciprocal_rank


def test_figures_are_means_by_kind_and_together():
    given = [Answer(JudgedQuery(str(n), kind, {"a": 3}), found) for n, kind, found in [(1, "x", ["a"]), (2, "y", [])]]
    found = dict(by_kind(given))
    assert (found["x"].ndcg, found["y"].ndcg, found[""].ndcg) == (1.0, 0.0, 0.5)
    assert (found[""].queries, found[""].mrr, found[""].zero_hits) == (2, 0.5, 0.5)
