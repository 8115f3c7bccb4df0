"""Mentoring plans: a role model passes practices on, units are added and told."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.models import OutgoingMail
from replications.actions import (
    add_learner,
    change_mentoring,
    close_mentoring,
    plan_mentoring,
    remove_learner,
    withdraw_role_model,
)
from replications.errors import ReplicationError
from replications.mentoring_history import history_of
from replications.mentoring_queries import copies_in_plan, plans_of
from tests.factories import CaseFactory, log_in

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
    add_learner(two.source_head, plan, two.unit)
    assert OutgoingMail.objects.filter(to=two.head.email).count() == 2, "who is added again is told again"


def test_a_role_model_does_not_learn_from_itself(two, role_model):
    with pytest.raises(ReplicationError):
        add_learner(two.source_head, planned(two, role_model), two.case.unit)


def test_others_plan_nothing(two, role_model):
    plan = planned(two, role_model)
    for person in (two.source_writer, two.head):
        with pytest.raises(PermissionDenied):
            planned(two, role_model, person)
        for act in (
            lambda who=person: add_learner(who, plan, two.unit),
            lambda who=person: remove_learner(who, plan, two.unit),
            lambda who=person: change_mentoring(who, plan, {"goal": "Lain."}, []),
            lambda who=person: close_mentoring(who, plan, "Selesai."),
        ):
            with pytest.raises(PermissionDenied):
                act()
    assert [past.done for past in history_of(plan)] == ["Direncanakan"]


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


def test_what_is_no_longer_published_is_no_practice_that_others_see(client, two, role_model):
    plan = planned(two, role_model)
    add_learner(two.source_head, plan, two.unit)
    two.agreed()
    two.case.title = "Perahu Rahasia"
    two.case.save_revision().publish()
    two.case.unpublish()
    assert copies_in_plan(plan) == []
    log_in(client, two.writer)
    assert "Perahu Rahasia" not in client.get(f"/pendampingan/{plan.pk}/").text


def test_a_change_is_told_and_what_was_said_before_stays(two, role_model):
    plan, other = planned(two, role_model), CaseFactory(unit=two.case.unit, title="Loket Malam")
    add_learner(two.source_head, plan, two.unit)
    same = {"goal": plan.goal, "begins_on": plan.begins_on, "ends_on": plan.ends_on}
    change_mentoring(two.source_head, plan, same, [two.case])
    assert OutgoingMail.objects.filter(to=two.head.email).count() == 1, "nothing was changed, nothing is told"

    change_mentoring(two.source_head, plan, same | {"goal": "Merawat perahu."}, [two.case, other])
    plan.refresh_from_db()
    assert (plan.goal, set(plan.cases.all())) == ("Merawat perahu.", {two.case, other})
    assert "Merawat perahu." in OutgoingMail.objects.filter(to=two.head.email).order_by("pk").last().body
    planning, adding, changing = history_of(plan)
    assert [planning.done, adding.done, changing.done] == ["Direncanakan", "Unit ditambahkan", "Diubah"]
    assert adding.said == ["Puskesmas Peniru"]
    assert [line.rpartition(": ")[2] for line in changing.said] == ["Menjalankan perahu.", "Perahu Sehat"]


def test_what_is_closed_says_why_and_changes_no_more(two, role_model):
    plan = planned(two, role_model)
    add_learner(two.source_head, plan, two.unit)
    with pytest.raises(ReplicationError):
        close_mentoring(two.source_head, plan, " ")
    close_mentoring(two.source_head, plan, "Perahu sudah jalan.")
    assert "Perahu sudah jalan." in OutgoingMail.objects.filter(to=two.head.email).order_by("pk").last().body
    assert history_of(plan)[-1].said == ["Perahu sudah jalan."]
    for act in (
        lambda: close_mentoring(two.source_head, plan, "Lagi."),
        lambda: change_mentoring(two.source_head, plan, {"goal": "Lain."}, []),
        lambda: add_learner(two.source_head, plan, two.unit),
        lambda: remove_learner(two.source_head, plan, two.unit),
    ):
        with pytest.raises(ReplicationError):
            act()
    assert plan.units.get() == two.unit


def test_a_new_clinic_belongs_to_no_closed_plan(two, role_model):
    plan = planned(two, role_model)
    close_mentoring(two.source_head, plan, "Selesai.")
    assert not plans_of(two.case.unit, kept=None).exists()
    assert plans_of(two.case.unit, kept=plan.pk).get() == plan, "a clinic keeps the one it has"
