"""Who scores what: assigning, telling those who score, and what a round counts as missing."""

import datetime
from collections import Counter

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.formats import date_format

from common.models import OutgoingMail
from selections.actions import add_further, assign, take_on
from selections.errors import SelectionError
from selections.models import Assignment, Entry, Seat
from selections.queries import log_of
from selections.rules.phases import Phase, RoundStep
from tests.factories import CaseFactory, MemberFactory, UnitFactory
from tests.selections.judging import begin_judging, entered, given_pairs, lacking_evaluators, seats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("ready_cases")]
STAGE = "substance"


def test_each_entry_gets_its_number_and_nobody_much_more_than_others(checked, moderator):
    assert lacking_evaluators(checked) == 6
    assert assign(moderator, checked, STAGE) == 12

    assert set(Counter(number for number, _seat in given_pairs()).values()) == {2}
    assert set(Counter(seat for _number, seat in given_pairs()).values()) == {3}
    assert lacking_evaluators(checked) == 0
    assert not OutgoingMail.objects.exists(), "nobody can score yet"


def test_the_seed_is_on_record_and_follows_from_the_round(checked, moderator):
    assign(moderator, checked, STAGE)
    first, seed = given_pairs(), log_of(checked).first().data["seed"]
    Assignment.objects.all().delete()
    assign(moderator, checked, STAGE)

    assert int(seed) > 0
    assert (given_pairs(), log_of(checked).first().data["seed"]) == (first, seed)


def test_assigning_again_changes_nothing_and_later_entries_get_theirs(checked, moderator):
    assign(moderator, checked, STAGE)
    before = given_pairs()
    assert assign(moderator, checked, STAGE) == 0
    entered(checked, 7)
    assert assign(moderator, checked, STAGE) == 2

    assert before < given_pairs()


def test_nobody_scores_what_is_a_conflict(checked, moderator):
    entry = Entry.objects.get(round=checked, number=1)
    own = MemberFactory(unit=entry.unit).user
    seat = Seat.objects.first()
    seat.user = own
    seat.save()
    assign(moderator, checked, STAGE)

    assert (1, seat.pk) not in given_pairs()


def test_those_who_know_the_field_are_preferred_as_far_as_evaluators_stay_linked(make_round, moderator):
    held, fields = make_round(Phase.CHECK), ("health", "education")
    for number in range(1, 9):
        Entry.objects.filter(pk=entered(held, number).pk).update(record=f'{{"sectors":["{fields[number % 2]}"]}}')
    for at, seat in enumerate(seats(held, 4)):
        seat.sectors.set([fields[at % 2]])
    assign(moderator, held, STAGE)

    known = {seat.pk: seat.sectors.get().pk for seat in Seat.objects.all()}
    experts = [known[seat] == fields[number % 2] for number, seat in given_pairs()]
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
    assert lacking_evaluators(held) == 2, "nobody is there"
    panel = seats(held, 3, "panel")
    own = MemberFactory(unit=first.unit).user
    Seat.objects.create(round=held, user=own, role="panel")

    assert assign(moderator, held, "interview") == 7
    assert lacking_evaluators(held) == 0
    seats(held, 1, "panel")
    assert lacking_evaluators(held) == 2
    assert {seat for number, seat in given_pairs() if number == 1} == {one.pk for one in panel}


def test_when_the_scoring_begins_everybody_is_told_once_how_much_and_by_when(checked, moderator):
    past = (timezone.now() - datetime.timedelta(seconds=1)).isoformat()
    checked.rules["dates"]["mending_until"] = past
    checked.save()
    assign(moderator, checked, STAGE)
    take_on(moderator, checked, RoundStep.JUDGE, seen=checked.version)

    loads = Counter(seat for _number, seat in given_pairs())
    letters = OutgoingMail.objects.all()
    due_at = date_format(timezone.localtime(checked.rulebook.stage(STAGE).due_at), "j F Y, H.i T")
    assert sorted(one.to for one in letters) == sorted(seat.user.email for seat in Seat.objects.all())
    for seat in Seat.objects.all():
        body = letters.get(to=seat.user.email).body
        assert f"Penilaian proposal: {loads[seat.pk]} proposal untuk Anda nilai, sampai {due_at}." in body
        assert "/seleksi/nilai/" in body


def test_who_gets_more_to_score_meanwhile_is_told_by_one_letter(checked, moderator):
    assign(moderator, checked, STAGE)
    begin_judging(checked)
    Assignment.objects.filter(seat=Seat.objects.first()).delete()
    Seat.objects.filter(pk__in=Seat.objects.values("pk")[2:]).update(ended_at=timezone.now())
    Assignment.objects.filter(seat__ended_at__isnull=False).delete()
    assign(moderator, checked, STAGE)

    counts = Counter(OutgoingMail.objects.values_list("to", flat=True))
    assert set(counts.values()) == {1}
    assert Seat.objects.first().user.email in counts
    assert "6 proposal" in OutgoingMail.objects.get(to=Seat.objects.first().user.email).body


def test_assigning_costs_no_query_an_entry(make_round, moderator, django_assert_max_num_queries):
    held, unit = make_round(Phase.CHECK), UnitFactory()
    for number in range(1, 31):
        entered(held, number, case=CaseFactory(unit=unit))
    seats(held, 12)

    with django_assert_max_num_queries(20):
        assert assign(moderator, held, STAGE) == 60
    assert set(Counter(seat for _number, seat in given_pairs()).values()) == {5}
