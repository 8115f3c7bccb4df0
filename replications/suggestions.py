"""Cases that worked in units like a person's own, and that these units lack."""

from datetime import datetime

from django.db.models import QuerySet

from innovations.cards import CaseCard
from innovations.models import InnovationPage
from innovations.queries import cards_by_key, measured_cases
from units.likeness import ALIKE, best_score
from units.models import ServiceUnit
from units.queries import unit_profiles

SHOWN = 4


def worked_elsewhere(own: QuerySet[ServiceUnit], now: datetime) -> list[CaseCard]:
    """Return cases with figures before and after, of the units most like one of ``own``: nine queries at most.

    What one of them copies or has copied is left out, and so is what has stopped.
    """
    alike = _units_like(own)
    if not alike:
        return []
    cases = measured_cases(now).filter(unit__in=alike).exclude(status=InnovationPage.Status.STOPPED)
    lacking = cases.exclude(replications__unit__in=own).exclude(replicated_by__unit__in=own)
    units = dict(lacking.values_list("pk", "unit_id"))
    nearest = sorted(units, key=lambda key: -alike[units[key]])[:SHOWN]
    cards = cards_by_key(nearest)
    return [cards[key] for key in nearest]


def _units_like(own: QuerySet[ServiceUnit]) -> dict[int, float]:
    """Return the other units with cases that are called alike, each with its score: two queries."""
    mine = unit_profiles(own)
    others = unit_profiles(ServiceUnit.objects.filter(cases__live=True).exclude(pk__in=mine).distinct())
    found = {}
    for unit, profile in others.items() if mine else ():
        best = best_score(mine.values(), profile)
        if best is not None and best >= ALIKE:
            found[unit] = best
    return found
