"""Every address of seats, assignments and scoring × who asks × phase of the round."""

import pytest
from django.urls import reverse
from django.utils import timezone

from selections.actions import invite_to_round
from selections.models import Assignment, DeclaredConflict, EntryPaper, Review, Seat
from selections.rules.phases import JUDGED, Phase
from tests.factories import AttachmentFactory, MemberFactory, UserFactory, log_in
from tests.selections.judging import entered, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]

PAGES_OF_THE_SECRETARIAT = ("selection_team", "selection_assignments", "selection_seat")
ACTS_OF_THE_SECRETARIAT = (
    "selection_assign",
    "selection_further",
    "seat_conflict",
    "seat_conflict_lift",
    "review_reopen",
    "seat_invitation_withdraw",
    "seat_end",
)
OWN_PAGES = ("score_sheet", "score_paper")
OWN_ACTS = ("score_sheet", "score_conflict")
WHO = ("nobody", "stranger", "author", "secretariat", "evaluator", "other_evaluator", "panellist", "ended")


@pytest.fixture
def place(make_round, moderator):
    """Return the people, and the addresses around one assignment of «evaluator» and of «ended»."""
    held = make_round(Phase.JUDGING)
    entry = entered(held, 1)
    EntryPaper.objects.create(entry=entry, paper="pernyataan", document=AttachmentFactory())
    own, other, gone = seats(held, 3)
    panel = seats(held, 1, "panel")[0]
    Seat.objects.filter(pk=gone.pk).update(ended_at=timezone.now())
    given = [Assignment.objects.create(entry=entry, seat=seat, stage="substance") for seat in (own, gone)]
    review = Review.objects.create(assignment=given[0], handed_in_at=timezone.now())
    told = DeclaredConflict.objects.create(seat=other, entry=entry, reason="Saudara.")
    invitation = invite_to_round(moderator, held, "baru@contoh.go.id", "panel")
    people = {
        "nobody": None,
        "stranger": UserFactory(),
        "author": MemberFactory(unit=entry.unit).user,
        "secretariat": moderator,
        "evaluator": own.user,
        "other_evaluator": other.user,
        "panellist": panel.user,
        "ended": gone.user,
    }
    around = {name: [held.pk] for name in ("selection_team", "selection_assignments")}
    around |= {name: [held.pk, own.pk] for name in ("selection_seat", "seat_conflict", "seat_end")}
    around |= {name: [held.pk, "substance"] for name in ("selection_assign", "selection_further")}
    around["seat_conflict_lift"] = [held.pk, other.pk, told.pk]
    around["review_reopen"] = [held.pk, own.pk, review.pk]
    around["seat_invitation_withdraw"] = [held.pk, invitation.pk]

    def address(name, who):
        assignment = given[who == "ended"].pk
        own_ones = {name: [assignment] for name in OWN_ACTS} | {"score_paper": [assignment, "pernyataan"]}
        return reverse(name, args=(around | own_ones)[name])

    return held, people, address


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("who", WHO)
def test_each_address_is_for_those_whom_it_concerns(client, place, who, phase):
    held, people, address = place
    held.phase = phase
    held.save()
    if people[who] is not None:
        log_in(client, people[who])
    hidden = 302 if who == "nobody" else 404
    organises = who == "secretariat"
    scores = who == "evaluator" and phase in JUDGED

    for name in PAGES_OF_THE_SECRETARIAT:
        assert client.get(address(name, who)).status_code == (200 if organises else hidden), name
    for name in OWN_PAGES:
        assert client.get(address(name, who)).status_code == (200 if scores else hidden), name
    for name in OWN_ACTS:
        expected = {200, 302} if scores else {hidden}
        assert client.post(address(name, who), {"seen": 0}).status_code in expected, name
    for name in ACTS_OF_THE_SECRETARIAT:
        answer = client.post(address(name, who), {"number": 1})
        assert answer.status_code == (302 if organises else hidden), name
    assert client.get(reverse("scores")).status_code == (302 if who == "nobody" else 200)
    if not organises:
        assert Seat.objects.filter(ended_at=None).count() == 3
        assert Review.objects.get().handed_in_at is not None
        assert not DeclaredConflict.objects.exclude(lifted_at=None).exists()


def test_acts_are_not_done_by_opening_an_address(client, place, moderator):
    _held, _people, address = place
    log_in(client, moderator)
    for name in (*ACTS_OF_THE_SECRETARIAT, "score_conflict"):
        assert client.get(address(name, "secretariat")).status_code == 405, name


@pytest.mark.parametrize("phase", [Phase.CHECK, Phase.JUDGING])
def test_the_secretariat_sees_no_score_before_the_panel_does(client, place, moderator, phase):
    held, _people, address = place
    Review.objects.update(points={"kebaruan": "73.21", "dampak": "73.21"}, comments={"kebaruan": "Rahasia penilai"})
    held.phase = phase
    held.save()
    log_in(client, moderator)

    for name in PAGES_OF_THE_SECRETARIAT:
        shown = client.get(address(name, "secretariat")).text
        assert "73.21" not in shown
        assert "73,21" not in shown
        assert "Rahasia" not in shown
