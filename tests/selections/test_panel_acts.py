"""Of what a panellist says something: of the entries before the panel, and of none with a conflict of interest."""

import pytest
from django.urls import reverse

from selections import actions
from selections.errors import SelectionError
from selections.judging.standings import keep_ranking
from selections.models import DeclaredConflict, Move, PanelNote, Seat, Vote
from selections.queries import log_of
from selections.rules.phases import Phase
from tests.factories import MemberFactory, log_in
from tests.selections.judging import entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]

ACTS = [
    lambda person, entry: actions.note_in_panel(person, entry, "Kuat."),
    lambda person, entry: actions.vote(person, entry, for_it=True),
    lambda person, entry: _moved(person, entry, onto=True),
]


@pytest.fixture
def sitting(make_round):
    return make_round(Phase.PANEL)


def _moved(person, entry, *, onto):
    """Move an entry without scores, which is on no list by its place."""
    keep_ranking(entry.round)
    return actions.move_across(person, entry, onto=onto, reason="Menjangkau pulau terluar.")


def _said():
    return PanelNote.objects.count() + Vote.objects.count() + Move.objects.count()


@pytest.mark.parametrize("act", ACTS)
def test_what_is_before_the_panel_is_spoken_of(sitting, seated, act):
    act(seated(sitting, "panel"), entered(sitting, 1))
    assert _said() == 1


def test_the_same_note_twice_is_one(sitting, seated):
    person, entry = seated(sitting, "panel"), entered(sitting, 1)
    for _twice in range(2):
        actions.note_in_panel(person, entry, "Kuat.")
    assert _said() == 1
    assert log_of(sitting).filter(verb="selection.panel_noted").count() == 1


def test_a_move_crosses_the_line(sitting, seated):
    with pytest.raises(SelectionError, match="peringkat"):
        _moved(seated(sitting, "panel"), entered(sitting, 1), onto=False)
    assert _said() == 0


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", ["draft", "rejected", "withdrawn"])
def test_what_was_not_admitted_is_not_before_the_panel(sitting, seated, act, state):
    with pytest.raises(SelectionError):
        act(seated(sitting, "panel"), entered(sitting, 1, state=state))
    assert _said() == 0


@pytest.mark.parametrize("act", ACTS)
def test_what_was_not_on_the_list_before_is_not_before_the_panel(sitting, seated, act):
    sitting.cut = 1
    sitting.save()
    with pytest.raises(SelectionError):
        act(seated(sitting, "panel"), entered(sitting, 1))
    assert _said() == 0


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("conflict", ["unit", "agency", "declared"])
def test_a_panellist_says_nothing_of_what_conflicts_with_him(sitting, seated, act, conflict):
    entry = entered(sitting, 1)
    works = {
        "unit": lambda: MemberFactory(unit=entry.unit).user,
        "agency": lambda: MemberFactory(role="local_admin", agency=entry.unit.agency).user,
        "declared": lambda: None,
    }[conflict]
    person = seated(sitting, "panel", works())
    if conflict == "declared":
        DeclaredConflict.objects.create(seat=Seat.objects.get(user=person), entry=entry, reason="Saudara.")
    with pytest.raises(SelectionError):
        act(person, entry)
    assert _said() == 0


def test_the_page_of_an_entry_takes_notes_votes_and_moves(client, sitting, seated):
    entered(sitting, 1)
    keep_ranking(sitting)
    log_in(client, seated(sitting, "panel"))
    page = reverse("selection_panel_entry", args=[sitting.pk, 1])
    client.post(f"{page}catatan/", {"text": "Kuat."})
    client.post(f"{page}suara/", {"for_it": "no"})
    client.post(f"{page}pindah/", {"onto": "yes", "reason": "Menjangkau pulau terluar."})

    assert PanelNote.objects.get().text == "Kuat."
    assert Vote.objects.get().for_it is False
    assert Move.objects.get().onto is True
    client.post(f"{page}batal-pindah/")
    assert Move.objects.get().taken_back_at is not None


def test_a_move_for_an_earlier_list_is_not_taken_back(sitting, seated):
    person = seated(sitting, "panel")
    told = {"entry": entered(sitting, 1), "seat": person.seats.get(), "onto": True, "reason": "Menjangkau pulau."}
    actions.take_move_back(person, Move.objects.create(cut="daftar_sebelumnya", **told))
    assert Move.objects.get().taken_back_at is None
