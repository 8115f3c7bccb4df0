"""Who scores what: assigning, dropping, conflicts, further evaluators, and what a round counts as missing."""

import datetime
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format

from common.models import OutgoingMail
from selections.actions import add_further, assign, declare_conflict, end_seat, lift_conflict, take_on
from selections.conflicts import conflicts_of
from selections.errors import SelectionError
from selections.facts import facts_of
from selections.judging_pool import unsettled
from selections.models import Assignment, DeclaredConflict, Entry, Review, Seat
from selections.queries import log_of
from selections.rules.entries import EntryStep
from selections.rules.phases import Phase, RoundStep
from tests.factories import CaseFactory, MemberFactory, UnitFactory
from tests.selections.entering import took
from tests.selections.judging import entered, scored, seats

pytestmark = pytest.mark.django_db
STAGE = "substance"


def _pairs():
    return set(Assignment.objects.filter(ended_at=None).values_list("entry__number", "seat"))


def _judging(held):
    held.phase = Phase.JUDGING
    held.save()


def _missing(held):
    return facts_of(held, timezone.now()).unassigned


def test_each_entry_gets_its_number_and_nobody_much_more_than_others(checked, moderator):
    assert _missing(checked) == 6
    assert assign(moderator, checked, STAGE) == 12

    assert set(Counter(number for number, _seat in _pairs()).values()) == {2}
    assert set(Counter(seat for _number, seat in _pairs()).values()) == {3}
    assert _missing(checked) == 0
    assert not OutgoingMail.objects.exists(), "nobody can score yet"


def test_the_seed_is_on_record_and_follows_from_the_round(checked, moderator):
    assign(moderator, checked, STAGE)
    first, seed = _pairs(), log_of(checked).first().data["seed"]
    Assignment.objects.all().delete()
    assign(moderator, checked, STAGE)

    assert int(seed) > 0
    assert (_pairs(), log_of(checked).first().data["seed"]) == (first, seed)


def test_assigning_again_changes_nothing_and_later_entries_get_theirs(checked, moderator):
    assign(moderator, checked, STAGE)
    before = _pairs()
    assert assign(moderator, checked, STAGE) == 0
    entered(checked, 7)
    assert assign(moderator, checked, STAGE) == 2

    assert before < _pairs()


def test_nobody_scores_what_is_a_conflict(checked, moderator):
    entry = Entry.objects.get(round=checked, number=1)
    own = MemberFactory(unit=entry.unit).user
    seat = Seat.objects.first()
    seat.user = own
    seat.save()
    assign(moderator, checked, STAGE)

    assert (1, seat.pk) not in _pairs()


def test_those_who_know_the_field_are_preferred_as_far_as_evaluators_stay_linked(make_round, moderator):
    held, fields = make_round(Phase.CHECK), ("health", "education")
    for number in range(1, 9):
        Entry.objects.filter(pk=entered(held, number).pk).update(record=f'{{"sectors":["{fields[number % 2]}"]}}')
    for at, seat in enumerate(seats(held, 4)):
        seat.sectors.set([fields[at % 2]])
    assign(moderator, held, STAGE)

    known = {seat.pk: seat.sectors.get().pk for seat in Seat.objects.all()}
    experts = [known[seat] == fields[number % 2] for number, seat in _pairs()]
    assert len(experts) / 2 < sum(experts) < len(experts)


def test_too_few_evaluators_are_told_with_the_numbers(make_round, moderator):
    held = make_round(Phase.CHECK)
    entered(held, 17)
    with pytest.raises(SelectionError):
        assign(moderator, held, STAGE)
    seats(held, 1)
    with pytest.raises(SelectionError, match="17"):
        assign(moderator, held, STAGE)
    assert not Assignment.objects.exists()


def test_nothing_is_assigned_before_all_entries_are_decided(checked, moderator):
    entered(checked, 9, state="submitted")
    with pytest.raises(SelectionError):
        assign(moderator, checked, STAGE)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase not in (Phase.CHECK, Phase.JUDGING)])
def test_nothing_is_assigned_in_another_phase(checked, moderator, phase):
    checked.phase = phase
    checked.save()
    with pytest.raises(SelectionError):
        assign(moderator, checked, STAGE)


def test_only_the_secretariat_assigns(checked):
    evaluator = Seat.objects.first()
    entry = Entry.objects.first()
    for act in (lambda: assign(evaluator.user, checked, STAGE), lambda: add_further(evaluator.user, entry, STAGE)):
        with pytest.raises(PermissionDenied):
            act()


def test_the_stage_of_a_later_list_is_not_assigned_yet(checked, moderator):
    with pytest.raises(SelectionError):
        assign(moderator, checked, "interview")


def test_everybody_of_the_panel_scores_every_entry_but_the_own(make_round, moderator):
    held = make_round(Phase.JUDGING)
    held.rules["cuts"][0]["weights"] = {"interview": "100"}
    held.save()
    first, _second = entered(held, 1), entered(held, 2)
    assert _missing(held) == 2, "nobody is there"
    panel = seats(held, 3, "panel")
    own = MemberFactory(unit=first.unit).user
    Seat.objects.create(round=held, user=own, role="panel")

    assert assign(moderator, held, "interview") == 7
    assert _missing(held) == 0
    seats(held, 1, "panel")
    assert _missing(held) == 2
    assert {seat for number, seat in _pairs() if number == 1} == {one.pk for one in panel}


def test_who_is_dropped_keeps_what_was_handed_in_and_others_take_the_rest(checked, moderator):
    assign(moderator, checked, STAGE)
    _judging(checked)
    leaving = Seat.objects.first()
    first = leaving.assignments.order_by("pk").first()
    Review.objects.create(assignment=first, points={"kebaruan": "5"}, handed_in_at=timezone.now())
    before = _pairs()
    end_seat(moderator, leaving)

    kept = {pair for pair in before if pair[1] != leaving.pk} | {(first.entry.number, leaving.pk)}
    assert kept < _pairs()
    assert set(Counter(number for number, _seat in _pairs()).values()) == {2}
    assert _missing(checked) == 0
    told = set(OutgoingMail.objects.values_list("to", flat=True))
    assert leaving.user.email in told
    assert len(told) > 1, "who has more to score is told"


def test_when_the_scoring_begins_everybody_is_told_once_how_much_and_by_when(checked, moderator):
    past = (timezone.now() - datetime.timedelta(seconds=1)).isoformat()
    checked.rules["dates"]["mending_until"] = past
    checked.save()
    assign(moderator, checked, STAGE)
    take_on(moderator, checked, RoundStep.JUDGE, seen=checked.version)

    loads = Counter(seat for _number, seat in _pairs())
    letters = OutgoingMail.objects.all()
    due_at = date_format(timezone.localtime(checked.rulebook.stage(STAGE).due_at), "j F Y, H.i T")
    assert sorted(one.to for one in letters) == sorted(seat.user.email for seat in Seat.objects.all())
    for seat in Seat.objects.all():
        body = letters.get(to=seat.user.email).body
        assert f"Penilaian proposal: {loads[seat.pk]} proposal untuk Anda nilai, sampai {due_at}." in body
        assert "/seleksi/nilai/" in body


def test_who_gets_more_to_score_meanwhile_is_told_by_one_letter(checked, moderator):
    assign(moderator, checked, STAGE)
    _judging(checked)
    Assignment.objects.filter(seat=Seat.objects.first()).delete()
    Seat.objects.filter(pk__in=Seat.objects.values("pk")[2:]).update(ended_at=timezone.now())
    Assignment.objects.filter(seat__ended_at__isnull=False).delete()
    assign(moderator, checked, STAGE)

    counts = Counter(OutgoingMail.objects.values_list("to", flat=True))
    assert set(counts.values()) == {1}
    assert Seat.objects.first().user.email in counts
    assert "6 proposal" in OutgoingMail.objects.get(to=Seat.objects.first().user.email).body


def test_where_nobody_can_take_over_the_seat_ends_and_the_entries_are_counted(make_round, moderator):
    held = make_round(Phase.CHECK)
    entered(held, 1)
    seats(held, 2)
    assign(moderator, held, STAGE)

    assert end_seat(moderator, Seat.objects.first()) == 1
    assert _missing(held) == 1


def test_who_leaves_is_replaced_entry_by_entry(make_round, moderator):
    held = make_round(Phase.CHECK)
    entries = [entered(held, number) for number in (1, 2)]
    leaving, _other = seats(held, 2)
    assign(moderator, held, STAGE)
    own = MemberFactory(unit=entries[0].unit).user
    spare = Seat.objects.create(round=held, user=own, role="evaluator")

    assert end_seat(moderator, leaving) == 1, "for the first one the only one left has a conflict"
    assert (2, spare.pk) in _pairs()


def test_nobody_scores_what_is_not_admitted_after_all(checked, moderator):
    assign(moderator, checked, STAGE)
    took(moderator, Entry.objects.get(number=1), EntryStep.REJECT)
    assert 1 not in {number for number, _seat in _pairs()}
    took(moderator, Entry.objects.get(number=1), EntryStep.ADMIT)

    assert _missing(checked) == 1
    assert assign(moderator, checked, STAGE) == 2


def test_a_declared_conflict_gives_the_entry_to_somebody_else_and_moves_nobody(checked, moderator):
    assign(moderator, checked, STAGE)
    _judging(checked)
    seat = Seat.objects.first()
    entry = seat.assignments.first().entry
    before = _pairs()
    for _twice in range(2):
        declare_conflict(seat.user, seat, entry, "Saudara kandung.")

    assert before - _pairs() == {(entry.number, seat.pk)}
    assert len(_pairs() - before) == 1
    event = log_of(checked).get(verb="selection.conflict_declared")
    assert "Saudara" not in str(event.data), "the reason is for the secretariat alone"
    assert DeclaredConflict.objects.get().reason == "Saudara kandung."


def test_a_conflict_is_declared_by_the_person_or_the_secretariat_with_a_reason(checked, moderator):
    assign(moderator, checked, STAGE)
    mine, other = Seat.objects.all()[:2]
    entry = mine.assignments.first().entry
    with pytest.raises(PermissionDenied):
        declare_conflict(other.user, mine, entry, "Menurut saya ada.")
    with pytest.raises(SelectionError):
        declare_conflict(mine.user, mine, entry, "  ")
    declare_conflict(moderator, mine, entry, "Dilaporkan unit lain.")

    assert (entry.number, mine.pk) not in _pairs()


def test_a_conflict_told_by_mistake_is_lifted_by_the_secretariat_on_record_with_a_reason(checked, moderator, seated):
    assign(moderator, checked, STAGE)
    seat = Seat.objects.first()
    entry = seat.assignments.first().entry
    told = declare_conflict(seat.user, seat, entry, "Salah tekan.")
    passed_on = _pairs()
    with pytest.raises(PermissionDenied):
        lift_conflict(seat.user, told, "Salah tekan.")
    with pytest.raises(SelectionError):
        lift_conflict(moderator, told, " ")
    assert conflicts_of(checked, [entry], [seat])

    for _twice in range(2):
        lift_conflict(moderator, told, "Salah tekan.")
    assert not conflicts_of(checked, [entry], [seat])
    assert _pairs() == passed_on, "what was given to others stays with them"
    (event,) = log_of(checked).filter(verb="selection.conflict_lifted")
    assert (event.actor, event.data["reason"]) == (moderator, "Salah tekan.")
    assert declare_conflict(seat.user, seat, entry, "Memang saudara.") != told


def test_nobody_of_the_secretariat_lifts_the_own_conflict(checked, seated, moderator):
    person = seated(checked, "secretariat")
    seat, entry = Seat.objects.get(user=person), checked.entries.first()
    told = declare_conflict(person, seat, entry, "Saudara.")
    with pytest.raises(SelectionError, match="konflik kepentingan"):
        lift_conflict(person, told, "Ternyata bukan.")
    lift_conflict(moderator, told, "Ternyata bukan.")


def test_no_conflict_is_lifted_once_the_panel_sits(checked, moderator):
    seat = Seat.objects.first()
    told = declare_conflict(seat.user, seat, checked.entries.first(), "Saudara.")
    checked.phase = Phase.PANEL
    checked.save()
    with pytest.raises(SelectionError):
        lift_conflict(moderator, told, "Salah.")


def test_what_is_handed_in_is_not_given_away(checked, moderator):
    assign(moderator, checked, STAGE)
    _judging(checked)
    seat = Seat.objects.first()
    mine = seat.assignments.first()
    Review.objects.create(assignment=mine, handed_in_at=timezone.now())
    with pytest.raises(SelectionError):
        declare_conflict(seat.user, seat, mine.entry, "Baru ingat.")
    assert not DeclaredConflict.objects.exists()


def _apart(held, first, second):
    entry = Entry.objects.get(round=held, number=1)
    for seat, points in zip(Seat.objects.all()[:2], (first, second), strict=True):
        scored(entry, seat, {"kebaruan": points, "dampak": points})
    return entry


@pytest.mark.parametrize(("second", "wide"), [("70", False), ("70.01", True)])
def test_totals_apart_by_more_than_the_limit_want_a_further_evaluator(checked, second, wide):
    _judging(checked)
    _apart(checked, "50", second)
    stage = checked.rulebook.stage(STAGE)

    assert unsettled(checked, stage) == (frozenset({1}) if wide else frozenset())
    assert facts_of(checked, timezone.now()).unsettled_spreads == int(wide)


def test_a_further_evaluator_settles_it_and_is_given_once(checked, moderator):
    _judging(checked)
    entry = _apart(checked, "20", "90")
    for _twice in range(2):
        add_further(moderator, entry, STAGE)

    added = Assignment.objects.get(further=True)
    assert added.seat not in Seat.objects.all()[:2]
    assert facts_of(checked, timezone.now()).unsettled_spreads == 0


def test_who_takes_over_from_a_further_evaluator_is_a_further_one(checked, moderator):
    _judging(checked)
    add_further(moderator, _apart(checked, "20", "90"), STAGE)
    end_seat(moderator, Assignment.objects.get(further=True).seat)

    assert Assignment.objects.get(further=True, ended_at=None)
    assert facts_of(checked, timezone.now()).unsettled_spreads == 0


def test_without_anybody_left_no_further_evaluator_is_given(make_round, moderator):
    held = make_round(Phase.JUDGING)
    entered(held, 1)
    seats(held, 2)
    entry = _apart(held, "20", "90")
    with pytest.raises(SelectionError):
        add_further(moderator, entry, STAGE)


def test_assigning_costs_no_query_an_entry(make_round, moderator, django_assert_max_num_queries):
    held, unit = make_round(Phase.CHECK), UnitFactory()
    for number in range(1, 31):
        entered(held, number, case=CaseFactory(unit=unit))
    seats(held, 12)

    with django_assert_max_num_queries(20):
        assert assign(moderator, held, STAGE) == 60
    assert set(Counter(seat for _number, seat in _pairs()).values()) == {5}
