"""Who must not score an entry, or decide about it, as far as it is known from where people work.

What the rules don't know, people declare. Their own unit's entries nobody scores, whatever a
round says; those of the own agency and of the same province where its rules say so.
"""

from dataclasses import dataclass
from enum import StrEnum

from selections.rules.rulebook import Conflicts


class Conflict(StrEnum):
    """Why somebody does not score an entry."""

    UNIT = "unit"
    AGENCY = "agency"
    REGION = "region"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True)
class Workplaces:
    """Where a person works: units, agencies and provinces, by their keys.

    ``administered`` are the agencies for whose units the person acts: all of these are the own ones.
    """

    units: frozenset[int] = frozenset()
    administered: frozenset[int] = frozenset()
    agencies: frozenset[int] = frozenset()
    provinces: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry comes from; None is not known."""

    unit: int
    agency: int | None = None
    province: str | None = None


def conflict_by_rule(person: Workplaces, entry: Origin, rules: Conflicts) -> Conflict | None:
    """Return why a person must not score an entry, the closest reason; None where the rules see none.

    >>> conflict_by_rule(Workplaces(agencies=frozenset({3})), Origin(unit=1, agency=3), Conflicts(agency=True))
    <Conflict.AGENCY: 'agency'>
    """
    if entry.unit in person.units or entry.agency in person.administered:
        return Conflict.UNIT
    if rules.agency and entry.agency in person.agencies:
        return Conflict.AGENCY
    if rules.region and entry.province in person.provinces:
        return Conflict.REGION
    return None


def conflict_of_secretariat(
    person: Workplaces, entry: Origin, rules: Conflicts, organiser: int | None
) -> Conflict | None:
    """Return why somebody of the secretariat must not decide about an entry: what keeps an evaluator from it.

    An agency that holds a round (``organiser``) selects among its own units: to be of it, or of its
    province, sets nobody of its secretariat apart. The own unit does.
    """
    if organiser is None:
        return conflict_by_rule(person, entry, rules)
    return Conflict.UNIT if entry.unit in person.units else None
