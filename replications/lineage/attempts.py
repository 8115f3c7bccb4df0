"""Copies as the rules sum them up, and the sum in words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from common import formatting
from innovations.models import InnovationPage, Outcome
from replications.lineage.copies import Copy
from replications.models import Replication, Result
from replications.rules import Attempt, Lessons, State, begun, lessons

FIGURES: Final = ("indicator", "unit", "better", "baseline", "baseline_max", "value", "value_max", "evidence")
"""What the rules need of an outcome. Of many, whole rows would cost a page its time."""


@dataclass(frozen=True)
class EffectWords:
    """One line of the table of effects; empty text is not known."""

    indicator: str
    source: str
    copiers: str
    known: int
    unknown: int


@dataclass(frozen=True)
class Lesson:
    """What copying a case teaches, in words."""

    sums: Lessons
    effects: list[EffectWords]
    obstacles: list[tuple[str, int]]


def attempts_of(copies: Iterable[Copy]) -> list[Attempt]:
    """Return the copies with what was measured: two queries.

    What a unit told in its replication counts; of a case without one, its outcomes.
    """
    found = list(copies)
    told: defaultdict[int | None, list[Any]] = defaultdict(list)
    results = Result.objects.filter(replication__in=[copy.replication for copy in found if copy.replication])
    for row in results.order_by().values_list("replication", *FIGURES, named=True):
        told[row.replication].append(row)
    own: defaultdict[int | None, list[Any]] = defaultdict(list)
    outcomes = Outcome.objects.filter(page__in=[copy.case for copy in found if copy.case and not copy.replication])
    for row in outcomes.order_by().values_list("page", *FIGURES, named=True):
        own[row.page].append(row)
    return [_attempt(copy, told[copy.replication] if copy.replication else own[copy.case]) for copy in found]


def _attempt(copy: Copy, results: list[Any]) -> Attempt:
    has_results = any(result.value is not None for result in results)
    return Attempt(
        unit=copy.unit,
        begun=begun(copy.state, copy.stage, started=copy.started, has_results=has_results),
        stopped=copy.state is State.STOPPED if copy.state else copy.status == InnovationPage.Status.STOPPED,
        results=results,
        obstacles=copy.obstacles,
    )


def lesson_of(page: InnovationPage, copies: Iterable[Copy]) -> Lesson | None:
    """Return what its copies teach of a page; None where nobody copied it. Two queries, and the page's outcomes."""
    sums = lessons(list(page.outcomes.all()), attempts_of(copies))
    if not sums.tried:
        return None
    return Lesson(
        sums=sums,
        effects=[
            EffectWords(
                indicator=one.indicator,
                source=_better(one.source, in_points=one.in_points),
                copiers=_better(one.copiers, in_points=one.in_points),
                known=one.known,
                unknown=one.unknown,
            )
            for one in sums.effects
        ],
        obstacles=[(str(Replication.Obstacle(code).label), units) for code, units in sums.obstacles],
    )


def _better(change: Decimal | None, *, in_points: bool) -> str:
    """Return «membaik 85 %» or «memburuk 3 poin»; empty where it is not known."""
    if change is None:
        return ""
    if change == 0:
        return _("unchanged")
    size = f"{formatting.number(abs(change))} {_('points')}" if in_points else formatting.percent(abs(change))
    return (_("better by %s") if change > 0 else _("worse by %s")) % size
