"""Who works in a round: inviting, accepting, ending, and what a role excludes."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.models import OutgoingMail
from innovations.models import Sector
from selections.actions import accept_seat, end_seat, invite_to_round, withdraw_seat_invitation
from selections.errors import SelectionError
from selections.models import Seat, SeatInvitation
from selections.queries import log_of
from selections.rules.phases import Phase
from tests.factories import UserFactory, log_in
from units.errors import UnitError

pytestmark = pytest.mark.django_db


def _token(invitation: SeatInvitation) -> str:
    letter = OutgoingMail.objects.get(key=f"invitation-{invitation.token_hash}")
    return re.search(r"/seleksi/undangan/(\S+)/", letter.body)[1]


@pytest.fixture
def invited(selection_round, moderator):
    sectors = Sector.objects.all()[:2]
    return invite_to_round(moderator, selection_round, "Nilai@Contoh.go.id", "evaluator", sectors)


def test_the_letter_leads_somebody_without_an_account_to_a_seat(client, invited, selection_round):
    link = reverse("seat_invitation", args=[_token(invited)])
    assert selection_round.name in client.get(link).text

    told = {"name": "Sari Penilai", "password1": "kunci-penilai-baru", "password2": "kunci-penilai-baru"}
    answer = client.post(link, told)

    seat = Seat.objects.get(user__email="nilai@contoh.go.id")
    assert answer.headers["Location"] == reverse("selection_round", args=[selection_round.pk])
    assert (seat.round, seat.role, seat.sectors.count()) == (selection_round, "evaluator", 2)
    assert log_of(selection_round).first().verb == "selection.seat_taken"
    assert client.get(link).status_code == 410, "the link works once"


def test_somebody_with_an_account_logs_in_to_accept(client, invited):
    person = UserFactory(email="nilai@contoh.go.id")
    link = reverse("seat_invitation", args=[_token(invited)])
    assert reverse("login") in client.get(link).text

    client.force_login(person)
    client.post(link)

    assert Seat.objects.get().user == person


def test_the_link_is_for_the_invited_address_alone(invited):
    with pytest.raises(UnitError):
        accept_seat(_token(invited), user=UserFactory())
    assert not Seat.objects.exists()


def test_a_second_invitation_to_the_same_seat_writes_no_second_letter(invited, selection_round, moderator):
    again = invite_to_round(moderator, selection_round, "nilai@contoh.go.id", "evaluator")

    assert again == invited
    assert OutgoingMail.objects.count() == 1


def test_a_withdrawn_link_does_not_work(invited, moderator):
    token = _token(invited)
    for _twice in range(2):
        withdraw_seat_invitation(moderator, invited)

    with pytest.raises(UnitError):
        accept_seat(token)
    assert log_of(invited.round).filter(verb="selection.seat_offer_withdrawn").count() == 1


@pytest.mark.parametrize(
    ("held", "wanted", "allowed"),
    [
        ("secretariat", "evaluator", False),
        ("secretariat", "panel", False),
        ("evaluator", "secretariat", False),
        ("panel", "secretariat", False),
        ("evaluator", "evaluator", False),
        ("evaluator", "panel", True),
    ],
)
def test_nobody_scores_in_a_round_of_whose_secretariat_he_or_she_is(
    selection_round, moderator, seated, held, wanted, allowed
):
    person = UserFactory()
    invitation = invite_to_round(moderator, selection_round, person.email, wanted)
    seated(selection_round, held, person)

    def invite():
        invite_to_round(moderator, selection_round, person.email, wanted)

    def accept():
        accept_seat(_token(invitation), user=person)

    for act in (invite, accept):
        if allowed:
            act()
        else:
            with pytest.raises(SelectionError, match=str(person)):
                act()
    assert Seat.objects.filter(user=person).count() == 1 + allowed


def test_nobody_is_invited_to_a_finished_round(make_round, moderator):
    with pytest.raises(SelectionError):
        invite_to_round(moderator, make_round(Phase.FINISHED), "a@contoh.go.id", "panel")


def test_only_the_secretariat_invites_and_ends(selection_round, invited, seated):
    evaluator = seated(selection_round, "evaluator")
    for stranger in (UserFactory(), evaluator):
        for act in (
            lambda who: invite_to_round(who, selection_round, "b@contoh.go.id", "panel"),
            lambda who: withdraw_seat_invitation(who, invited),
            lambda who: end_seat(who, Seat.objects.get()),
        ):
            with pytest.raises(PermissionDenied):
                act(stranger)


def test_an_ended_seat_is_kept_as_history_and_told_once(selection_round, seated, moderator):
    person = seated(selection_round, "panel")
    for _twice in range(2):
        end_seat(moderator, Seat.objects.get())

    assert Seat.objects.get().ended_at is not None
    assert OutgoingMail.objects.get().to == person.email
    assert log_of(selection_round).filter(verb="selection.seat_ended").count() == 1


def test_who_comes_back_takes_the_same_seat(selection_round, seated, moderator):
    person = seated(selection_round, "panel")
    seat = Seat.objects.get()
    for times in (1, 2):
        end_seat(moderator, seat)
        assert OutgoingMail.objects.filter(subject__contains="berakhir").count() == times

        accept_seat(_token(invite_to_round(moderator, selection_round, person.email, "panel")), user=person)

        assert Seat.objects.get().pk == seat.pk
        assert Seat.objects.get().ended_at is None


def test_the_page_of_the_team_invites_and_ends(client, selection_round, moderator, seated):
    person = seated(selection_round, "evaluator")
    log_in(client, moderator)
    page = reverse("selection_team", args=[selection_round.pk])

    client.post(page, {"email": "baru@contoh.go.id", "role": "panel", "sectors": [Sector.objects.first().pk]})
    shown = client.get(page).text
    assert "baru@contoh.go.id" in shown
    assert person.email in shown

    client.post(reverse("seat_end", args=[selection_round.pk, Seat.objects.get().pk]))
    client.post(reverse("seat_invitation_withdraw", args=[selection_round.pk, SeatInvitation.objects.get().pk]))
    shown = client.get(page).text
    assert "baru@contoh.go.id" not in shown
    assert person.email not in shown


def test_a_seat_of_another_round_is_not_reached_through_this_one(client, make_round, moderator, seated):
    here, there = make_round(), make_round(name="Lain")
    seated(there, "evaluator")
    log_in(client, moderator)

    assert client.post(reverse("seat_end", args=[here.pk, Seat.objects.get().pk])).status_code == 404


def test_the_team_costs_the_same_however_many_it_has(client, selection_round, moderator, seated):
    log_in(client, moderator)
    page = reverse("selection_team", args=[selection_round.pk])
    client.get(page)
    counts = []
    for _more in range(2):
        seated(selection_round, "evaluator").seats.get().sectors.set(Sector.objects.all()[:3])
        with CaptureQueriesContext(connection) as counted:
            client.get(page)
        counts.append(len(counted))
    assert counts[0] == counts[1]
