"""Places on published lists as awards of cases: see ``innovations.given_awards``."""

from collections import defaultdict
from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.urls import reverse

from innovations.given_awards import ShownAward
from innovations.models import Award
from selections.models import Placement
from units.models import ServiceUnit

_READ = ("name", "cut", "entry__case", "entry__round__scheme", "entry__round__name", "entry__round__year")


def awards_by_case(cases: Collection[int]) -> dict[int, list[ShownAward]]:
    """Return the places of cases on published lists, the newest first: one query."""
    found: defaultdict[int, list[ShownAward]] = defaultdict(list)
    for place in _shown(Placement.objects.filter(entry__case__in=list(cases))):
        found[place.entry.case_id].append(_award(place))
    return found


def awards_of_unit(unit: ServiceUnit) -> list[ShownAward]:
    """Return the lists on which a unit has a place, each once, the newest first: one query."""
    placements = Placement.objects.filter(entry__unit=unit)
    awards = {(place.entry.round_id, place.cut): _award(place) for place in _shown(placements)}
    return list(awards.values())


def _shown(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    """Leave out made-up rounds, except on made-up cases; read what an award tells, and no records or rules."""
    shown = placements.filter(Q(entry__round__example=False) | Q(entry__case__example=True))
    read = shown.select_related("entry__round").only(*_READ)
    return read.order_by("-entry__round__year", "-freeze__number", "place")


def _award(place: Placement) -> ShownAward:
    held = place.entry.round
    award = Award(scheme=held.scheme, name=held.name, rank=place.name, year=held.year)
    return ShownAward(award, reverse("selection_results", args=[held.pk]))
