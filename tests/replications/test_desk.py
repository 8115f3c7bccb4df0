"""«Unit saya»: what waits for a person's units, and nothing of others."""

import datetime

import pytest
from django.utils import timezone

from replications.actions import inquire, propose_agreement, tell_milestone
from replications.desk import desk_of
from replications.models import Milestone
from replications.rules import Step
from tests.factories import DraftFactory, MemberFactory, UserFactory, log_in
from tests.replications.conftest import TERMS
from units.actions import report_error

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 4, 1)


def turns(two):
    """Return whose turn it is, as the desks of the two units say."""
    desks = {"source": two.source_head, "copier": two.head}
    return {name for name, person in desks.items() if desk_of(person, TODAY).replications}


def test_it_shows_each_unit_its_own_turn(two):
    interest = two.interested()
    assert turns(two) == {"source"}
    asked = two.step(two.source_head, interest, Step.ASK, "Berapa?")
    assert turns(two) == {"copier"}
    accepted = two.step(two.source_head, asked, Step.ACCEPT)
    assert turns(two) == {"source", "copier"}
    proposed = propose_agreement(two.writer, accepted, TERMS, seen=accepted.version)
    assert turns(two) == {"source"}
    two.step(two.source_head, proposed, Step.SIGN)
    assert turns(two) == {"copier"}


def test_milestones_show_two_weeks_ahead_until_they_are_told(two):
    two.implementing(TODAY)
    first = Milestone.objects.first()
    before = first.due_on - datetime.timedelta(days=15)
    assert desk_of(two.writer, before).milestones == []
    assert desk_of(two.writer, first.due_on).milestones == [first]
    assert desk_of(two.source_head, first.due_on).milestones == []
    tell_milestone(two.writer, first, "Baik.", TODAY)
    assert desk_of(two.writer, first.due_on).milestones == []


def test_visitors_and_error_reports_wait_for_those_who_answer(two):
    inquire(two.case, name="", office="Kelurahan", email="a@contoh.id", message="Boleh?")
    report_error(two.case, "Tarifnya sudah gratis sejak 2024.")
    desk = desk_of(two.source_head, TODAY)
    assert (len(desk.inquiries), len(desk.reports)) == (1, 1)
    for other in (two.source_writer, two.head):
        assert desk_of(other, TODAY).is_clear


def test_what_was_not_confirmed_for_a_year_waits_for_those_who_may(client, two):
    two.case.first_published_at = timezone.now() - datetime.timedelta(days=400)
    two.case.save()
    assert desk_of(two.source_head, TODAY).unconfirmed == [two.case]
    assert desk_of(two.head, TODAY).unconfirmed == []
    log_in(client, two.source_head)
    assert f"/konfirmasi/{two.case.pk}/" in client.get("/unit-saya/").text


def test_drafts_come_with_what_they_lack(client, two):
    DraftFactory(unit=two.unit, title="Draf Kami")
    log_in(client, two.writer)
    page = client.get("/unit-saya/").text
    assert "Draf Kami" in page
    assert "Masih kurang:" in page
    assert "Perahu Sehat" not in page


def test_the_local_admin_sees_what_the_agencys_units_leave_unanswered(two):
    two.interested()
    admin = MemberFactory(role="local_admin", agency=two.case.unit.agency).user
    assert len(desk_of(admin, TODAY).replications) == 1


@pytest.mark.parametrize("person", [UserFactory, lambda: MemberFactory(role="moderator").user])
def test_who_has_no_unit_is_told_the_way(client, two, person):
    two.interested()
    log_in(client, person())
    page = client.get("/unit-saya/").text
    assert "Perahu Sehat" not in page
    assert "Ruang kerja" in page


def test_the_number_of_queries_does_not_grow(client, two, django_assert_max_num_queries):
    two.interested()
    for _more in range(5):
        DraftFactory(unit=two.case.unit)
        inquire(two.case, name="", office="Kantor", email="a@contoh.id", message=f"Boleh? {timezone.now()}")
    log_in(client, two.source_head)
    with django_assert_max_num_queries(46):
        client.get("/unit-saya/")
