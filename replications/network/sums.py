"""The sums of the network page: read in one sweep, added up by ``rules``, and kept for a minute."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache as remembered
from typing import Any, Final

from django.core.cache import cache
from django.db.models import F, FloatField, Func, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from innovations.confirmation_queries import overdue_cases
from innovations.models import InnovationPage
from innovations.queries import visible_cases
from replications import rules
from replications.models import Replication
from replications.network.scope import visible_places
from replications.rules import PUBLIC, CountedReplication, FunnelStep, Spread, State
from units.models.regions import PROVINCE_CODE_LENGTH

LEADING: Final = 10
"""How many cases and units the page shows; more would make what is kept heavy to read."""

_KEPT_SECONDS: Final = 60
_REACHED: Final = ("accepted_at", "agreed_at", "started_on", "achieved_at")
"""When each state of ``rules.FUNNEL`` was reached after the first."""


class _Days(Func):
    """Days from the second date to the first; either may have an hour or none."""

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Count in Julian days: the difference that Django offers calls Python for each row."""
        return self.as_sql(
            compiler, connection, template="(julianday(%(expressions)s))", arg_joiner=") - julianday(", **extra
        )

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Count the seconds between."""
        template = "(EXTRACT(EPOCH FROM ((%(expressions)s)::timestamptz)) / 86400)::float"
        return self.as_sql(compiler, connection, template=template, arg_joiner=")::timestamptz - (", **extra)


@dataclass(frozen=True)
class Sums:
    """All that the network page counts.

    ``example`` says that replications are made up, ``example_cases`` that cases are; ``other`` is how many
    public replications of the other sort there are. ``declined`` and ``withdrawn`` are rounded down.
    """

    example: bool
    example_cases: bool
    other: int
    total: int
    steps: list[FunnelStep]
    declined: int
    withdrawn: int
    stopped: int
    provinces: dict[str, Spread]
    matrix: Mapping[tuple[str, str], int]
    sectors: frozenset[str]
    practices: list[Spread]
    units: list[Spread]
    obstacles: list[tuple[str, int]]
    overdue: int
    cases: int


def kept_sums(*, example: bool) -> Sums:
    """Return the sums with the leading cases and units, at most a minute old: no query, and eight once a minute."""
    key = f"network-{example:d}"
    kept: Sums | None = cache.get(key)
    if kept is None:
        found = sums_of(timezone.now(), example=example)
        kept = replace(found, practices=found.practices[:LEADING], units=found.units[:LEADING])
        cache.set(key, kept, _KEPT_SECONDS)
    return kept


def sums_of(now: datetime, *, example: bool) -> Sums:
    """Return the sums of the real replications; of the made-up ones where these are asked for or there are no others.

    Cases likewise. Eight queries, however many replications there are: to group fifty thousand
    rows in the database, time and again beside the long rows of cases, takes ten times as long.
    """
    cases = _cases(now)
    sorts = _copies(cases)
    public = {sort: [copy for copy in copies if copy.state in PUBLIC] for sort, copies in sorts.items()}
    chosen = example or (bool(public[True]) and not public[False])
    of_examples = example or all(case.example for case in cases.values())
    copies, shown = sorts[chosen], public[chosen]
    states = [copy.state for copy in copies]
    return Sums(
        example=chosen,
        example_cases=of_examples,
        other=len(public[not chosen]),
        total=len(shown),
        steps=rules.funnel(copies),
        declined=rules.rounded_down(states.count(State.DECLINED)),
        withdrawn=rules.rounded_down(states.count(State.WITHDRAWN)),
        stopped=states.count(State.STOPPED),
        provinces={str(one.key): one for one in rules.by_province(shown)},
        matrix=rules.by_sector_and_province(shown),
        sectors=frozenset(code for case in cases.values() if case.example is of_examples for code in case.sectors),
        practices=rules.by_case(shown, _named(cases, example=chosen)),
        units=rules.by_source(shown),
        obstacles=rules.obstacles_named(shown),
        overdue=overdue_cases(now).filter(example=of_examples).count(),
        cases=sum(case.example is of_examples for case in cases.values()),
    )


@dataclass(frozen=True, slots=True)
class _Case:
    unit: int
    example: bool
    sectors: list[str]
    replicates: int | None


def _cases(now: datetime) -> dict[int, _Case]:
    """Return the public cases by key: three queries."""
    sectors: defaultdict[int, list[str]] = defaultdict(list)
    for case, code in InnovationPage.sectors.through.objects.values_list("innovationpage_id", "sector_id"):
        sectors[case].append(code)
    rows = visible_cases(now).order_by().values_list("pk", "unit_id", "example", "replicates_id")
    return {key: _Case(unit, example, sectors[key], original) for key, unit, example, original in rows}


def _named(cases: Mapping[int, _Case], *, example: bool) -> Iterator[tuple[int, int]]:
    """Yield the public cases that public ones name as what they copy, each with the unit that says so."""
    for case in cases.values():
        original = cases.get(case.replicates) if case.replicates else None
        if case.replicates and original and (case.example or original.example) is example:
            yield case.replicates, case.unit


def _copies(cases: Mapping[int, _Case]) -> dict[bool, list[CountedReplication]]:
    """Return the replications of the cases by units that everyone can look up, made-up ones apart: three queries."""
    places = visible_places().order_by().values_list("unit", "unit__region_id", "unit__example")
    units = {unit: ((region or "")[:PROVINCE_CODE_LENGTH], example) for unit, region, example in places}
    found: dict[bool, list[CountedReplication]] = {True: [], False: []}
    for case_id, unit_id, state, obstacles, *days in _rows():
        case, unit = cases.get(case_id), units.get(unit_id)
        if case is None or unit is None:
            continue
        province, example = unit
        copy = CountedReplication(
            case_id, case.unit, unit_id, province, case.sectors, state, tuple(days), _codes(obstacles)
        )
        found[case.example or example].append(copy)
    return found


def _rows() -> Iterator[tuple[Any, ...]]:
    """Return all replications as plain values: dates as days, for the database counts them quicker than Python."""
    days = [_Days(F(field), F("expressed_at")) for field in _REACHED]
    rows = Replication.objects.order_by()
    return rows.values_list("case_id", "unit_id", "state", Cast("obstacles", TextField()), *days).iterator()


@remembered
def _codes(text: str) -> tuple[str, ...]:
    """Return the obstacles of a stored list; there are few different ones."""
    return tuple(json.loads(text))
