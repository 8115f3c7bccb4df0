"""Reads about confirmations. Each says how many SQL queries it makes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from django.db.models import Q
from django.utils import timezone
from wagtail.query import PageQuerySet

from common.models import Event, User
from innovations import rules
from innovations.models import InnovationPage
from innovations.queries import visible_cases
from units.models import ServiceUnit
from units.queries import first_free, moderators, verifiers_in_turn

REMINDED: Final = "innovations.confirmation_reminded"


@dataclass(frozen=True)
class Reminder:
    """A case whose unit is to be reminded: it counts as confirmed ``until`` then, which is ``days`` ago."""

    case: InnovationPage
    until: date
    days: int


def reminders(now: datetime) -> list[Reminder]:
    """Return the reminders that are due and were not sent: four queries."""
    today = timezone.localdate(now)
    sent = set(Event.objects.filter(verb=REMINDED).values_list("object_id", "data__until", "data__days"))
    fields = ("status", "confirmed_on", "first_published_at", "title", "unit")
    cases = visible_cases(now).only(*fields).select_related("unit").order_by("first_published_at", "pk")
    found = []
    for case in cases:
        until = case.confirmed_until
        days = rules.reminder_due(until, today)
        if until is not None and days is not None and (str(case.pk), until.isoformat(), days) not in sent:
            found.append(Reminder(case, until, days))
    return found


def overdue_cases(now: datetime) -> PageQuerySet[InnovationPage]:
    """Return the visible cases that wait for a confirmation: those never confirmed first, then the longest.

    ``rules.confirmed_until`` in the words of the database. A partial date that begins like the first
    day that holds may lie on or after it, and as text it comes before.
    """
    first = rules.first_day_that_holds(timezone.localdate(now))
    day, moment = first.isoformat(), timezone.make_aware(datetime.combine(first, time.min))
    confirmed = Q(confirmed_on__gt="", confirmed_on__lt=day) & ~Q(confirmed_on__in=[day[:4], day[:7]])
    never = Q(confirmed_on="", first_published_at__lt=moment)
    cases = visible_cases(now).exclude(status=InnovationPage.Status.STOPPED).filter(confirmed | never)
    return cases.order_by("confirmed_on", "first_published_at", "pk")


def asked_to_confirm(units: Collection[ServiceUnit]) -> dict[int, list[User]]:
    """Return by unit who is asked to confirm its cases: three queries.

    Its heads, else its verifiers, else the local admins of its agency, else the network moderators:
    those who answer for it, of whom every one may confirm.
    """
    last = list(moderators())
    asked: defaultdict[int, list[User]] = defaultdict(list)
    for unit, (verifiers, heads, admins) in verifiers_in_turn(units).items():
        asked[unit] = first_free((heads, verifiers, admins, last), ())
    return asked
