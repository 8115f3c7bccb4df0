"""The made-up copies: among made-up units alone, with a history that agrees, and gone with the demonstration."""

import pytest
from django.utils import timezone

from innovations.demo import load_demo, remove_demo
from replications.clinic_queries import seating
from replications.models import Clinic, MentoringPlan, Question, Registration, Replication, RoleModel
from replications.queries import history, step_of
from replications.rules import Phase, State, state_after

pytestmark = pytest.mark.django_db


def test_made_up_units_copy_made_up_cases_and_their_histories_agree():
    load_demo()
    copies = Replication.objects.select_related("own_case", "case", "unit")
    assert not copies.exclude(case__example=True, unit__example=True).exists()
    assert {copy.state for copy in copies} >= set(State) - {State.PROPOSED, State.WITHDRAWN}
    for copy in copies:
        told = list(history(copy))
        started = copy.started_on is not None
        assert [event.data["after"] for event in told] == [state_after(step_of(one), started=started) for one in told]
        assert (told[-1].data["after"], len(told)) == (copy.state, copy.version)
        assert [event.at for event in told] == sorted(event.at for event in told)
        assert (copy.state == State.ACHIEVED) == copy.results.exists()
        if copy.own_case:
            assert (copy.own_case.replicates, copy.own_case.unit) == (copy.case, copy.unit)


def test_loading_again_adds_nothing_and_removing_takes_all():
    load_demo()
    kinds = (Replication, Question, RoleModel, MentoringPlan, Clinic, Registration)
    before = [kind.objects.count() for kind in kinds]
    assert all(before)
    load_demo()
    assert [kind.objects.count() for kind in kinds] == before
    remove_demo()
    assert not any(kind.objects.exists() for kind in kinds)


def test_what_is_made_up_about_mentoring_is_of_made_up_units_and_shows_every_state():
    load_demo()
    now, today = timezone.now(), timezone.localdate()
    assert not Question.objects.exclude(case__example=True, unit__example=True).exists()
    assert not RoleModel.objects.exclude(unit__example=True).exists()
    assert not Clinic.objects.exclude(host__example=True).exists()
    assert RoleModel.objects.running(today).exists()
    assert RoleModel.objects.ended(today).exists()
    assert {clinic.phase(now) for clinic in Clinic.objects.all()} == {Phase.COMING, Phase.PAST}
    assert any(seating(clinic).waiting for clinic in Clinic.objects.all())
    assert {one.waiting_since is None for one in Question.objects.all()} == {True, False}
