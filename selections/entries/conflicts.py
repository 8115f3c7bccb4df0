"""Whose entries people should keep away from, read from where they work and from what they declared.

Each function says how many SQL queries it makes.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from selections.models import DeclaredConflict, Entry, Objection, Seat, SelectionRound
from selections.rules.assignment import Pair
from selections.rules.conflicts import Conflict, Origin, Workplaces, conflict_by_rule, conflict_of_secretariat
from units.models import Agency, Membership, Role, ServiceUnit
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
        origin = _origin(entry.unit)
        for seat in seats:
            if (entry.number, seat.user_id) in declared:
                found[entry.number, seat.pk] = Conflict.DECLARED
            elif reason := conflict_by_rule(works[seat.user_id], origin, rules):
                found[entry.number, seat.pk] = reason
    return found


def conflict_of(selection_round: SelectionRound, entry: Entry, seat: Seat) -> Conflict | None:
    """Return why a seat must not meet an entry; None where nothing keeps them apart. Two queries."""
    return conflicts_of(selection_round, [entry], [seat]).get((entry.number, seat.pk))


def secretariat_conflicts(entry: Entry, people: Collection[int]) -> dict[int, Conflict]:
    """Return which of the people (by their keys) of a round's secretariat must not decide about an entry, with why.

    Two queries, and what it takes to read where the entry comes from.
    """
    held = entry.round
    works, origin = _workplaces(people), _origin(entry.unit)
    told = DeclaredConflict.objects.filter(entry=entry, lifted_at=None)
    declared = set(told.values_list("seat__user", flat=True))
    found: dict[int, Conflict] = {}
    for person in people:
        if person in declared:
            found[person] = Conflict.DECLARED
        elif reason := conflict_of_secretariat(works[person], origin, held.rulebook.conflicts, held.agency_id):
            found[person] = reason
    return found


def objection_conflicts(person: int, selection_round: SelectionRound, objections: Collection[Objection]) -> set[int]:
    """Return the objections (by their keys) that somebody of the secretariat must not answer: two queries.

    Those about an entry about which the person must not decide, and those of a unit of which no entry would be his
    or hers to decide. They are read with both units, and these with their agencies.
    """
    works = _workplaces([person])[person]
    told = DeclaredConflict.objects.filter(entry__round=selection_round, seat__user=person, lifted_at=None)
    declared = set(told.values_list("entry", flat=True))
    rules, organiser = selection_round.rulebook.conflicts, selection_round.agency_id
    found = {one.pk for one in objections if one.entry_id in declared}
    for one in objections:
        units = [unit for unit in (one.unit, one.entry.unit if one.entry else None) if unit is not None]
        if any(conflict_of_secretariat(works, _origin(unit), rules, organiser) for unit in units):
            found.add(one.pk)
    return found


def _origin(unit: ServiceUnit) -> Origin:
    return Origin(unit.pk, unit.agency_id, _province(unit, unit.agency))


def _workplaces(people: Collection[int]) -> dict[int, Workplaces]:
    """Return where people work by their keys: one query."""
    held: defaultdict[int, list[Membership]] = defaultdict(list)
    for one in current_memberships().filter(user__in=people).select_related("unit__agency", "agency"):
        held[one.user_id].append(one)
    return {person: _together(held[person]) for person in people}


def _together(held: Sequence[Membership]) -> Workplaces:
    places = [(one.unit, one.agency or (one.unit.agency if one.unit else None)) for one in held]
    return Workplaces(
        units=_known(one.unit_id for one in held),
        administered=_known(one.agency_id for one in held if one.role == Role.LOCAL_ADMIN),
        agencies=_known(agency.pk if agency else None for _unit, agency in places),
        provinces=_known(_province(unit, agency) for unit, agency in places),
    )


def _known(keys: Iterable[_Key | None]) -> frozenset[_Key]:
    return frozenset(key for key in keys if key is not None)


def _province(unit: ServiceUnit | None, agency: Agency | None) -> str | None:
    """Return the code of the province of a unit, else of its agency: the first part of its region's."""
    region = (unit.region_id if unit else None) or (agency.region_id if agency else None)
    return region.partition(".")[0] if region else None
