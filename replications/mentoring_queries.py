"""Reads of role models. Each says how many SQL queries it makes."""

import datetime
from collections import defaultdict
from collections.abc import Collection

from replications.models import RoleModel
from replications.models.role_models import RoleModelQuerySet
from units.models import ServiceUnit


def role_models(today: datetime.date, *, ended: bool, sector: str = "") -> RoleModelQuerySet:
    """Return the role models of a day, or those that were, in a sector or in all of them."""
    found = RoleModel.objects.ended(today) if ended else RoleModel.objects.running(today)
    if sector:
        found = found.filter(sector=sector)
    return found.select_related("unit__page", "unit__region", "sector")


def running_role_models(unit_ids: Collection[int], today: datetime.date) -> dict[int, list[RoleModel]]:
    """Return by unit in which fields it is a role model on a day, for pages and for search: one query."""
    found: defaultdict[int, list[RoleModel]] = defaultdict(list)
    for role_model in RoleModel.objects.running(today).filter(unit__in=unit_ids).select_related("sector"):
        found[role_model.unit_id].append(role_model)
    return dict(found)


def units_named_like(words: str, most: int) -> list[ServiceUnit]:
    """Return the units in whose name every word is, for who chooses one: one query, none without words."""
    if not words.split():
        return []
    found = ServiceUnit.objects.select_related("agency", "region")
    for word in words.split():
        found = found.filter(name__icontains=word)
    return list(found.order_by("name")[:most])
