"""Preparing a round, opening it, amending it; and its pages for whom they are."""

from hashlib import sha256

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from common.models import Event
from selections import actions
from selections.entries.queries import entries_seen_by
from selections.errors import BlockedError, SelectionError, StaleError
from selections.models import Seat, SelectionRound
from selections.queries import rounds_run_by, rounds_seen_by, whos_of
from selections.rounds.known_rounds import known_round
from selections.rules.phases import Block, Phase, RoundStep, Who
from tests.factories import MemberFactory, UserFactory, log_in
from tests.selections.judging import entered, scored
from tests.selections.rulebooks import rulebook

IDENTITY = {"name": "KIPP Contoh", "year": 2027, "organiser": "Kementerian PANRB", "scheme": "kipp", "legal_basis": ""}


@pytest.fixture
def draft(moderator):
    return actions.prepare_round(moderator, IDENTITY, rules=rulebook(timezone.now()))


def opened(moderator, draft):
    return actions.take_on(moderator, draft, RoundStep.OPEN, seen=draft.version)


def test_a_round_opens_once_nothing_is_blank(moderator, draft):
    held = opened(moderator, draft)
    assert held.phase == Phase.OPEN
    assert len(held.lot_seed) == 32


def test_the_opening_commits_to_the_seed_of_the_lot_without_telling_it(client, moderator, draft):
    assert draft.lot_fingerprint == ""
    held = opened(moderator, draft)
    page = client.get(f"/seleksi/{held.pk}/").text
    assert sha256(held.lot_seed.encode()).hexdigest() in page
    assert held.lot_seed not in page
    event = Event.objects.get(verb="selection.round_open")
    assert event.data["lot_sha256"] == held.lot_fingerprint


def test_a_template_does_not_open_while_rules_are_blank(moderator):
    draft = actions.prepare_round(moderator, IDENTITY, rules=known_round("kipp-2021").rules)
    with pytest.raises(BlockedError) as refused:
        opened(moderator, draft)
    assert Block.RULES in refused.value.blocks


def test_a_copy_has_the_rules_and_starts_anew(moderator, draft):
    held = opened(moderator, draft)
    copy = actions.prepare_round(moderator, IDENTITY | {"year": 2028}, copied_from=held)
    assert (copy.phase, copy.rules, copy.lot_seed) == (Phase.DRAFT, held.rules, "")


def test_rules_of_an_open_round_are_locked_and_amended_on_record(moderator, draft):
    held = opened(moderator, draft)
    changed = held.rules | {"conflicts": {"agency": True, "region": True}}
    with pytest.raises(SelectionError, match=r"ralat|Amend"):
        actions.change_rules(moderator, held, changed, seen=held.version)
    with pytest.raises(SelectionError):
        actions.amend_rules(moderator, held, changed, "  ", seen=held.version)
    actions.amend_rules(moderator, held, changed, "Salah ketik pada lampiran.", seen=held.version)
    event = Event.objects.get(verb="selection.rules_amended")
    assert event.data["changes"] == [{"place": "conflicts / region", "before": False, "after": True}]
    assert event.data["reason"] == "Salah ketik pada lampiran."


def test_rules_are_read_once_until_they_are_replaced(draft):
    assert draft.rulebook is draft.rulebook
    draft.rules = draft.rules | {"categories": []}
    assert draft.rulebook.categories == ()
    draft.refresh_from_db()
    assert draft.rulebook.categories


def test_of_two_who_change_rules_the_second_is_told(moderator, draft):
    actions.change_rules(moderator, draft, draft.rules, seen=draft.version)
    with pytest.raises(StaleError):
        actions.change_rules(moderator, draft, draft.rules, seen=draft.version)


@pytest.mark.parametrize("role", ["contributor", "verifier", "head", "local_admin"])
def test_who_may_not_hold_rounds_of_the_nation(role, draft):
    person = MemberFactory(role=role).user
    with pytest.raises(PermissionDenied):
        actions.prepare_round(person, IDENTITY)
    with pytest.raises(PermissionDenied):
        opened(person, draft)
    assert draft not in rounds_seen_by(person)


def test_a_local_admin_holds_rounds_of_the_own_agency_alone(moderator):
    member = MemberFactory(role="local_admin")
    with pytest.raises(PermissionDenied):
        actions.prepare_round(member.user, IDENTITY, agency=member.agency)
    own = IDENTITY | {"scheme": "other"}
    mine = actions.prepare_round(member.user, own, agency=member.agency)
    assert mine in rounds_seen_by(member.user)
    other = MemberFactory(role="local_admin")
    assert mine not in rounds_seen_by(other.user)
    with pytest.raises(PermissionDenied):
        actions.prepare_round(other.user, own, agency=member.agency)
    with pytest.raises(PermissionDenied):
        actions.change_rules(moderator, mine, mine.rules, seen=mine.version)
    with pytest.raises(PermissionDenied):
        actions.change_identity(member.user, mine, IDENTITY, seen=mine.version)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scheme", "held_for", "status"),
    [("kipp", "own", 200), ("iga", "own", 200), ("other", "", 200), ("other", "own", 302)],
)
def test_a_local_admin_gives_no_award_of_the_nation(client, scheme, held_for, status):
    member = MemberFactory(role="local_admin")
    log_in(client, member.user)
    told = IDENTITY | {"scheme": scheme, "agency": member.agency_id if held_for else "", "seen": 0}
    assert client.post(reverse("selection_prepare") + "?dari=kosong", told).status_code == status
    assert SelectionRound.objects.exists() is (status == 302)


def test_whoever_scores_in_a_round_is_not_of_its_secretariat(moderator, draft, seated):
    seated(draft, "evaluator", moderator)
    with pytest.raises(PermissionDenied):
        opened(moderator, draft)


@pytest.mark.parametrize(("handed_in", "secretariat"), [(False, True), (True, False)])
def test_whoever_has_scored_in_a_round_is_not_of_its_secretariat_once_the_seat_ends(
    make_round, moderator, handed_in, secretariat
):
    held = make_round(Phase.JUDGING)
    seat = Seat.objects.create(round=held, user=moderator, role="evaluator", ended_at=timezone.now())
    scored(entered(held, 1), seat, {"kebaruan": "90", "dampak": "80"}, handed_in=handed_in)
    assert (whos_of(moderator, held) == {Who.SECRETARIAT}) is secretariat
    assert (held in rounds_run_by(moderator)) is secretariat
    assert entries_seen_by(moderator).exists() is secretariat
    if handed_in:
        with pytest.raises(SelectionError):
            actions.invite_to_round(MemberFactory(role="moderator").user, held, moderator.email, "secretariat")


ADDRESSES = {
    "selection_rounds": (),
    "selection_prepare": (),
    "selection_round": ("round",),
    "selection_rename": ("round",),
    "selection_rules": ("round", "groups"),
}
ANSWERS = {
    #                     draft                      open
    "anonymous": {"draft": "200 login 404 login login", "open": "200 login 200 login login"},
    "stranger": {"draft": "200 404 404 404 404", "open": "200 404 200 404 404"},
    "evaluator": {"draft": "200 404 404 404 404", "open": "200 404 200 404 404"},
    "secretariat": {"draft": "200 404 200 200 200", "open": "200 404 200 200 200"},
    "moderator": {"draft": "200 200 200 200 200", "open": "200 200 200 200 200"},
}


@pytest.mark.parametrize("phase", ["draft", "open"])
@pytest.mark.parametrize("who", ANSWERS)
def test_each_address_for_each_person(client, who, phase, make_round, seated, moderator):
    held = make_round(Phase(phase))
    if who == "moderator":
        log_in(client, moderator)
    elif who != "anonymous":
        log_in(client, UserFactory() if who == "stranger" else seated(held, who))
    given = []
    for name, wanted in ADDRESSES.items():
        response = client.get(reverse(name, args=[held.pk if one == "round" else one for one in wanted]))
        given.append("login" if response.status_code == 302 else str(response.status_code))
    assert " ".join(given) == ANSWERS[who][phase]


@pytest.mark.parametrize(
    "rule",
    [
        "Top 45: paling banyak 0",  # what earlier awards mean
        "berselisih lebih dari 20 dari 100",
        "dari instansinya sendiri",
        "bobot 70",  # how stages combine
        "rata-rata kriteria yang lebih tinggi: Dampak",
        "undian, yang benihnya",
    ],
)
def test_everyone_reads_by_which_rules_a_round_is_decided(client, selection_round, rule):
    shown = BeautifulSoup(client.get(reverse("selection_round", args=[selection_round.pk])).content, "html.parser")
    assert rule in " ".join(shown.main.get_text().split())


def test_the_parts_of_the_rules_are_set_by_forms(client, moderator):
    log_in(client, moderator)
    client.post(reverse("selection_prepare") + "?dari=templat:kipp-2021", IDENTITY | {"agency": "", "seen": 0})
    held = SelectionRound.objects.get()
    address = reverse("selection_rules", args=[held.pk, "conflicts"])
    client.post(address, {"seen": 0, "row-agency": "yes", "row-region": "no"})
    held.refresh_from_db()
    assert held.rules["conflicts"] == {"agency": True, "region": False}
    page = client.post(address, {"seen": 0, "row-agency": "no", "row-region": "no"}, follow=True)
    held.refresh_from_db()
    assert held.rules["conflicts"]["agency"] is True
    assert "sudah mengubahnya" in page.content.decode()


def test_rows_of_rules_are_added_ordered_and_taken_out(client, moderator, make_round):
    held = make_round(Phase.DRAFT)
    log_in(client, moderator)
    rows = {
        "row-TOTAL_FORMS": 4,
        "row-INITIAL_FORMS": 2,
        "row-0-code": "tata_kelola",
        "row-0-name": "Tata kelola pemerintahan",
        "row-0-ORDER": 2,
        "row-1-code": "kesehatan",
        "row-1-name": "Kesehatan",
        "row-1-DELETE": "on",
        "row-2-name": "Air & energi",
        "row-2-ORDER": 1,
        "seen": 0,
    }
    client.post(reverse("selection_rules", args=[held.pk, "categories"]), rows)
    held.refresh_from_db()
    assert held.rules["categories"] == [
        {"code": "air-energi", "name": "Air & energi"},
        {"code": "tata_kelola", "name": "Tata kelola pemerintahan"},
    ]


@pytest.mark.parametrize("lines", ["umum", "umum = banyak", "umum = -1", "= 3", "umum = 1.5"])
def test_a_line_that_cannot_be_read_is_named_and_nothing_is_lost(client, moderator, make_round, lines):
    held = make_round(Phase.DRAFT)
    log_in(client, moderator)
    rows = {
        "row-TOTAL_FORMS": 1,
        "row-INITIAL_FORMS": 1,
        "row-0-code": "a",
        "row-0-name": "A",
        "row-0-sizes": lines,
        "seen": 0,
    }
    page = client.post(reverse("selection_rules", args=[held.pk, "cuts"]), rows)
    assert page.status_code == 200
    assert lines in page.content.decode()
