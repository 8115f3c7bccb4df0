"""Making people members, changing what they are, and ending it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.actions import record_event
from common.models import User
from units.actions.groups import sync_groups
from units.actions.handover import hand_over
from units.errors import UnitError
from units.models import Agency, Membership, ServiceUnit
from units.queries import can_staff, successors_of
from units.rules import UNIT_ROLES, Standing


@transaction.atomic
def add_membership(
    user: User,
    role: str,
    *,
    unit: ServiceUnit | None = None,
    agency: Agency | None = None,
    actor: User | None = None,
) -> Membership:
    """Make the person a member, or return the same membership where it runs already.

    For commands and for an accepted invitation, which were authorised before;
    people go through ``invite``. A running membership in the same unit or agency
    takes the new role.
    """
    scope = {"unit": unit, "agency": agency}
    held = Membership.objects.filter(user=user, ended_at=None, **scope)
    membership = held.first() or Membership(user=user, **scope)
    if membership.role != role:
        membership.role = role
        membership.save()
        record_event("membership.started", membership, actor=actor, role=role)
    sync_groups(user)
    return membership


@transaction.atomic
def change_role(actor: User, membership: Membership, role: str) -> Membership:
    """Give a member of a unit another role in it.

    Raises PermissionDenied unless the actor may give both, UnitError where the
    membership has ended or is none of a unit.
    """
    held = Membership.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=membership.pk)
    if held.unit is None or role not in UNIT_ROLES:
        raise UnitError(_("Only roles in a unit can be changed into one another."))
    if held.ended_at is not None:
        raise UnitError(_("This membership has ended. Invite the person again."))
    for wanted in (held.role, role):
        _authorise(actor, Standing(wanted, held.unit.pk), held.unit)
    if held.role != role:
        record_event("membership.role_changed", held, actor=actor, before=held.role, after=role)
        held.role = role
        held.save(update_fields=["role"])
        sync_groups(held.user)
    return held


@transaction.atomic
def end_membership(actor: User, membership: Membership, successor: User | None = None) -> Membership:
    """End a membership and pass on what the person had in hand.

    ``successor`` must be one of ``successors_of``; without one, the first of them
    takes over. People may end their own. Repeating it changes nothing. Raises
    PermissionDenied, or UnitError for a successor from elsewhere.
    """
    held = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("unit", "agency", "user")
        .get(pk=membership.pk)
    )
    if held.ended_at is not None:
        return held
    if actor.pk != held.user_id:
        _authorise(actor, Standing(held.role, held.unit_id, held.agency_id), held.unit)
    candidates = successors_of(held)
    if successor is not None and successor not in candidates:
        raise UnitError(_("%(name)s cannot take over here: choose a member of the unit.") % {"name": successor})
    heir = successor or next(iter(candidates), None)
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    passed = hand_over(held, heir)
    sync_groups(held.user)
    record_event("membership.ended", held, actor=actor, successor=heir.pk if heir else None, passed=passed)
    return held


def _authorise(actor: User, wanted: Standing, unit: ServiceUnit | None) -> None:
    if not can_staff(actor, wanted, unit):
        raise PermissionDenied
