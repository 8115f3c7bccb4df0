"""Naming role models, and taking the name back."""

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from replications.errors import ReplicationError
from replications.mentoring_letters import tell_of_naming, tell_of_withdrawal
from replications.models import RoleModel
from units.models import ServiceUnit
from units.queries import is_moderator


@transaction.atomic
def name_role_model(actor: User, unit: ServiceUnit, evidence: dict[str, Any], today: datetime.date) -> RoleModel:
    """Name a unit a role model in a field, from ``today`` to ``evidence["ends_on"]``.

    ``evidence`` are fields of ``RoleModel``, checked by its form. Raises PermissionDenied for others than
    moderators; ReplicationError where the unit is a role model in that field already, for an end that has
    passed and an index of a year to come.
    """
    if not is_moderator(actor):
        raise PermissionDenied
    held = ServiceUnit.objects.select_for_update(of=("self",)).select_related("agency").get(pk=unit.pk)
    if evidence["ends_on"] <= today:
        raise ReplicationError(_("The last day lies in the future: until then the unit is a role model."))
    if evidence["index_year"] > today.year:
        raise ReplicationError(_("The index is of a year that has been."))
    present = RoleModel.objects.running(today).filter(unit=held, sector=evidence["sector"]).first()
    if present is not None:
        raise ReplicationError(
            _("%(unit)s is a role model in this field already. End that first.") % {"unit": held.name}
        )
    role_model = RoleModel.objects.create(unit=held, named_by=actor, named_on=today, **evidence)
    record_event("role_model.named", role_model, actor=actor, unit=held.pk, sector=role_model.sector_id)
    tell_of_naming(role_model)
    return role_model


@transaction.atomic
def withdraw_role_model(actor: User, role_model: RoleModel, reason: str, today: datetime.date) -> RoleModel:
    """End a role model before its last day; it stays in the history with the reason.

    Raises PermissionDenied for others than moderators, ReplicationError for one that has ended and without a reason.
    """
    if not is_moderator(actor):
        raise PermissionDenied
    rows = RoleModel.objects.select_for_update(of=("self",)).select_related("unit__agency", "sector")
    held = rows.get(pk=role_model.pk)
    if held.withdrawn_at is not None or held.ends_on < today:
        raise ReplicationError(_("This has ended already."))
    if not reason.strip():
        raise ReplicationError(_("Give the reason: it is shown in the history."))
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_reason = timezone.now(), actor, reason.strip()
    held.save()
    record_event("role_model.withdrawn", held, actor=actor, reason=held.withdrawn_reason)
    tell_of_withdrawal(held)
    return held
