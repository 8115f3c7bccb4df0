"""Reads about replications. Each says how many SQL queries it makes."""

import sys
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from common.models import Event, User
from innovations.models import InnovationPage
from innovations.queries import public_keys
from replications.lineage.copies import line_of
from replications.models import Inquiry, Milestone, Replication
from replications.rules import ENDED, Side, State, Step, asks_for, possible_steps
from units.models import ServiceUnit
from units.queries import can_act_for, desk_units, units_of
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


def waiting_for(units: QuerySet[ServiceUnit]) -> QuerySet[Replication]:
    """Return the replications in which it is the turn of one of the units, the longest waiting first."""
    turn = Q(pk=None)
    for side, place in ((Side.SOURCE, "case__unit__in"), (Side.COPIER, "unit__in")):
        turn |= Q(state__in=asks_for(side), **{place: units}) & ~Q(state=State.PROPOSED, proposed_side=side)
    return Replication.objects.filter(turn).select_related(*RELATED).order_by("waiting_since")


def milestones_due(units: QuerySet[ServiceUnit], until: date) -> QuerySet[Milestone]:
    """Return the milestones that the units have to tell by a day, the earliest first."""
    due = Milestone.objects.filter(told_on=None, due_on__lte=until, replication__ended_at=None)
    return due.filter(replication__unit__in=units).select_related("replication__case", "replication__unit")


def units_that_may_copy(user: User | AnonymousUser, case: InnovationPage) -> QuerySet[ServiceUnit]:
    """Return the units for which the person may show interest in a case."""
    return desk_units(user).exclude(pk=case.unit_id).order_by("name")


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
    """Return the units of a case and of those from which it was copied, public or not.

    One query, and one for each original.
    """
    return {copy.unit for copy in line_of(case, InnovationPage.objects.all(), most=sys.maxsize)}
