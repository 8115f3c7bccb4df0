"""What the panel reads of a ranking."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from selections.rules.phases import Phase
from selections.standings import keep_ranking
from tests.factories import log_in
from tests.selections.judging import entered, score_all, seats

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranking(client, make_round, seated):
    """Return the lines of the ranking of a table of «kebaruan» and «dampak»."""

    def shown(table):
        held = make_round(Phase.PANEL)
        score_all([entered(held, number) for number in table], seats(held, 2), table)
        keep_ranking(held)
        log_in(client, seated(held, "panel"))
        page = BeautifulSoup(client.get(reverse("selection_ranking", args=[held.pk])).content, "html.parser")
        return [" ".join(row.get_text(" ").split()) for row in page.select("tbody tr:has(td)")]

    return shown


def test_scores_that_differ_are_told_apart(ranking):
    one, other = ranking({1: [("50", "50"), ("50", "50.01")], 2: [("50", "50"), ("50", "50")]})
    assert "50,003 " in one
    assert "50 " in other
    assert "nilai sama" not in other


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ({1: [("65", "40"), ("65", "40")], 2: [("50", "50"), ("50", "50")]}, "rata-rata kriteria yang lebih tinggi: D"),
        ({1: [("50", "50"), ("50", "50")], 2: [("40", "50"), ("60", "50")]}, "selisih antarevaluator yang lebih kecil"),
    ],
)
def test_what_parted_equal_scores_is_told_in_words(ranking, table, words):
    assert f"nilai sama: {words}" in ranking(table)[1]
