"""Which replications are listed: what everyone may see, never real and made-up ones together."""

from datetime import datetime

from django.db.models import Q, QuerySet
from wagtail.query import PageQuerySet

from innovations.queries import visible_cases
from replications.models import Replication
from replications.rules import PUBLIC
from units.models import UnitPage


def visible_places() -> PageQuerySet[UnitPage]:
    """Return the pages of units that everyone can look up. One query for the private places, besides its own."""
    return UnitPage.objects.live().public()


def public_replications(now: datetime, *, example: bool) -> QuerySet[Replication]:
    """Return the replications that everyone may see one by one: agreed ones of public cases by public units.

    Made-up are those of a made-up case or unit. Two queries for the private places, besides its own.
    """
    cases, places = visible_cases(now).order_by(), visible_places().order_by()
    rows = Replication.objects.filter(state__in=PUBLIC)
    real_cases, real_places = cases.filter(example=False), places.filter(unit__example=False)
    real = Q(case__in=real_cases.values("pk"), unit__in=real_places.values("unit"))
    if not example:
        return rows.filter(real)
    return rows.filter(~real, case__in=cases.values("pk"), unit__in=places.values("unit"))
