"""The log of a round: everything, searched by entry, person and act; scores no sooner than the panel sits."""

import csv
import io

import pytest
from django.db import connection
from django.urls import reverse

from common.models import Event
from selections.actions.log import log
from selections.models import Seat
from selections.queries import log_of
from selections.results.log_search import searched
from selections.rules.log import shown_details
from selections.rules.phases import Phase
from tests.factories import MemberFactory, UserFactory, log_in
from tests.selections.judging import entered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]

TOLD = {"round": 3, "cut": "top_99", "for_it": True, "points": {"dampak": "80"}}
LEFT = {"round": 3, "cut": "top_99"}

SHOWN = [
    ("selection.panel_voted", False, LEFT),
    ("selection.panel_voted", True, TOLD),
    ("selection.review_handed_in", False, LEFT),
    ("selection.review_handed_in", True, TOLD),
    ("selection.entry_submit", False, TOLD),
]


@pytest.mark.parametrize(("verb", "sees_scores", "shown"), SHOWN)
def test_what_is_read_of_an_act(verb, sees_scores, shown):
    assert shown_details(verb, TOLD, sees_scores=sees_scores) == shown


@pytest.fixture
def acts(selection_round, make_round):
    """Acts on two entries by two people; the last is of another round."""
    ani, budi = UserFactory(first_name="Ani", last_name="Lestari"), UserFactory(email="budi@contoh.go.id")
    boat, clinic = (
        entered(selection_round, 7, title="Perahu Layanan"),
        entered(selection_round, 8, title="Posyandu Laut"),
    )
    log("entry_begun", boat, ani)
    log("entry_return", boat, budi, note="Lampiran kurang.")
    log("entry_begun", clinic, budi)
    log("review_handed_in", clinic, ani, stage="substance", points={"dampak": "37"})
    log("round_open", selection_round, budi)
    log("entry_begun", entered(make_round(), 7, title="Perahu"), ani)


ASKED = [
    ({}, ["round_open", "review_handed_in", "entry_begun", "entry_return", "entry_begun"]),
    ({"entry": "7"}, ["entry_return", "entry_begun"]),
    ({"entry": "perahu"}, ["entry_return", "entry_begun"]),
    ({"entry": "9" * 30}, []),
    ({"person": "ani lestari"}, ["review_handed_in", "entry_begun"]),
    ({"person": "budi@"}, ["round_open", "entry_begun", "entry_return"]),
    ({"act": "entry_begun"}, ["entry_begun", "entry_begun"]),
    ({"act": "entry_begun", "entry": "8", "person": "Budi@Contoh"}, ["entry_begun"]),
]


@pytest.mark.parametrize(("asked", "verbs"), ASKED)
def test_what_is_found(selection_round, acts, asked, verbs):
    found = searched(selection_round, **asked).values_list("verb", flat=True)
    assert list(found) == [f"selection.{verb}" for verb in verbs]


def address(selection_round):
    return reverse("selection_log", args=[selection_round.pk])


def test_the_secretariat_reads_and_searches_it(client, selection_round, acts, moderator):
    log_in(client, moderator)
    words = client.get(address(selection_round), {"entry": "perahu"}).content.decode()
    assert "Lampiran kurang." in words
    assert "Kembalikan ke unit" in words
    assert "Posyandu Laut" not in words


@pytest.mark.parametrize(
    ("phase", "seen"), [(Phase.CHECK, False), (Phase.JUDGING, False), (Phase.PANEL, True), (Phase.FINISHED, True)]
)
def test_points_are_read_no_sooner_than_the_panel_sits(client, selection_round, acts, moderator, phase, seen):
    selection_round.phase = phase
    selection_round.save()
    log_in(client, moderator)
    table = client.get(reverse("selection_log_table", args=[selection_round.pk, "csv"])).content.decode("utf-8-sig")
    assert ("dampak" in table) is seen
    rows = list(csv.reader(io.StringIO(table)))
    assert len(rows) == 6


def test_a_formula_in_a_note_does_not_run(client, selection_round, moderator):
    log("entry_return", entered(selection_round, 1), moderator, note="=1+1")
    log_in(client, moderator)
    table = client.get(reverse("selection_log_table", args=[selection_round.pk, "csv"])).content.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(table)))[1][5] == "'=1+1"


@pytest.mark.parametrize("phase", Phase)
def test_nobody_else_reads_it(client, selection_round, seated, phase):
    selection_round.phase = phase
    selection_round.save()
    unit = entered(selection_round, 1).unit
    people = [
        MemberFactory(unit=unit).user,
        MemberFactory(role="local_admin", agency=unit.agency).user,
        seated(selection_round, "evaluator"),
        seated(selection_round, "panel"),
    ]
    addresses = [address(selection_round), reverse("selection_log_table", args=[selection_round.pk, "csv"])]
    assert [client.get(one).status_code for one in addresses] == [302, 302]
    for person in people:
        log_in(client, person)
        assert [client.get(one).status_code for one in addresses] == [404, 404]


def test_a_moderator_who_scores_does_not_read_it(client, selection_round, moderator):
    Seat.objects.create(round=selection_round, user=moderator, role="evaluator")
    log_in(client, moderator)
    assert client.get(address(selection_round)).status_code == 404


def test_the_log_of_a_round_is_looked_up_by_its_index(selection_round):
    others = (
        Event(verb="selection.checked", object_type="x", object_id="1", data={"round": selection_round.pk + more})
        for more in range(1, 2001)
    )
    Event.objects.bulk_create(others)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE common_event")
    assert "event_by_round" in log_of(selection_round).explain()


def test_a_page_takes_a_fixed_number_of_queries(client, selection_round, moderator, django_assert_max_num_queries):
    for number in range(1, 4):
        entry = entered(selection_round, number)
        for _time in range(10):
            log("entry_written", entry, moderator)
    log_in(client, moderator)
    client.get(address(selection_round))
    with django_assert_max_num_queries(12):
        client.get(address(selection_round))
