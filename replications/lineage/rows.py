"""Copies in words: unit, case, state and figure, for the tree and for tables."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from innovations import rules
from innovations.cards import status_label
from innovations.figures import OutcomeFigure, outcome_figure
from innovations.models import InnovationPage, MeasuredOutcome, Outcome
from replications.choices import STATES
from replications.lineage.copies import Copy
from replications.models import Result
from replications.network.scope import visible_places
from replications.rules import indicator_key
from units.models import ServiceUnit

_SHOWN_OF_CASE: Final = ("title", "url_path", "example")


@dataclass(frozen=True)
class Row:
    """A copy, or a case that was copied, as it is shown. ``original`` is the unit from which it came.

    Empty text and None are not known; ``url`` is that of a public case of its own. ``comparable`` says
    that the figure is of the same indicator as that of the case at hand.
    """

    copy: Copy
    unit: str
    original: str
    title: str
    url: str
    example: bool
    state: str
    figure: OutcomeFigure | None
    comparable: bool


def rows_of(copies: Sequence[Copy], page: InnovationPage) -> list[Row]:
    """Return the copies as rows, in their order: at most six queries.

    All figures are of one indicator where they can be: that of the strongest outcome of ``page``.
    ``page`` itself, which may be a draft, is shown as it is at hand.
    """
    cases = InnovationPage.objects.only(*_SHOWN_OF_CASE).in_bulk([copy.case for copy in copies if copy.case])
    units = ServiceUnit.objects.only("name", "example").in_bulk({copy.unit for copy in copies})
    names = {key: unit.name for key, unit in units.items()} | _hidden(copies)
    outcomes, own = _figures(copies), list(page.outcomes.all())
    unit_of = {copy.case: names[copy.unit] for copy in copies}
    headline = next((indicator_key(one) for one in rules.strongest_first(own) if one.value is not None), None)
    rows = []
    for copy in copies:
        case, unit = cases.get(copy.case or 0), units[copy.unit]
        here = copy.case == page.pk and copy.replication is None
        measured = _strongest(own if here else outcomes[copy.key], headline)
        rows.append(
            Row(
                copy=copy,
                unit=names[copy.unit],
                original=unit_of.get(copy.original, page.unit.name) if copy.original else "",
                title=case.title if case else "",
                url=case.url if case else "",
                example=unit.example or (case is not None and case.example),
                state=_state(copy),
                figure=outcome_figure(measured) if measured else None,
                comparable=measured is not None and indicator_key(measured) == headline,
            )
        )
    return rows


def _hidden(copies: Sequence[Copy]) -> dict[int, str]:
    """Return what stands for the names of units that not everyone can look up; a public case names its own."""
    told_by_case = {copy.unit for copy in copies if copy.case}
    unsure = {copy.unit for copy in copies} - told_by_case
    if not unsure:
        return {}
    public = set(visible_places().filter(unit__in=unsure).values_list("unit", flat=True))
    return dict.fromkeys(unsure - public, _("a unit that is not published"))


def _figures(copies: Iterable[Copy]) -> Mapping[str, list[MeasuredOutcome]]:
    """Return what was measured at each copy, by its key: told in its replication, else in its case."""
    found: defaultdict[str, list[MeasuredOutcome]] = defaultdict(list)
    keys = {copy.replication: copy.key for copy in copies if copy.replication}
    for result in Result.objects.filter(replication__in=keys):
        found[keys[result.replication_id]].append(result)
    cases = {copy.case: copy.key for copy in copies if copy.case and not found.get(copy.key)}
    for outcome in Outcome.objects.filter(page__in=cases):
        found[cases[outcome.page_id]].append(outcome)
    return found


def _strongest(outcomes: Sequence[Any], headline: tuple[str, str] | None) -> Any:
    """Return the outcome of the headline's indicator, else the strongest; None where nothing was measured."""
    measured = [one for one in rules.strongest_first(outcomes) if one.value is not None]
    same = [one for one in measured if indicator_key(one) == headline]
    return next(iter(same or measured), None)


def _state(copy: Copy) -> str:
    if copy.state is not None:
        return str(STATES[copy.state])
    return status_label(copy.status) or _("Published here")
