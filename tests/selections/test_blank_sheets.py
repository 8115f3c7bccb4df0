"""Sheets to fill by hand: who prints them, of which entries, and what stands on them."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from selections.models import Assignment
from selections.rules.phases import Phase
from tests.factories import CaseFactory, MemberFactory, UnitFactory, UserFactory, log_in
from tests.selections.judging import entered, seats
from tests.site.pages import queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
WHO = ("nobody", "stranger", "author", "secretariat", "evaluator", "other_evaluator")


@pytest.fixture
def place(make_round, moderator):
    """Return a round with two entries, of which «evaluator» scores the first."""
    held = make_round(Phase.JUDGING)
    unit = UnitFactory(name="Puskesmas Sukamaju")
    first = entered(held, 1, case=CaseFactory(unit=unit, title="Perahu Puskesmas Sukamaju"))
    entered(held, 2)
    own, other = seats(held, 2)
    Assignment.objects.create(entry=first, seat=own, stage="substance")
    people = {
        "nobody": None,
        "stranger": UserFactory(),
        "author": MemberFactory(unit=unit).user,
        "secretariat": moderator,
        "evaluator": own.user,
        "other_evaluator": other.user,
    }
    return held, people


def _list(held, stage="substance"):
    return reverse("blank_sheets", args=[held.pk, stage])


def _sheet(held, number, stage="substance"):
    return reverse("blank_sheet", args=[held.pk, stage, number])


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("who", WHO)
def test_the_secretariat_prints_all_and_a_judge_the_own(client, place, who, phase):
    held, people = place
    held.phase = phase
    held.save()
    if people[who] is not None:
        log_in(client, people[who])
    hidden = 302 if who == "nobody" else 404
    all_of_them = who == "secretariat" and phase in (Phase.CHECK, Phase.JUDGING)
    own = who == "evaluator" and phase is Phase.JUDGING
    assert client.get(_list(held)).status_code == (200 if all_of_them or own else hidden)
    assert client.get(_sheet(held, 1)).status_code == (200 if all_of_them or own else hidden)
    assert client.get(_sheet(held, 2)).status_code == (200 if all_of_them else hidden)
    for nothing in (_list(held, "lain"), _list(held, "interview"), _sheet(held, 3)):
        assert client.get(nothing).status_code == hidden


def test_a_sheet_has_every_criterion_with_its_anchors_and_room_to_write(client, place):
    held, people = place
    log_in(client, people["evaluator"])
    page = BeautifulSoup(client.get(_sheet(held, 1)).content, "html.parser")
    text = page.main.get_text(" ")
    for criterion in held.rulebook.criteria_of("substance"):
        assert criterion.name in text
        assert all(anchor.text in text for anchor in criterion.anchors)
    assert [one.get_text() for one in page.select(".blank-criterion dt")] == ["Nilai", "Catatan"] * 2
    assert not any(one.get_text(strip=True) for one in page.select(".blank-boxes dd"))

    listed = BeautifulSoup(client.get(_list(held)).content, "html.parser")
    (row,) = listed.select(".blank-list tbody tr")
    assert len(row.select("td")) == 1 + 2 + 1, "a number, a box for each criterion, and one for remarks"


@pytest.mark.parametrize("blind", [True, False])
def test_whose_it_is_does_not_stand_on_a_sheet_of_a_blind_stage(client, place, blind):
    held, people = place
    held.rules["stages"][0]["blind"] = blind
    held.save()
    for who in ("evaluator", "secretariat"):
        log_in(client, people[who])
        for address in (_list(held), _sheet(held, 1)):
            assert ("Sukamaju" in client.get(address).text) is not blind


def test_sheets_are_reached_from_where_one_scores_and_where_one_assigns(client, place):
    held, people = place
    log_in(client, people["evaluator"])
    assert _list(held) in client.get("/seleksi/nilai/").text
    assert _sheet(held, 1) in client.get(reverse("score_sheet", args=[Assignment.objects.get().pk])).text
    log_in(client, people["secretariat"])
    assert _list(held) in client.get(reverse("selection_assignments", args=[held.pk])).text


def test_the_list_costs_the_same_however_many_entries(client, place):
    held, people = place
    log_in(client, people["secretariat"])
    before = queries(client, _list(held))
    entered(held, 3)
    assert queries(client, _list(held)) == before
