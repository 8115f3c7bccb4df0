"""Reads of coaching clinics. Each says how many SQL queries it makes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db.models import Avg, Count, Q, QuerySet
from django.utils import timezone

from common.models import User
from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications.models import Clinic, Registration, Replication, RoleModel
from replications.rules import seats_taken
from units.models import ServiceUnit
from units.queries import desk_units, is_moderator, own_units, units_of
from units.rules import Act


@dataclass(frozen=True)
class Seating:
    """Who of the registered units has a seat, and who waits for one."""

    seated: Sequence[Registration]
    waiting: Sequence[Registration]
    free: int

    def has_seat(self, registration: Registration) -> bool:
        """Say whether a registration has a seat."""
        return registration.pk in {one.pk for one in self.seated}


def seating(clinic: Clinic) -> Seating:
    """Return how the seats are taken now: one query."""
    present = clinic.registrations.filter(withdrawn_at=None).select_related("unit__agency", "registered_by")
    seated, waiting = seats_taken(list(present), clinic.seats)
    return Seating(seated, waiting, clinic.seats - len(seated))


def clinics(now: datetime, *, past: bool) -> QuerySet[Clinic]:
    """Return the clinics that are over, the newest first, or those to come and running, the next one first."""
    found = Clinic.objects.select_related("host__region")
    if past:
        return found.filter(ends_at__lte=now).order_by("-begins_at")
    return found.filter(ends_at__gt=now).order_by("begins_at")


def units_that_may_host(user: User | AnonymousUser) -> QuerySet[ServiceUnit]:
    """Return the units for which the person may hold a clinic: those that he or she answers for.

    A moderator answers for all: those that are role models today, and the own ones.
    """
    if not is_moderator(user):
        return units_of(user, Act.ANSWER).order_by("name")
    running = RoleModel.objects.running(timezone.localdate()).values("unit")
    return ServiceUnit.objects.filter(Q(pk__in=running) | Q(pk__in=own_units(user))).order_by("name")


def units_that_may_register(user: User | AnonymousUser, clinic: Clinic) -> QuerySet[ServiceUnit]:
    """Return the person's units, besides the host."""
    return desk_units(user).exclude(pk=clinic.host_id).order_by("name")


def own_registrations(user: User | AnonymousUser, clinic: Clinic) -> list[Registration]:
    """Return the registrations of the person's units: one query."""
    present = clinic.registrations.filter(withdrawn_at=None, unit__in=units_that_may_register(user, clinic))
    return list(present.select_related("unit"))


def public_cases_of(clinic: Clinic, now: datetime) -> list[InnovationPage]:
    """Return the practices of a clinic that everyone may read: two queries."""
    return list(visible_cases(now).filter(clinics=clinic).select_related("unit").order_by("title"))


def clinics_that_led_to(case: InnovationPage, units: QuerySet[ServiceUnit]) -> QuerySet[Clinic]:
    """Return the clinics about a case for which one of the units had registered."""
    taken = Registration.objects.filter(unit__in=units, withdrawn_at=None).values("clinic")
    return Clinic.objects.filter(cases=case, pk__in=taken).order_by("-begins_at")


def outcome_of_clinic(clinic: Clinic) -> dict[str, float | None]:
    """Return what came of a clinic: units that were there, ratings and their mean, interests. Two queries."""
    found = clinic.registrations.aggregate(
        present=Count("pk", filter=Q(attended=True)), ratings=Count("rating"), mean=Avg("rating")
    )
    return found | {"interests": Replication.objects.filter(clinic=clinic).count()}


def clinics_near(units: QuerySet[ServiceUnit], now: datetime, days: int) -> QuerySet[Registration]:
    """Return the registrations of units for clinics of the next days, the next one first."""
    near = Registration.objects.filter(unit__in=units, withdrawn_at=None, clinic__cancelled_reason="")
    near = near.filter(clinic__ends_at__gt=now, clinic__begins_at__lt=now + timedelta(days=days))
    return near.select_related("clinic__host", "unit").order_by("clinic__begins_at")
