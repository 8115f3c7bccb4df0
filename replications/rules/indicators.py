"""Whether two figures measure the same."""

from typing import Protocol


class Indicator(Protocol):
    """What was measured, and in which unit."""

    indicator: str
    unit: str


def indicator_key(one: Indicator) -> tuple[str, str]:
    """Return what is equal of figures that can be compared: indicator and unit, case and blanks aside."""
    return _plain(one.indicator), _plain(one.unit)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
