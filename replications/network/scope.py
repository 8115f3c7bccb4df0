"""Which replications and cases are listed: what everyone may see, never real and made-up ones together."""

from datetime import datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.query import PageQuerySet

from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications.models import Replication
from replications.rules import PUBLIC, unconfirmed_since
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


def unconfirmed_cases(now: datetime, *, example: bool) -> QuerySet[InnovationPage]:
    """Return the public cases that nobody has confirmed for so long: those never confirmed, then the longest.

    What was never confirmed counts from its first publication here. A partial date counts
    from its last day: the month and the year of the limit itself are not before it.
    """
    limit = unconfirmed_since(timezone.localdate(now))
    day, moment = limit.isoformat(), timezone.make_aware(datetime.combine(limit, time.min))
    confirmed = Q(confirmed_on__gt="", confirmed_on__lt=day) & ~Q(confirmed_on__in=[day[:4], day[:7]])
    never = Q(confirmed_on="", first_published_at__lt=moment)
    cases = visible_cases(now).filter(confirmed | never, example=example)
    return cases.order_by("confirmed_on", "first_published_at", "pk")
