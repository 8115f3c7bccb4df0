"""Facets that time alone turns: the index keeps the moment, and each search compares it with its own time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final, Literal

from django.utils import timezone

from common.tables import Cell
from search.engines.base import Choice, Range
from search.facets.base import Counts, Record, Search, Values
from search.facets.kinds import CodeListFacet

_NEVER: Final = "never"


@dataclass(frozen=True)
class MomentFacet(CodeListFacet):
    """A yes or no of a case that turns at a moment; a case without one is a no.

    ``read`` gives the moment in seconds since 1970, or nothing. ``number`` is its name in the
    index, ``afterwards`` the answer from it on, and ``measure`` what its day is called.
    """

    number: str = field(kw_only=True)
    afterwards: Literal["yes", "no"] = field(kw_only=True)
    measure: Any = field(kw_only=True)

    @property
    def heading(self) -> Any:
        """Return what the day is called: it stays true in a table that is kept."""
        return self.measure

    @property
    def numbers(self) -> Values:
        """Return the name of the one number."""
        return (self.number,)

    def codes(self, record: Record) -> Values:
        """Return the moment, as a code that is counted."""
        return tuple(str(moment) for moment in self.read(record)) or (_NEVER,)

    def measured(self, record: Record) -> Mapping[str, float]:
        """Return the moment, where there is one."""
        return {number: float(moment) for number, moment in zip(self.numbers, self.read(record), strict=False)}

    def sought(self, search: Search) -> tuple[Choice, ...]:
        """Return the moments that make each chosen answer true now, and for a no the cases without one."""
        return tuple(choice for value in search.filters[self.key] for choice in self._choices(value, search.now))

    def _choices(self, value: str, now: int) -> Iterator[Choice]:
        if value == self.afterwards:
            yield Range(self.number, highest=now)
        else:
            yield Range(self.number, lowest=now + 1)
        if value == "no":
            yield _NEVER

    def told(self, counts: Counts, search: Search) -> Counts:
        """Return how many cases answer yes now, and how many no."""
        cases = {"yes": 0, "no": 0}
        for code, count in counts:
            cases[self._answer(code, search.now)] += count
        return [(answer, count) for answer, count in cases.items() if count]

    def _answer(self, code: str, now: int) -> str:
        if code == _NEVER:
            return "no"
        passed = int(code) <= now
        return "yes" if passed == (self.afterwards == "yes") else "no"

    def cell(self, codes: Values, numbers: Mapping[str, float]) -> Cell:
        """Return the last day before the moment; nothing where there is none."""
        moment = numbers.get(self.number)
        if moment is None:
            return ""
        return timezone.localdate(datetime.fromtimestamp(moment - 1, tz=UTC)).isoformat()
