"""Reads about replications. Each says how many SQL queries it makes."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from common.models import Event, User
from innovations.models import InnovationPage
from innovations.queries import public_keys
from replications.models import Inquiry, Replication
from replications.rules import ENDED, Side, State, Step, possible_steps
from units.models import ServiceUnit
from units.queries import can_act_for, is_moderator, own_units, units_of
from units.rules import Act

RELATED = ("case__unit__agency", "unit__agency", "proposed_by")
"""What a replication is shown and judged with."""

_STEPS = [f"replication.{step}" for step in Step]


def held_by(user: User | AnonymousUser, replication: Replication) -> frozenset[tuple[Side, Act]]:
    """Return what the person may do for which of the two units: at most one query."""
    units = {Side.SOURCE: replication.case.unit, Side.COPIER: replication.unit}
    return frozenset(
        (side, act) for side, unit in units.items() for act in (Act.WRITE, Act.ANSWER) if can_act_for(user, unit, act)
    )


def seen_by(user: User | AnonymousUser) -> QuerySet[Replication]:
    """Return the replications in which a unit takes part for which the person may write."""
    units = units_of(user, Act.WRITE)
    return Replication.objects.filter(Q(unit__in=units) | Q(case__unit__in=units)).select_related(*RELATED)


def steps_for(user: User, replication: Replication) -> list[Step]:
    """Return the steps that the person may take now: at most one query."""
    held = held_by(user, replication)
    return possible_steps(State(replication.state), held, user.pk, replication.proposal)


def units_that_may_copy(user: User | AnonymousUser, case: InnovationPage) -> QuerySet[ServiceUnit]:
    """Return the units for which the person may show interest in a case.

    A moderator, who may act for every unit, shows interest for the own ones alone.
    """
    units = own_units(user) if is_moderator(user) else units_of(user, Act.WRITE)
    return units.exclude(pk=case.unit_id).order_by("name")


def inquiries_seen_by(user: User | AnonymousUser) -> QuerySet[Inquiry]:
    """Return what visitors ask about the cases of the units for which the person answers, oldest first."""
    units = units_of(user, Act.ANSWER)
    return Inquiry.objects.filter(case__unit__in=units).select_related("case__unit", "answered_by").order_by("asked_at")


def running(case_id: int, units: QuerySet[ServiceUnit]) -> Replication | None:
    """Return a replication of a case by one of the units that has not ended: one query."""
    return Replication.objects.exclude(state__in=ENDED).filter(case=case_id, unit__in=units).first()


def history(replication: Replication) -> QuerySet[Event]:
    """Return every step of a replication, the first one first: one query."""
    events = Event.objects.filter(object_type=replication._meta.label_lower, object_id=str(replication.pk))
    return events.filter(verb__in=_STEPS).select_related("actor").order_by("pk")


def step_of(event: Event) -> Step:
    """Return the step that an event of the history tells."""
    return Step(event.verb.partition(".")[2])


def is_public(case: InnovationPage, now: datetime) -> bool:
    """Say whether everyone may read a case at ``now``: two queries."""
    return case.pk in public_keys([case.pk], now)


def units_above(case: InnovationPage) -> set[int]:
    """Return the units of a case and of those from which it was copied: one query for each of these."""
    units: set[int] = set()
    above: InnovationPage | None = case
    while above is not None and above.unit_id not in units:
        units.add(above.unit_id)
        above = above.replicates
    return units
