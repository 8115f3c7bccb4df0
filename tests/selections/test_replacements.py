"""Who scores instead or besides: where somebody leaves, has a conflict of interest, or totals lie far apart."""

from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.models import OutgoingMail
from selections.actions import add_further, assign, declare_conflict, end_seat, lift_conflict
from selections.entries.conflicts import conflicts_of
from selections.errors import SelectionError
from selections.judging.pool import unsettled
from selections.models import Assignment, DeclaredConflict, Entry, Review, Seat
from selections.queries import log_of
from selections.rounds.facts import facts_of
from selections.rules.entries import EntryStep
from selections.rules.phases import Phase
from tests.factories import MemberFactory
from tests.selections.entering import took
from tests.selections.judging import begin_judging, entered, given_pairs, lacking_evaluators, scored, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
STAGE = "substance"


def test_who_is_dropped_keeps_what_was_handed_in_and_others_take_the_rest(checked, moderator):
    assign(moderator, checked, STAGE)
    begin_judging(checked)
    leaving = Seat.objects.first()
    first = leaving.assignments.order_by("pk").first()
    Review.objects.create(assignment=first, points={"kebaruan": "5"}, handed_in_at=timezone.now())
    before = given_pairs()
    end_seat(moderator, leaving)

    kept = {pair for pair in before if pair[1] != leaving.pk} | {(first.entry.number, leaving.pk)}
    assert kept < given_pairs()
    assert set(Counter(number for number, _seat in given_pairs()).values()) == {2}
    assert lacking_evaluators(checked) == 0
    told = set(OutgoingMail.objects.values_list("to", flat=True))
    assert leaving.user.email in told
    assert len(told) > 1, "who has more to score is told"


def test_where_nobody_can_take_over_the_seat_ends_and_the_entries_are_counted(make_round, moderator):
    held = make_round(Phase.CHECK)
    entered(held, 1)
    seats(held, 2)
    assign(moderator, held, STAGE)

    assert end_seat(moderator, Seat.objects.first()) == 1
    assert lacking_evaluators(held) == 1


def test_who_leaves_is_replaced_entry_by_entry(make_round, moderator):
    held = make_round(Phase.CHECK)
    entries = [entered(held, number) for number in (1, 2)]
    leaving, _other = seats(held, 2)
    assign(moderator, held, STAGE)
    own = MemberFactory(unit=entries[0].unit).user
    spare = Seat.objects.create(round=held, user=own, role="evaluator")

    assert end_seat(moderator, leaving) == 1, "for the first one the only one left has a conflict"
    assert (2, spare.pk) in given_pairs()


def test_nobody_scores_what_is_not_admitted_after_all(checked, moderator):
    assign(moderator, checked, STAGE)
    took(moderator, Entry.objects.get(number=1), EntryStep.REJECT)
    assert 1 not in {number for number, _seat in given_pairs()}
    took(moderator, Entry.objects.get(number=1), EntryStep.ADMIT)

    assert lacking_evaluators(checked) == 1
    assert assign(moderator, checked, STAGE) == 2


def test_a_declared_conflict_gives_the_entry_to_somebody_else_and_moves_nobody(checked, moderator):
    assign(moderator, checked, STAGE)
    begin_judging(checked)
    seat = Seat.objects.first()
    entry = seat.assignments.first().entry
    before = given_pairs()
    for _twice in range(2):
        declare_conflict(seat.user, seat, entry, "Saudara kandung.")

    assert before - given_pairs() == {(entry.number, seat.pk)}
    assert len(given_pairs() - before) == 1
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

    assert (entry.number, mine.pk) not in given_pairs()


def test_a_conflict_told_by_mistake_is_lifted_by_the_secretariat_on_record_with_a_reason(checked, moderator, seated):
    assign(moderator, checked, STAGE)
    seat = Seat.objects.first()
    entry = seat.assignments.first().entry
    told = declare_conflict(seat.user, seat, entry, "Salah tekan.")
    passed_on = given_pairs()
    with pytest.raises(PermissionDenied):
        lift_conflict(seat.user, told, "Salah tekan.")
    with pytest.raises(SelectionError):
        lift_conflict(moderator, told, " ")
    assert conflicts_of(checked, [entry], [seat])

    for _twice in range(2):
        lift_conflict(moderator, told, "Salah tekan.")
    assert not conflicts_of(checked, [entry], [seat])
    assert given_pairs() == passed_on, "what was given to others stays with them"
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
    begin_judging(checked)
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
    begin_judging(checked)
    _apart(checked, "50", second)
    stage = checked.rulebook.stage(STAGE)

    assert unsettled(checked, stage) == (frozenset({1}) if wide else frozenset())
    assert facts_of(checked, timezone.now()).unsettled_spreads == int(wide)


def test_a_further_evaluator_settles_it_and_is_given_once(checked, moderator):
    begin_judging(checked)
    entry = _apart(checked, "20", "90")
    for _twice in range(2):
        add_further(moderator, entry, STAGE)

    added = Assignment.objects.get(further=True)
    assert added.seat not in Seat.objects.all()[:2]
    assert facts_of(checked, timezone.now()).unsettled_spreads == 0


def test_who_takes_over_from_a_further_evaluator_is_a_further_one(checked, moderator):
    begin_judging(checked)
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
