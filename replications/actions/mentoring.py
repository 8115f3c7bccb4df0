"""Planning what a role model passes on, to whom; changing the plan, and closing it."""

import datetime
from collections.abc import Collection
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from innovations.models import InnovationPage
from replications.errors import ReplicationError
from replications.mentoring_letters import tell_of_closing, tell_of_mentoring, tell_of_plan_change
from replications.models import MentoringPlan, RoleModel
from units.models import ServiceUnit
from units.queries import can_act_for
from units.rules import Act


@transaction.atomic
def plan_mentoring(
    actor: User,
    role_model: RoleModel,
    fields: dict[str, Any],
    cases: Collection[InnovationPage],
    today: datetime.date,
) -> MentoringPlan:
    """Plan which practices a role model passes on; the units that learn are added one by one.

    ``fields`` are those of ``MentoringPlan``, checked by its form. Raises PermissionDenied for somebody who does
    not answer for the unit, ReplicationError for one that is no role model today.
    """
    _check(actor, role_model)
    if not RoleModel.objects.running(today).filter(pk=role_model.pk).exists():
        raise ReplicationError(_("The unit is no role model any more. A moderator can name it anew."))
    plan = MentoringPlan.objects.create(role_model=role_model, written_by=actor, written_at=timezone.now(), **fields)
    plan.cases.set(cases)
    record_event("mentoring.planned", plan, actor=actor, role_model=role_model.pk)
    return plan


@transaction.atomic
def change_mentoring(
    actor: User, plan: MentoringPlan, fields: dict[str, Any], cases: Collection[InnovationPage]
) -> MentoringPlan:
    """Change a plan, and tell the units that learn; what it said before stays in its history.

    Raises PermissionDenied as ``plan_mentoring`` does, ReplicationError for one that is closed.
    """
    held = _hold(actor, plan)
    before = {name: str(getattr(held, name)) for name, value in fields.items() if getattr(held, name) != value}
    practices = list(held.cases.order_by("title"))
    if {case.pk for case in practices} != {case.pk for case in cases}:
        before["cases"] = " · ".join(case.title for case in practices)
    if not before:
        return held
    for name, value in fields.items():
        setattr(held, name, value)
    held.save()
    held.cases.set(cases)
    event = record_event("mentoring.changed", held, actor=actor, before=before)
    for unit in held.units.all():
        tell_of_plan_change(held, unit, event.pk)
    return held


@transaction.atomic
def close_mentoring(actor: User, plan: MentoringPlan, reason: str) -> MentoringPlan:
    """Close a plan, done or given up, and tell the units that learned; it stays to be read.

    Raises PermissionDenied as ``plan_mentoring`` does, ReplicationError for one that is closed and without a reason.
    """
    held = _hold(actor, plan)
    if not reason.strip():
        raise ReplicationError(_("Say what came of it, or why it ends: the units that learn read it."))
    held.closed_at, held.closed_reason = timezone.now(), reason.strip()
    held.save()
    record_event("mentoring.closed", held, actor=actor, reason=held.closed_reason)
    for unit in held.units.all():
        tell_of_closing(held, unit)
    return held


@transaction.atomic
def add_learner(actor: User, plan: MentoringPlan, unit: ServiceUnit) -> None:
    """Add a unit that learns, and tell it; once, and anew where it was taken off before.

    Raises PermissionDenied as ``plan_mentoring`` does, ReplicationError for the role model itself and for a plan
    that is closed.
    """
    held = _hold(actor, plan)
    if unit.pk == held.role_model.unit_id:
        raise ReplicationError(_("The role model does not learn from itself. Choose another unit."))
    if held.units.filter(pk=unit.pk).exists():
        return
    held.units.add(unit)
    event = record_event("mentoring.learner_added", held, actor=actor, unit=unit.pk)
    tell_of_mentoring(held, unit, event.pk)


@transaction.atomic
def remove_learner(actor: User, plan: MentoringPlan, unit: ServiceUnit) -> None:
    """Take a unit off the plan. Raises PermissionDenied and ReplicationError as ``change_mentoring`` does."""
    held = _hold(actor, plan)
    if held.units.filter(pk=unit.pk).exists():
        held.units.remove(unit)
        record_event("mentoring.learner_removed", held, actor=actor, unit=unit.pk)


def _hold(actor: User, plan: MentoringPlan) -> MentoringPlan:
    """Return the plan, locked until the end of the transaction, for somebody who may write it."""
    rows = MentoringPlan.objects.select_for_update(of=("self",)).select_related("role_model__unit__agency")
    held = rows.get(pk=plan.pk)
    _check(actor, held.role_model)
    if held.closed_at is not None:
        raise ReplicationError(_("This mentoring is closed. Write a new plan to go on."))
    return held


def _check(actor: User, role_model: RoleModel) -> None:
    if not can_act_for(actor, role_model.unit, Act.ANSWER):
        raise PermissionDenied
