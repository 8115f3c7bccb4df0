"""What the page of an entry does not tell its unit: who scored it, how the panel voted, what others object to."""

import pytest
from django.urls import reverse

from selections import actions
from selections.errors import StaleError
from selections.judging.standings import keep_ranking
from selections.results.objecting import object_to_list
from selections.rules.entries import EntryStep
from selections.rules.phases import Phase
from tests.factories import MemberFactory, log_in
from tests.selections.judging import entered, scored, seats
from tests.selections.published import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
POINTS = {"kebaruan": "80", "dampak": "90"}


@pytest.fixture
def judged(make_round):
    """A round in which an entry is scored and the panel has voted, with whoever did that."""
    held = make_round(Phase.JUDGING)
    entry = entered(held, 1)
    (evaluator,), (panellist,) = seats(held, 1), seats(held, 1, "panel")
    sheet = scored(entry, evaluator, POINTS, handed_in=False).assignment
    actions.hand_in(evaluator.user, sheet, seen=0)
    (conflicted,) = seats(held, 1)
    actions.declare_conflict(conflicted.user, conflicted, entry, "Saudara penulis.")
    held.phase = Phase.PANEL
    held.save()
    keep_ranking(held)
    actions.vote(panellist.user, entry, for_it=False)
    actions.note_in_panel(panellist.user, entry, "Buktinya lemah.")
    return entry, [evaluator.user, conflicted.user, panellist.user]


def test_the_history_of_an_entry_names_nobody_who_judges_it(client, judged):
    entry, people = judged
    log_in(client, MemberFactory(unit=entry.unit).user)
    page = client.get(reverse("entry", args=[entry.pk])).text
    assert [str(person) for person in people if str(person) in page] == []
    assert "panel_" not in page
    assert "Buktinya lemah." not in page


def test_who_was_too_slow_is_not_told_who_judges(judged):
    entry, people = judged
    with pytest.raises(StaleError) as refused:
        actions.take_entry_step(entry.started_by, entry, EntryStep.PROPOSE, seen=7)
    assert [str(person) for person in people if str(person) in str(refused.value)] == []


@pytest.fixture
def objection(selection_round, moderator):
    """An objection of another unit to an entry on a published list, not answered yet."""
    publish(selection_round, moderator)
    winner, loser = (selection_round.entries.get(number=number) for number in (1, 3))
    author = MemberFactory(unit=loser.unit).user
    return object_to_list(author, selection_round, loser.unit, "Datanya tidak benar.", winner)


def test_an_objection_to_a_list_is_not_read_at_the_entry_that_it_is_about(client, objection):
    log_in(client, MemberFactory(unit=objection.entry.unit).user)
    assert objection.text not in client.get(reverse("entry", args=[objection.entry_id])).text
