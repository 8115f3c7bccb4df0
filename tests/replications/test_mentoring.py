"""Mentoring plans: a role model passes practices on, units are added and told."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.models import OutgoingMail
from replications.actions import (
    add_learner,
    plan_mentoring,
    remove_learner,
    withdraw_role_model,
)
from replications.errors import ReplicationError
from replications.mentoring_queries import copies_in_plan

pytestmark = pytest.mark.django_db


def planned(two, role_model, actor=None):
    today = timezone.localdate()
    fields = {"goal": "Menjalankan perahu.", "begins_on": today, "ends_on": today}
    return plan_mentoring(actor or two.source_head, role_model, fields, [two.case], today)


def test_a_unit_that_learns_is_told_once(two, role_model):
    plan = planned(two, role_model)
    for _press in range(2):
        add_learner(two.source_head, plan, two.unit)
    assert "Menjalankan perahu." in OutgoingMail.objects.get(to=two.head.email).body
    remove_learner(two.source_head, plan, two.unit)
    assert not plan.units.exists()


def test_a_role_model_does_not_learn_from_itself(two, role_model):
    with pytest.raises(ReplicationError):
        add_learner(two.source_head, planned(two, role_model), two.case.unit)


def test_others_plan_nothing(two, role_model):
    plan = planned(two, role_model)
    for person in (two.source_writer, two.head):
        with pytest.raises(PermissionDenied):
            planned(two, role_model, person)
        for act in (add_learner, remove_learner):
            with pytest.raises(PermissionDenied):
                act(person, plan, two.unit)


def test_who_is_no_role_model_any_more_plans_nothing_new(two, role_model, moderator):
    withdraw_role_model(moderator, role_model, "Indeks turun.", timezone.localdate())
    with pytest.raises(ReplicationError):
        planned(two, role_model)


def test_what_came_of_it_is_what_everyone_may_see(two, role_model):
    plan = planned(two, role_model)
    add_learner(two.source_head, plan, two.unit)
    replication = two.agreed()
    assert copies_in_plan(plan) == [replication]
    replication.state = "interest"
    replication.save()
    assert copies_in_plan(plan) == []
