"""Nobody decides about an entry with a conflict of interest, and there is always somebody who can."""

import pytest
from django.core.exceptions import PermissionDenied

from common.models import OutgoingMail
from selections import actions
from selections.entries.conflict_words import secretariat_words
from selections.entries.hands import deciders_for, hands_of
from selections.errors import SelectionError
from selections.judging.standings import keep_ranking
from selections.models import CheckFinding, DeclaredConflict, Entry, Objection, Seat
from selections.results.objecting import answer_objection
from selections.rules.checks import Found
from selections.rules.conflicts import Conflict, Origin, Workplaces, conflict_of_secretariat
from selections.rules.entries import EntryState, EntryStep, Hand
from selections.rules.phases import Phase
from selections.rules.rulebook import Conflicts
from tests.factories import MemberFactory, UnitFactory, log_in
from tests.selections.entering import entrant, took
from tests.selections.judging import entered, scored, seats
from tests.selections.published import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]

BOTH = Conflicts(agency=True, region=True)
STEPS = [EntryStep.ADMIT, EntryStep.REJECT, EntryStep.ASK_TO_MEND]


def _works(**places):
    return Workplaces(**{name: frozenset(keys) for name, keys in places.items()})


@pytest.mark.parametrize(
    ("person", "organiser", "reason"),
    [
        (_works(units={1}, agencies={10}), None, Conflict.UNIT),
        (_works(units={2}, agencies={10}), None, Conflict.AGENCY),
        (_works(administered={10}, agencies={10}), None, Conflict.UNIT),
        (_works(provinces={"16"}), None, Conflict.REGION),
        (_works(units={1}, agencies={10}), 10, Conflict.UNIT),
        (_works(units={2}, agencies={10}), 10, None),
        (_works(administered={10}, agencies={10}, provinces={"16"}), 10, None),
    ],
)
def test_an_agency_that_selects_among_its_own_units_keeps_the_own_unit_apart_alone(person, organiser, reason):
    assert conflict_of_secretariat(person, Origin(1, 10, "16"), BOTH, organiser) is reason


@pytest.fixture
def one():
    return entrant()


@pytest.fixture
def waiting(one, selection_round):
    """An entry that waits for a decision, with a finding."""
    entry = one.submitted(selection_round)
    selection_round.phase = Phase.CHECK
    selection_round.save()
    CheckFinding.objects.create(entry=entry, check_code="quota", found="pass", facts={"reason": "free"})
    entry.refresh_from_db()
    return entry


@pytest.fixture(params=["unit", "agency", "declared"])
def interested(request, seated, waiting):
    """Somebody of the secretariat with a conflict of interest with the entry."""
    works = {
        "unit": lambda: MemberFactory(unit=waiting.unit).user,
        "agency": lambda: MemberFactory(unit=UnitFactory(agency=waiting.unit.agency)).user,
        "declared": lambda: None,
    }[request.param]
    person = seated(waiting.round, "secretariat", works())
    if request.param == "declared":
        DeclaredConflict.objects.create(seat=Seat.objects.get(user=person), entry=waiting, reason="Saudara.")
    return person


def test_who_decides_instead_is_named(interested, waiting, moderator):
    for step in STEPS:
        with pytest.raises(SelectionError, match=str(moderator)):
            took(interested, waiting, step)
    with pytest.raises(SelectionError, match=str(moderator)):
        actions.decide_finding(interested, waiting.findings.get(), Found.FAIL, "Lebih.", seen=waiting.version)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.findings.get().decided) == (EntryState.SUBMITTED, "")
    assert took(moderator, waiting, EntryStep.ADMIT).state == EntryState.ADMITTED


def test_an_objection_is_answered_by_somebody_else(interested, waiting, moderator, one):
    rejected = took(moderator, waiting, EntryStep.REJECT)
    objection = actions.object_to_check(one.writer, rejected, "Ada.", seen=rejected.version)
    rejected.refresh_from_db()
    with pytest.raises(SelectionError, match=str(moderator)):
        actions.answer_objection_to_check(interested, objection, "Benar.", accept=True, seen=rejected.version)
    assert not Objection.objects.exclude(answered_at=None).exists()


def test_nothing_that_would_be_refused_is_offered(client, interested, waiting, moderator):
    for person, offered in ((interested, False), (moderator, True)):
        log_in(client, person)
        page = client.get(f"/seleksi/proposal/{waiting.pk}/periksa/").text
        assert ('value="admit"' in page) is offered
        assert ("Putuskan lain" in page) is offered
        assert ("konflik kepentingan dengan proposal ini" in page) is not offered


def test_where_the_whole_secretariat_of_an_agency_has_a_conflict_a_moderator_decides(
    client, make_round, moderator, one
):
    held = make_round(agency=one.unit.agency)
    entry = one.submitted(held)
    other = entrant(admin=one.admin, unit=UnitFactory(agency=one.unit.agency)).submitted(held)
    held.phase = Phase.CHECK
    held.save()
    assert deciders_for(entry) == [one.admin]
    assert hands_of(moderator, entry) == frozenset()
    log_in(client, moderator)
    assert client.get(f"/seleksi/proposal/{entry.pk}/periksa/").status_code == 404

    MemberFactory(user=one.admin, unit=one.unit)
    one.admin.__dict__.pop("_standings", None)
    entry.refresh_from_db()
    assert "moderator jaringan" in secretariat_words(one.admin, entry)
    assert client.get(f"/seleksi/proposal/{entry.pk}/periksa/").status_code == 200
    assert client.get(f"/seleksi/proposal/{other.pk}/periksa/").status_code == 404
    with pytest.raises(PermissionDenied):
        took(moderator, other, EntryStep.ADMIT)
    assert took(moderator, entry, EntryStep.ADMIT).state == EntryState.ADMITTED


@pytest.mark.parametrize("stands_in", [True, False])
def test_a_moderator_who_decides_instead_is_told_what_the_secretariat_is_told(make_round, moderator, one, stands_in):
    held = make_round(agency=one.unit.agency)
    mended, rejected = one.submitted(held), entrant(admin=one.admin, unit=one.unit).submitted(held)
    held.phase = Phase.CHECK
    held.save()
    Entry.objects.filter(pk=mended.pk).update(state=EntryState.MENDING)
    Entry.objects.filter(pk=rejected.pk).update(state=EntryState.REJECTED)
    if stands_in:
        MemberFactory(user=one.admin, unit=one.unit)
    OutgoingMail.objects.all().delete()
    took(one.writer, mended, EntryStep.MEND)
    rejected.refresh_from_db()
    actions.object_to_check(one.writer, rejected, "Ada.", seen=rejected.version)
    told = list(OutgoingMail.objects.values_list("to", flat=True))
    assert told.count(one.admin.email) == 2
    assert told.count(moderator.email) == (2 if stands_in else 0)


@pytest.mark.parametrize("role", ["evaluator", "panel"])
def test_a_moderator_who_judges_or_has_a_conflict_decides_nothing_instead(make_round, seated, moderator, one, role):
    held = make_round(agency=one.unit.agency)
    entry = one.submitted(held)
    held.phase = Phase.CHECK
    held.save()
    MemberFactory(user=one.admin, unit=one.unit)
    seated(held, role, moderator)
    related = MemberFactory(unit=one.unit).user
    MemberFactory(user=related, role="moderator")
    for person in (moderator, related):
        assert Hand.SECRETARIAT not in hands_of(person, entry)


def test_of_a_round_of_the_nation_without_anybody_free_somebody_is_to_be_invited(waiting):
    person = MemberFactory(unit=waiting.unit).user
    MemberFactory(user=person, role="moderator")
    assert "Undang" in secretariat_words(person, waiting)


def test_a_moderator_is_named_only_while_one_can_stand_in(make_round, one):
    held = make_round(Phase.JUDGING, agency=one.unit.agency)
    entry = entered(held, 1, case=one.case)
    MemberFactory(user=one.admin, unit=one.unit)
    words = secretariat_words(one.admin, entry)
    assert "Undang" in words
    assert "moderator" not in words


def test_nobody_of_the_secretariat_changes_who_scores_the_own_units_entry(make_round, seated):
    held = make_round(Phase.JUDGING)
    entry = entered(held, 1)
    (seat,) = seats(held, 1)
    sheet = scored(entry, seat, {"kebaruan": "10", "dampak": "10"})
    related = seated(held, "secretariat", MemberFactory(unit=entry.unit).user)
    with pytest.raises(SelectionError, match="konflik kepentingan"):
        actions.reopen_review(related, sheet, "Terlalu rendah.")
    with pytest.raises(SelectionError, match="konflik kepentingan"):
        actions.declare_conflict(related, seat, entry, "Menurut saya ada.")
    own = Seat.objects.get(user=related)
    assert actions.declare_conflict(related, own, entry, "Unit saya."), "the own conflict is always told"


def test_a_panellist_is_offered_nothing_that_would_be_refused(client, make_round, seated):
    held = make_round(Phase.PANEL)
    entry = entered(held, 1)
    scored(entry, seats(held, 1)[0], {"kebaruan": "10", "dampak": "10"})
    keep_ranking(held)
    related = seated(held, "panel", MemberFactory(unit=entry.unit).user)
    for person, offered in ((related, False), (seated(held, "panel"), True)):
        log_in(client, person)
        page = client.get(f"/seleksi/{held.pk}/panel/1/").text
        for address in ("catatan", "suara", "pindah"):
            assert (f"/panel/1/{address}/" in page) is offered
        assert ("konflik kepentingan dengan proposal ini" in page) is not offered


@pytest.mark.parametrize("relation", ["of the entry's unit", "of the unit that objects", "declared"])
def test_an_objection_to_a_list_is_answered_by_others(client, selection_round, moderator, seated, relation):
    publish(selection_round, moderator)
    entry, objecting = selection_round.entries.get(number=3), UnitFactory()
    works = {"of the entry's unit": entry.unit, "of the unit that objects": objecting}.get(relation)
    related = seated(selection_round, "secretariat", MemberFactory(unit=works).user if works else None)
    if relation == "declared":
        DeclaredConflict.objects.create(seat=Seat.objects.get(user=related), entry=entry, reason="Saudara.")
    objection = Objection.objects.create(
        round=selection_round, entry=entry, unit=objecting, cut="top_99", author=moderator, text="Salah hitung."
    )
    for person, offered in ((related, False), (moderator, True)):
        log_in(client, person)
        page = client.get(f"/seleksi/{selection_round.pk}/hasil/sanggahan/").text
        assert "Salah hitung." in page
        assert ("Umumkan jawaban" in page) is offered
        assert ("konflik kepentingan dengan sanggahan ini" in page) is not offered
    with pytest.raises(SelectionError, match="konflik kepentingan"):
        answer_objection(related, objection, "Tidak.")
    assert answer_objection(moderator, objection, "Sudah benar.").answered_by == moderator
