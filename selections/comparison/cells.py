"""What a cell of the comparison says of one case: short texts, none where it is not known."""

from typing import Final

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common import formatting
from common.choices import Connectivity
from innovations.cards import status_label
from innovations.figures import outcome_figure
from innovations.models import InnovationPage, Outcome
from replications.lineage.attempts import EffectWords, Lesson

Cell = list[str]

_WORDS: Final = 45
"""Words of a text that fit on the printed page; the case page has the rest."""


def region(case: InnovationPage) -> Cell:
    """Return the region of the unit."""
    return [case.unit.region.name] if case.unit.region else []


def status(case: InnovationPage) -> Cell:
    """Return whether it still runs."""
    label = status_label(case.status)
    return [label] if label else []


def confirmed(case: InnovationPage) -> Cell:
    """Return when the unit last confirmed it."""
    return [formatting.partial_date(case.confirmed_on)] if case.confirmed_on else []


def started(case: InnovationPage) -> Cell:
    """Return since when it runs."""
    return [formatting.partial_date(case.started_on)] if case.started_on else []


def outcome(measured: Outcome) -> str:
    """Return «180 → 5 menit (turun 97 %)», with how well it is proven."""
    evidence = measured.get_evidence_display() if measured.evidence else ""
    return " · ".join(part for part in (outcome_figure(measured).in_a_line, measured.scope, evidence) if part)


def cost_setup(case: InnovationPage) -> Cell:
    """Return what it takes to set it up."""
    return [] if case.cost_setup_idr is None else [formatting.rupiah(case.cost_setup_idr)]


def cost_yearly(case: InnovationPage) -> Cell:
    """Return what it takes a year."""
    return [] if case.cost_yearly_idr is None else [formatting.rupiah(case.cost_yearly_idr)]


def funding(case: InnovationPage) -> Cell:
    """Return where the money comes from."""
    return [case.cost_funding] if case.cost_funding else []


def staff(case: InnovationPage) -> Cell:
    """Return how many people run it."""
    return [] if case.staff_needed is None else [formatting.number(case.staff_needed)]


def software(case: InnovationPage) -> Cell:
    """Return whether it needs software."""
    return [] if case.digital is None else [_("needed") if case.digital else _("not needed")]


def connection(case: InnovationPage) -> Cell:
    """Return which connection it needs."""
    known = case.connectivity and case.connectivity != Connectivity.UNKNOWN
    return [case.get_connectivity_display()] if known else []


def obstacles(case: InnovationPage) -> Cell:
    """Return the beginning of what the unit tells went wrong, and why it stopped."""
    reason = case.status_reason if case.status == InnovationPage.Status.STOPPED else ""
    return [Truncator(text).words(_WORDS) for text in (case.section_obstacles, reason) if text]


def copies(lesson: Lesson | None) -> Cell:
    """Return how many units tried to copy it and how far they came; that none is known is said too."""
    if lesson is None:
        return [_("none recorded here")]
    sums = lesson.sums
    tried = ngettext("%(units)d unit tried", "%(units)d units tried", sums.tried) % {"units": sums.tried}
    steps = [
        (_("implemented: %d"), sums.begun),
        (_("not known whether implemented: %d"), sums.begun_unknown),
        (_("stopped: %d"), sums.stopped),
        (_("with results: %d"), sums.with_results),
    ]
    return [tried, *(words % count for words, count in steps if count)]


def results_of_copies(lesson: Lesson | None) -> Cell:
    """Return what changed where it was copied, in the middle of the units."""
    return [_effect(one) for one in lesson.effects if one.copiers] if lesson else []


def obstacles_of_copies(lesson: Lesson | None) -> Cell:
    """Return what stood in the way of those who copied it, and at how many units."""
    return [f"{label} ({units})" for label, units in lesson.obstacles] if lesson else []


def _effect(one: EffectWords) -> str:
    units = ngettext("%(units)s unit", "%(units)s units", one.known) % {"units": one.known}
    return f"{one.indicator}: {one.copiers} ({units})"
