"""Cases on pages of rooms that do not know of cases: units, the site shell."""

from django import template
from django.template import Context
from django.utils import timezone

from innovations import queries
from innovations.cards import CaseCard
from innovations.models import Sector
from units.models import ServiceUnit, UnitPage

register = template.Library()


@register.simple_tag(takes_context=True)
def cases_of(context: Context, unit: ServiceUnit) -> list[CaseCard]:
    """Return the unit's cases, the newest first: five queries."""
    cases = queries.newest_first(queries.visible_cases(timezone.now()).filter(unit=unit))
    return queries.case_cards(cases, context.get("request"))


@register.simple_tag
def case_counts(units: list[ServiceUnit]) -> dict[int, int]:
    """Return how many cases each of the units has, by its key; none is left out: two queries."""
    cases = queries.visible_cases(timezone.now()).filter(unit__in=units)
    counts = queries.counts_by(cases, "unit")
    return {unit.pk: counts.get(unit.pk, 0) for unit in units}


@register.filter
def count_of(counts: dict[int, int], unit: ServiceUnit) -> int:
    """Return the unit's entry of ``case_counts``."""
    return counts[unit.pk]


@register.simple_tag
def units_of(places: list[UnitPage]) -> list[ServiceUnit]:
    """Return the units of unit pages."""
    return [place.unit for place in places]


@register.simple_tag
def sector_counts() -> list[tuple[Sector, int]]:
    """Return the sectors that have cases, with their number, most first: three queries."""
    counts = queries.counts_by(queries.visible_cases(timezone.now()), "sectors")
    found = [(sector, counts[sector.code]) for sector in Sector.objects.all() if sector.code in counts]
    return sorted(found, key=lambda pair: -pair[1])
