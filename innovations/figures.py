"""Outcomes as a reader sees them: a figure («180 → 5 menit, turun 97 %») and a chart.

Pure: takes outcomes, gives texts and bar widths in the active language.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from common import formatting
from innovations import rules

BAR_HEIGHT = 22
BAR_STEP = 56
LABEL_BASELINE = 16
LONG_VALUES = 9
BAR_OFFSET = 24


class OutcomeText(rules.OutcomeFigures, Protocol):
    """What a figure needs of an outcome."""

    indicator: str
    baseline_on: str
    value_on: str
    approximate: bool | None
    scope: str
    period: str
    source: str

    def get_evidence_display(self) -> str:
        """Return the word for how well it is proven."""


@dataclass(frozen=True)
class OutcomeFigure:
    """One outcome in words. ``direction`` names an icon: ``up``, ``down`` or ``level``; empty without a change."""

    indicator: str
    before: str
    after: str
    measure: str
    change: str
    direction: str
    notes: tuple[str, ...]

    @property
    def is_long(self) -> bool:
        """Say whether the values need a smaller size to stay on one line."""
        return len(self.before) + len(self.after) > LONG_VALUES

    @property
    def in_a_line(self) -> str:
        """Return «180 → 5 menit (turun 97 %)» as plain text, without the indicator."""
        values = f"{self.before} → {self.after}" if self.before else self.after
        change = f" ({self.change})" if self.change else ""
        return f"{values} {self.measure}{change}"


@dataclass(frozen=True)
class Bar:
    """One bar. ``width`` and ``spread`` (the upper end of a range) are per cent of the chart's width."""

    kind: str
    label: str
    value: str
    width: str
    spread: str
    label_y: int
    y: int


@dataclass(frozen=True)
class Chart:
    """Before and after of one outcome, drawn from zero. Heights are in pixels."""

    title: str
    description: str
    bars: tuple[Bar, Bar]
    height: int = 2 * BAR_STEP
    bar_height: int = BAR_HEIGHT


def outcome_figure(outcome: OutcomeText) -> OutcomeFigure:
    """Return the outcome as a figure; what is unknown says so."""
    change = rules.outcome_change(outcome)
    direction = ""
    if change is not None:
        direction = "level" if change.amount == 0 else "down" if change.amount < 0 else "up"
    return OutcomeFigure(
        indicator=outcome.indicator,
        before="" if outcome.baseline is None else _before(outcome),
        after=_after(outcome),
        measure=outcome.unit,
        change=change_text(change, outcome.unit),
        direction=direction,
        notes=_notes(outcome),
    )


def change_text(change: rules.Change | None, unit: str) -> str:
    """Return «turun 97 %», «naik 14,53 poin» or «naik 23 pulau»; empty where there is no change to tell."""
    if change is None:
        return ""
    if change.kind == "percent" or change.amount == 0:
        return formatting.change(change.amount)
    size = formatting.number(abs(change.amount))
    measure = _("points") if change.kind == "points" else unit
    words = _("up %(amount)s %(measure)s") if change.amount > 0 else _("down %(amount)s %(measure)s")
    return words % {"amount": size, "measure": measure}


def outcome_chart(outcome: OutcomeText) -> Chart | None:
    """Return the chart of an outcome that was measured before and after and never below zero."""
    ends = [outcome.baseline, outcome.baseline_max, outcome.value, outcome.value_max]
    known = [end for end in ends if end is not None]
    if outcome.baseline is None or outcome.value is None or min(known) < 0 or max(known) == 0:
        return None
    top = max(known)
    before = _Side("before", _dated(_("Before"), outcome.baseline_on), outcome.baseline, outcome.baseline_max)
    after = _Side("after", _dated(_("After"), outcome.value_on), outcome.value, outcome.value_max)
    texts = (_before(outcome), _after(outcome))
    return Chart(
        title=outcome.indicator,
        description=_("Before: %(before)s; after: %(after)s %(unit)s. %(change)s")
        % {
            "before": texts[0],
            "after": texts[1],
            "unit": outcome.unit,
            "change": change_text(rules.outcome_change(outcome), outcome.unit).capitalize(),
        },
        bars=(_bar(before, texts[0], 0, top), _bar(after, texts[1], 1, top)),
    )


@dataclass(frozen=True)
class _Side:
    kind: str
    label: str
    value: Decimal
    upper: Decimal | None


def _bar(side: _Side, text: str, index: int, top: Decimal) -> Bar:
    return Bar(
        kind=side.kind,
        label=side.label,
        value=text,
        width=_share(side.value, top),
        spread="" if side.upper is None else _share(side.upper, top),
        label_y=index * BAR_STEP + LABEL_BASELINE,
        y=index * BAR_STEP + BAR_OFFSET,
    )


def _share(value: Decimal, top: Decimal) -> str:
    """Return the share in per cent, with a full stop in every language: it is an SVG attribute."""
    return f"{value / top * 100:.2f}"


def _before(outcome: OutcomeText) -> str:
    return formatting.number_range(outcome.baseline, outcome.baseline_max, approximate=bool(outcome.approximate))


def _after(outcome: OutcomeText) -> str:
    return formatting.number_range(outcome.value, outcome.value_max, approximate=bool(outcome.approximate))


def _dated(word: str, when: str) -> str:
    return f"{word} ({formatting.partial_date(when)})" if when else word


def _notes(outcome: OutcomeText) -> tuple[str, ...]:
    """Return where, when and how well proven, as far as that is known."""
    when = outcome.period or _span(outcome.baseline_on, outcome.value_on)
    words = [outcome.scope, when, outcome.get_evidence_display() if outcome.evidence else ""]
    return tuple(word for word in words if word)


def _span(first: str, last: str) -> str:
    if first and last:
        return f"{formatting.partial_date(first)} → {formatting.partial_date(last)}"
    known = first or last
    return formatting.partial_date(known) if known else ""
