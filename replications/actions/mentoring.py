"""Planning what a role model passes on, to whom."""

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
from replications.mentoring_letters import tell_of_mentoring
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
def add_learner(actor: User, plan: MentoringPlan, unit: ServiceUnit) -> None:
    """Add a unit that learns, and tell it; once.

    Raises PermissionDenied as ``plan_mentoring`` does, ReplicationError for the role model itself.
    """
    _check(actor, plan.role_model)
    if unit.pk == plan.role_model.unit_id:
        raise ReplicationError(_("The role model does not learn from itself. Choose another unit."))
    if plan.units.filter(pk=unit.pk).exists():
        return
    plan.units.add(unit)
    record_event("mentoring.learner_added", plan, actor=actor, unit=unit.pk)
    tell_of_mentoring(plan, unit)


@transaction.atomic
def remove_learner(actor: User, plan: MentoringPlan, unit: ServiceUnit) -> None:
    """Take a unit off the plan. Raises PermissionDenied as ``plan_mentoring`` does."""
    _check(actor, plan.role_model)
    plan.units.remove(unit)
    record_event("mentoring.learner_removed", plan, actor=actor, unit=unit.pk)


def _check(actor: User, role_model: RoleModel) -> None:
    if not can_act_for(actor, role_model.unit, Act.ANSWER):
        raise PermissionDenied
