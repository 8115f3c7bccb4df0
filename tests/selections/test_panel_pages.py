"""What the panel reads of a ranking."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from selections.actions.freezes import require_freezable
from selections.errors import SelectionError
from selections.judging.standings import keep_ranking
from selections.models import SelectionRound
from selections.rules.phases import Phase
from tests.factories import log_in
from tests.selections.judging import entered, score_all, scored, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]


@pytest.fixture
def sitting(make_round):
    return make_round(Phase.PANEL)


@pytest.fixture
def page(client, sitting, seated):
    """Return the reader of the page of the ranking, as a panellist sees it."""

    def read():
        keep_ranking(sitting)
        log_in(client, seated(sitting, "panel"))
        return BeautifulSoup(client.get(reverse("selection_ranking", args=[sitting.pk])).content, "html.parser")

    return read


@pytest.fixture
def rows(page, sitting):
    """Return the reader of the rows to which a table of «kebaruan» and «dampak» comes."""

    def read(table):
        score_all([entered(sitting, number) for number in table], seats(sitting, 2), table)
        return [" ".join(row.get_text(" ").split()) for row in page().select("tbody tr:has(td)")]

    return read


def test_scores_that_differ_are_told_apart(rows):
    one, other = rows({1: [("50", "50"), ("50", "50.01")], 2: [("50", "50"), ("50", "50")]})
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
def test_what_parted_equal_scores_is_told_in_words(rows, table, words):
    assert f"nilai sama: {words}" in rows(table)[1]


@pytest.mark.parametrize("official", ["raw", "adjusted"])
def test_adjusted_scores_that_cannot_be_compared_are_said_so_and_no_list_goes_by_them(page, sitting, official):
    sitting.rules["stages"][0]["official"] = official
    sitting.save()
    for number, seat in enumerate(seats(sitting, 2), 1):
        scored(entered(sitting, number), seat, {"kebaruan": "50", "dampak": "50"})
    assert "Penilaian proposal" in page().select_one("main .notice").get_text()

    held = SelectionRound.objects.get()
    if official == "raw":
        require_freezable(held)
    else:
        with pytest.raises(SelectionError, match="Penilaian proposal"):
            require_freezable(held)


def test_points_and_comments_of_an_entry_stand_apart_by_evaluator(client, sitting, seated):
    score_all([entered(sitting, 1)], seats(sitting, 2), {1: [("50", "40"), ("50.5", "60")]})
    keep_ranking(sitting)
    log_in(client, seated(sitting, "panel"))
    shown = BeautifulSoup(client.get(reverse("selection_panel_entry", args=[sitting.pk, 1])).content, "html.parser")
    cells = [
        (cell["data-label"], cell.strong.get_text(), cell.p.get_text())
        for cell in shown.select("tbody tr:first-child td")
    ]
    assert cells == [("Evaluator 1", "50", "Bukti ada."), ("Evaluator 2", "50,5", "Bukti ada.")]
