"""The comparison as it is shown: lines under headings, a cell for each case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innovations import rules
from innovations.models import InnovationPage, Outcome
from innovations.queries import visible_cases
from replications.lineage.attempts import lesson_of
from replications.lineage.copies import copies_of
from replications.rules import indicator_key
from selections.comparison import cells
from selections.comparison.cells import Cell
from selections.rules.comparison import side_by_side

Thing = TypeVar("Thing")

MOST_SHARED: Final = 6
MOST_OTHERS: Final = 3
"""Indicators that stand side by side, and others of each case: as many as the printed page holds."""


class Line(NamedTuple):
    """One thing that is compared, told of each case."""

    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """Lines under a heading: the label of each, and what it tells with the name of the case."""

    heading: str
    lines: list[tuple[str, list[tuple[str, Cell]]]]


@dataclass(frozen=True)
class Comparison:
    """The cases, in the order asked for, and what is told of them under each heading."""

    cases: list[InnovationPage]
    groups: list[Group]


def comparison_of(keys: Sequence[int], now: datetime) -> Comparison:
    """Compare public cases: five queries, and six at most for each case."""
    found = visible_cases(now).select_related("unit__region").in_bulk(keys)
    cases = [found[key] for key in keys if key in found]
    copies = copies_of(list(found), visible_cases(now))
    lessons = [lesson_of(case, copies.get(case.pk, [])) for case in cases]
    groups = [
        (_("What and where"), _what(cases)),
        (_("Results"), _results([list(case.outcomes.all()) for case in cases])),
        (_("Cost and needs"), _means(cases)),
        (
            _("Copies"),
            [
                _line(_("Units that copied it"), lessons, cells.copies),
                _line(_("Results there, in the middle"), lessons, cells.results_of_copies),
                _line(_("Obstacles there"), lessons, cells.obstacles_of_copies),
            ],
        ),
        (_("What went wrong"), [_line(_("As the unit tells it"), cases, cells.obstacles)]),
    ]
    names = [case.title for case in cases]
    return Comparison(
        cases,
        [
            Group(heading, [(line.label, list(zip(names, line.cells, strict=True))) for line in lines])
            for heading, lines in groups
        ],
    )


def _line(label: str, things: Sequence[Thing], tell: Callable[[Thing], Cell]) -> Line:
    return Line(label, [tell(thing) for thing in things])


def _what(cases: Sequence[InnovationPage]) -> list[Line]:
    return [
        _line(_("Unit"), cases, lambda case: [case.unit.name]),
        _line(_("Region"), cases, cells.region),
        _line(_("Sectors"), cases, lambda case: [str(one) for one in case.sectors.all()]),
        _line(_("Service modes"), cases, lambda case: [str(one) for one in case.service_modes.all()]),
        _line(_("Since"), cases, cells.started),
        _line(_("Status"), cases, cells.status),
        _line(_("Last confirmed"), cases, cells.confirmed),
    ]


def _means(cases: Sequence[InnovationPage]) -> list[Line]:
    return [
        _line(_("To set up"), cases, cells.cost_setup),
        _line(_("A year"), cases, cells.cost_yearly),
        _line(_("Source of funds"), cases, cells.funding),
        _line(_("People needed to run it"), cases, cells.staff),
        _line(_("Software"), cases, cells.software),
        _line(_("Connection where it is delivered"), cases, cells.connection),
    ]


def _results(outcomes: Sequence[Sequence[Outcome]]) -> list[Line]:
    """Return a line for each indicator that several cases measured, and one of what each measured alone."""
    shared = [one for one in side_by_side(outcomes) if one.cases > 1][:MOST_SHARED]
    lines = [Line(one.indicator, [[cells.outcome(of) for of in some] for some in one.of_cases]) for one in shared]
    told = {one.key for one in shared}
    others = [[one for one in some if indicator_key(one) not in told] for some in outcomes]
    label = _("Others, the strongest first") if shared else _("The strongest first; no two cases measured the same")
    return [*lines, Line(label, [_strongest(some) for some in others])]


def _strongest(outcomes: Sequence[Outcome]) -> Cell:
    found = rules.strongest_first(outcomes)
    told = [f"{one.indicator}: {cells.outcome(one)}" for one in found[:MOST_OTHERS]]
    more = len(found) - MOST_OTHERS
    rest = [ngettext("and %(count)s more", "and %(count)s more", more) % {"count": more}] if more > 0 else []
    return told + rest
