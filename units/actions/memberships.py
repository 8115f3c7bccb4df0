"""Making people members, changing what they are, and ending it."""

from django.db import transaction

from common.actions import record_event
from common.models import User
from units.actions.groups import sync_groups
from units.models import Agency, Membership, Role, ServiceUnit


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
    if role == Role.MODERATOR:
        held = held.filter(role=role)
    membership = held.first() or Membership(user=user, **scope)
    if membership.role != role:
        membership.role = role
        membership.save()
        record_event("membership.started", membership, actor=actor, role=role)
    sync_groups(user)
    return membership
