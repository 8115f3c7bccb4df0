"""«Unit saya» shows what a selection waits for: to each person what is theirs to do, while there is time."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from replications.desk_parts import desk_parts
from selections.models import Assignment
from selections.rules.entries import EntryStep
from selections.rules.phases import Phase
from tests.factories import MemberFactory, UserFactory, log_in
from tests.selections.entering import entrant, took
from tests.selections.judging import entered, scored, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]


@pytest.fixture
def one():
    return entrant()


def _waits(person, now=None):
    """Return by the part of the desk how much waits there."""
    return {part.anchor: len(part.content) for part in desk_parts(person, now or timezone.now())}


def test_an_entry_waits_for_its_unit_then_for_its_local_admin(one, selection_round):
    entry = one.enters(selection_round)
    assert _waits(one.writer) == {"entries-to-write": 1}
    took(one.writer, entry, EntryStep.PROPOSE)
    assert _waits(one.writer) == {}
    assert _waits(one.admin) == {"entries-to-submit": 1}
    took(one.admin, entry, EntryStep.SUBMIT)
    assert _waits(one.admin) == {}
    assert _waits(MemberFactory().user) == {}


def test_what_is_to_be_mended_waits_while_there_is_time(client, one, selection_round, moderator):
    entry = one.submitted(selection_round)
    selection_round.phase = Phase.CHECK
    selection_round.save()
    took(moderator, entry, EntryStep.ASK_TO_MEND)
    until = selection_round.rulebook.dates.mending_until
    assert _waits(one.writer, until) == {"entries-to-write": 1}
    assert _waits(one.writer, until + datetime.timedelta(seconds=1)) == {}
    log_in(client, one.writer)
    page = BeautifulSoup(client.get("/unit-saya/").content, "html.parser")
    (part,) = page.select("section[aria-labelledby=entries-to-write]")
    assert "Diperbaiki unit" in part.text
    assert f"hingga {timezone.localtime(until).day} " in part.text


def test_open_scores_wait_for_who_gives_them_while_the_round_is_scored(client, make_round):
    held = make_round(Phase.JUDGING)
    mine, other = seats(held, 2)
    for number in (1, 2, 3):
        Assignment.objects.create(entry=entered(held, number), seat=other, stage="substance")
    for number in (4, 5):
        Assignment.objects.create(entry=entered(held, number), seat=mine, stage="substance")
    scored(entered(held, 6), mine, {"kebaruan": "3"}, handed_in=False)
    scored(entered(held, 7), mine, {"kebaruan": "3"})
    (part,) = desk_parts(mine.user, timezone.now())
    assert [(row.round, row.count) for row in part.content] == [(held, 3)]
    log_in(client, mine.user)
    assert "3 proposal belum dinilai" in client.get("/unit-saya/").text
    held.phase = Phase.PANEL
    held.save()
    assert _waits(mine.user) == {}


def test_it_costs_the_same_however_much_waits(one, selection_round):
    def cost(person):
        with CaptureQueriesContext(connection) as captured:
            desk_parts(person, timezone.now())
        return len(captured)

    one.enters(selection_round)
    first = cost(one.writer)
    for title in ("Dua", "Tiga"):
        entrant(unit=one.unit, admin=one.admin, title=title).enters(selection_round)
    assert _waits(one.writer) == {"entries-to-write": 3}
    assert cost(one.writer) == first
    assert cost(UserFactory()) <= first
