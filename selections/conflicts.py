"""Whose entries people should keep away from, read from where they work and from what they declared.

Each function says how many SQL queries it makes.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import TypeVar

from selections.models import DeclaredConflict, Entry, Seat, SelectionRound
from selections.rules.assignment import Pair
from selections.rules.conflicts import Conflict, Origin, Workplaces, conflict_by_rule, conflict_of_secretariat
from units.models import Role
from units.queries import current_memberships

_Key = TypeVar("_Key")
PLACES = ("unit__agency__region", "unit__region")
"""What conflicts with an entry need to know of it."""


def conflicts_of(
    selection_round: SelectionRound, entries: Collection[Entry], seats: Collection[Seat]
) -> dict[Pair, Conflict]:
    """Return the pairs that must not meet, with why: two queries. Entries are read with their places."""
    works = _workplaces([seat.user_id for seat in seats])
    told = DeclaredConflict.objects.filter(entry__round=selection_round, lifted_at=None)
    declared = set(told.values_list("entry__number", "seat__user"))
    rules = selection_round.rulebook.conflicts
    found: dict[Pair, Conflict] = {}
    for entry in entries:
        origin = _origin(entry)
        for seat in seats:
            if (entry.number, seat.user_id) in declared:
                found[entry.number, seat.pk] = Conflict.DECLARED
            elif reason := conflict_by_rule(works[seat.user_id], origin, rules):
                found[entry.number, seat.pk] = reason
    return found


def secretariat_conflicts(entry: Entry, people: Collection[int]) -> dict[int, Conflict]:
    """Return which of the people (by their keys) of a round's secretariat must not decide about an entry, with why.

    Two queries, and what it takes to read where the entry comes from.
    """
    held = entry.round
    works, origin = _workplaces(people), _origin(entry)
    told = DeclaredConflict.objects.filter(entry=entry, lifted_at=None)
    declared = set(told.values_list("seat__user", flat=True))
    found: dict[int, Conflict] = {}
    for person in people:
        if person in declared:
            found[person] = Conflict.DECLARED
        elif reason := conflict_of_secretariat(works[person], origin, held.rulebook.conflicts, held.agency_id):
            found[person] = reason
    return found


def _origin(entry: Entry) -> Origin:
    unit, agency = entry.unit, entry.unit.agency
    region = unit.region_id or (agency.region_id if agency else None)
    return Origin(unit.pk, unit.agency_id, _province(region))


def _workplaces(people: Collection[int]) -> dict[int, Workplaces]:
    """Return where people work by their keys: one query."""
    found: defaultdict[int, list[Workplaces]] = defaultdict(list)
    for one in current_memberships().filter(user__in=people).select_related("unit__agency", "agency"):
        agency = one.agency or (one.unit.agency if one.unit else None)
        region = (one.unit.region_id if one.unit else None) or (agency.region_id if agency else None)
        found[one.user_id].append(
            Workplaces(
                units=_those(one.unit_id),
                administered=_those(one.agency_id if one.role == Role.LOCAL_ADMIN else None),
                agencies=_those(agency.pk if agency else None),
                provinces=_those(_province(region)),
            )
        )
    return {person: _together(found[person]) for person in people}


def _together(places: Sequence[Workplaces]) -> Workplaces:
    return Workplaces(
        *(
            frozenset().union(*(getattr(one, name) for one in places))
            for name in ("units", "administered", "agencies", "provinces")
        )
    )


def _those(key: _Key | None) -> frozenset[_Key]:
    return frozenset() if key is None else frozenset({key})


def _province(region: str | None) -> str | None:
    """Return the code of the province of a region: its first part."""
    return region.partition(".")[0] if region else None
