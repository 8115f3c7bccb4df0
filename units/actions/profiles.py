"""What a unit says of itself."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from common.actions import record_event
from common.models import User
from units.models import ServiceUnit
from units.queries import can_act_for
from units.rules import Act

PROFILE_FIELDS = (
    "about",
    "address",
    "phone",
    "email",
    "website",
    "sp4n_lapor_name",
    "population_served",
    "staff",
    "connectivity",
    "remote",
    "budget_band",
)


@transaction.atomic
def update_profile(actor: User, unit: ServiceUnit, values: dict[str, Any]) -> ServiceUnit:
    """Store the given profile fields; the event names those that changed, not what they said.

    Raises PermissionDenied, and KeyError for a field that is none of the profile.
    """
    if not can_act_for(actor, unit, Act.ANSWER):
        raise PermissionDenied
    foreign = set(values) - set(PROFILE_FIELDS)
    if foreign:
        raise KeyError(*sorted(foreign))
    row = ServiceUnit.objects.select_for_update(of=("self",)).select_related("agency").get(pk=unit.pk)
    changed = sorted(name for name, value in values.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.save(update_fields=changed)
        record_event("unit.profile_changed", row, actor=actor, fields=changed)
    return row
