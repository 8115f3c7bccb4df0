"""Where a case came from and who copied it: asked of whichever room knows of copies.

This room keeps which case a page says that it copies (``InnovationPage.replicates``), and no
more. The room of copies registers when the site starts; without one, no case has relatives.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from innovations.models import InnovationPage


@dataclass(frozen=True)
class Lineage:
    """What a case page tells of relatives: a template with its content, and how many units copied the case."""

    template: str
    content: object
    units: int


class Genealogist(Protocol):
    """Knows the relatives of cases; names only what everyone may read at ``now``."""

    def part(self, page: InnovationPage, now: datetime) -> Lineage | None:
        """Return what a page tells of its relatives; None where it has none.

        The page may be a draft in preview, also one without a key.
        """

    def copies(self, cases: Collection[int], now: datetime) -> Mapping[int, int]:
        """Return how many units copied each of the cases; a case that nobody copied may be left out."""


_genealogists: list[Genealogist] = []


def register_genealogist(genealogist: Genealogist) -> None:
    """Let a room tell of relatives; the last one registered does."""
    _genealogists[:] = [genealogist]


def lineage_of(page: InnovationPage, now: datetime) -> Lineage | None:
    """Return what a page tells of its relatives; None where it has none."""
    return next((one.part(page, now) for one in _genealogists), None)


def copy_counts(cases: Collection[int], now: datetime) -> Mapping[int, int]:
    """Return how many units copied each of the cases: two queries."""
    return next((one.copies(cases, now) for one in _genealogists), {})
