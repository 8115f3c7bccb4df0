"""Keep what a person may do in the CMS equal to the person's memberships."""

from django.contrib.auth.models import Group
from django.db.models import Q

from common.models import User
from units.actions.places import MODERATORS, provision_agency, provision_unit
from units.models import Membership


def sync_groups(user: User) -> None:
    """Put the person into exactly the groups that the running memberships give.

    Places that a first member needs are made. Groups that are none of this
    room's are left alone.
    """
    held = Membership.objects.filter(user=user, ended_at=None).select_related("unit__agency", "agency")
    wanted = {_group_of(membership) for membership in held}
    ours = Group.objects.filter(Q(service_unit__isnull=False) | Q(agency__isnull=False) | Q(name=MODERATORS))
    present = set(user.groups.filter(pk__in=ours).values_list("pk", flat=True))
    user.groups.remove(*(present - wanted))
    user.groups.add(*(wanted - present))
    user.__dict__.pop("_standings", None)


def _group_of(membership: Membership) -> int:
    if membership.unit is not None:
        if membership.unit.group_id is None:
            provision_unit(membership.unit)
        return Group.objects.get(service_unit=membership.unit).pk
    if membership.agency is not None:
        if membership.agency.group_id is None:
            provision_agency(membership.agency)
        return Group.objects.get(agency=membership.agency).pk
    return Group.objects.get(name=MODERATORS).pk
