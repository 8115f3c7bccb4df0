"""The benchmark: who is compared is asked the same, and the table shows who answered what."""

import pytest

from search.benchmark import raw_tantivy, stock
from search.benchmark.measuring import QUERIES, Column, Row, side_by_side
from search.benchmark.ports import port_asks
from search.benchmark.site import Site, page_asks
from search.benchmark.table import Figure, keep, load, table
from search.indexer import rebuild
from tests.factories import CaseFactory


def test_all_columns_are_asked_all_inputs_in_turn_and_the_slow_ones_less_often():
    asked = []
    quick = Column("quick", {Row.HITS: lambda q: asked.append(("quick", q))})
    slow = Column("slow", {Row.HITS: lambda q: asked.append(("slow", q))}, is_slow=True)
    other = Column("other", {Row.PAGE: lambda q: asked.append(("other", q))})

    timings = side_by_side(Row.HITS, [quick, slow, other], 3, ["a", "b"])

    assert asked[:6] == [("quick", "a"), ("quick", "b")] * 2 + [("slow", "a"), ("slow", "b")]
    assert asked.count(("quick", "a")) == 4
    assert asked.count(("slow", "a")) == 2
    assert [timing.what for timing in timings] == ["quick", "slow"]


def test_a_table_joins_the_figures_of_several_runs(tmp_path):
    file = tmp_path / "figures.jsonl"
    first = [Figure(10, "request", "Wagtail, SQLite", "90"), Figure(20, "request", "raw, tantivy", "8")]
    keep(first, file)
    figures = [*load(file), Figure(10, "engine", "raw, tantivy", "1"), Figure(10, "request", "raw, tantivy", "7")]

    lines = [line.split() for line in table(figures, 10)]

    assert lines[0] == ["10", "cases", "Wagtail", "raw"]
    assert lines[1][-2:] == ["SQLite", "tantivy"]
    assert lines[2:] == [["request", "90", "7"], ["engine", "–", "1"]]
    assert load(tmp_path / "none.jsonl") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asks",
    [raw_tantivy.raw_asks, port_asks, lambda: page_asks(Site())],
    ids=["raw tantivy", "the port", "the pages"],
)
def test_every_question_is_answered(asks):
    CaseFactory()
    rebuild()
    for ask in asks().values():
        ask(QUERIES[0])


@pytest.mark.django_db
def test_wagtails_own_search_answers_over_the_words_of_cases(settings):
    settings.ROOT_URLCONF = stock.SETTINGS["ROOT_URLCONF"]
    CaseFactory()
    with stock.searchable_cases():
        assert stock.build() > 0
        for ask in stock.asks(Site()).values():
            ask(QUERIES[0])
