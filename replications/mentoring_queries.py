"""Reads of role models and mentoring. Each says how many SQL queries it makes."""

import datetime
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Max, Q, QuerySet
from django.utils import timezone
from wagtail.query import PageQuerySet

from common.models import User
from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications.models import MentoringPlan, Replication, RoleModel
from replications.models.role_models import RoleModelQuerySet
from replications.rules import PUBLIC
from units.models import ServiceUnit
from units.queries import units_of
from units.rules import Act


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


def role_models_until(unit_ids: Collection[int]) -> dict[int, datetime.date]:
    """Return by unit the last day on which it is a role model in any field, past or to come: one query."""
    rows = RoleModel.objects.filter(unit__in=unit_ids, withdrawn_at=None).order_by()
    return dict(rows.values_list("unit").annotate(Max("ends_on")))


def units_named_like(words: str, most: int) -> list[ServiceUnit]:
    """Return the units in whose name every word is, for who chooses one: one query, none without words."""
    if not words.split():
        return []
    found = ServiceUnit.objects.select_related("agency", "region")
    for word in words.split():
        found = found.filter(name__icontains=word)
    return list(found.order_by("name")[:most])


def plans_seen_by(user: User) -> QuerySet[MentoringPlan]:
    """Return the plans in which a unit takes part for which the person may write, the newest first."""
    units = units_of(user, Act.WRITE)
    mine = Q(role_model__unit__in=units) | Q(
        pk__in=MentoringPlan.units.through.objects.filter(serviceunit__in=units).values("mentoringplan")
    )
    return MentoringPlan.objects.filter(mine).select_related("role_model__unit__agency", "role_model__sector")


def plans_of(unit: ServiceUnit, *, kept: int | None) -> QuerySet[MentoringPlan]:
    """Return the plans of a unit that are not closed, and the one that is ``kept`` all the same."""
    return MentoringPlan.objects.filter(Q(closed_at=None) | Q(pk=kept), role_model__unit=unit)


def practices_of(unit: ServiceUnit) -> PageQuerySet[InnovationPage]:
    """Return the cases of a unit that everyone may read, for who chooses what is passed on."""
    return visible_cases(timezone.now()).filter(unit=unit).order_by("title")


def public_practices_of(plan: MentoringPlan) -> PageQuerySet[InnovationPage]:
    """Return the practices of a plan that everyone may read: units that learn see no more of another's case."""
    return visible_cases(timezone.now()).filter(taught_in=plan).order_by("title")


def copies_in_plan(plan: MentoringPlan) -> list[Replication]:
    """Return what the units of a plan copy of its practices, as far as everyone may see it: two queries."""
    practices = public_practices_of(plan).order_by().values("pk")
    found = Replication.objects.filter(case__in=practices, unit__in=plan.units.all(), state__in=sorted(PUBLIC))
    return list(found.select_related("case", "unit").order_by("unit__name", "case__title"))
