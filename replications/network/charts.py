"""Counts as bars: drawn from zero, each with its number, so that they read without colour."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_BAR_HEIGHT: Final = 18
_STEP: Final = 50
_LABEL_BASELINE: Final = 16
_BAR_OFFSET: Final = 24


@dataclass(frozen=True)
class Bar:
    """One bar; ``width`` is in per cent of the chart, the rest in pixels."""

    label: str
    text: str
    width: str
    label_y: int
    y: int


@dataclass(frozen=True)
class Bars:
    """Bars under each other; ``description`` says them in words."""

    description: str
    bars: list[Bar]
    height: int
    bar_height: int = _BAR_HEIGHT


def bar_chart(items: Iterable[tuple[str, str, int]]) -> Bars | None:
    """Return a bar for each label, text and count; None where all counts are zero."""
    given = list(items)
    largest = max((size for _label, _text, size in given), default=0)
    if largest == 0:
        return None
    bars = [
        # A full stop in every language: it is an SVG attribute.
        Bar(label, text, f"{size / largest * 100:.2f}", row * _STEP + _LABEL_BASELINE, row * _STEP + _BAR_OFFSET)
        for row, (label, text, size) in enumerate(given)
    ]
    return Bars("; ".join(f"{bar.label}: {bar.text}" for bar in bars), bars, len(bars) * _STEP)
