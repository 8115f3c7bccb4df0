"""A case in a list: what a hit, a unit page and the home page show of it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from common.partial_dates import year_of
from innovations import rules
from innovations.choices import CostBand
from innovations.figures import OutcomeFigure, outcome_figure
from innovations.given_awards import ShownAward
from innovations.models import InnovationPage, Outcome


@dataclass(frozen=True)
class CaseCard:
    """What is shown of one case. Empty text, zero copies and None are not shown.

    ``confirmed_on`` is a partial date; ``overdue`` says that the unit has yet to confirm it again.
    """

    pk: int
    url: str
    name: str
    plain_title: str
    summary: str
    unit: str
    region: str
    year: int | None
    status: str
    status_label: str
    example: bool
    award: str
    figure: OutcomeFigure | None
    cost: str
    copies: int
    confirmed_on: str
    overdue: bool


def name_in_a_line(page: InnovationPage) -> str:
    """Return the official name and the everyday title as plain text; a made-up case says so."""
    name = f"{page.title}: {page.plain_title}" if page.plain_title != page.title else page.title
    return f"[{_('Example')}] {name}" if page.example else name


def case_card(
    page: InnovationPage,
    url: str,
    outcomes: Sequence[Outcome],
    awards: Sequence[ShownAward],
    copies: int,
    today: datetime.date,
) -> CaseCard:
    """Return the card of a case whose unit and region are loaded; outcomes in the editor's order."""
    strongest = next(iter(rules.strongest_first(outcomes)), None)
    return CaseCard(
        pk=page.pk,
        url=url,
        name=page.title,
        plain_title=page.plain_title,
        summary=page.summary,
        unit=page.unit.name,
        region=page.unit.region.name if page.unit.region else "",
        year=year_of(page.started_on or page.seen_on),
        status=page.status,
        status_label=status_label(page.status),
        example=page.example,
        award=str(awards[0]) if awards else "",
        figure=card_figure(strongest),
        cost=cost_label(rules.cost_band(page.cost_setup_idr, page.cost_yearly_idr)),
        copies=copies,
        confirmed_on=page.confirmed_on,
        overdue=rules.is_overdue(page.confirmed_until, today),
    )


def status_label(status: str) -> str:
    """Return the word for a status; empty where the status is not known."""
    return str(InnovationPage.Status(status).label) if status not in ("", InnovationPage.Status.UNKNOWN) else ""


def cost_label(band: str | None) -> str:
    """Return the words for a cost band; empty without one."""
    return str(CostBand(band).label) if band else ""


def card_figure(outcome: Outcome | None) -> OutcomeFigure | None:
    """Return the figure of a case's strongest outcome; None where nothing was measured afterwards."""
    return outcome_figure(outcome) if outcome and outcome.value is not None else None
