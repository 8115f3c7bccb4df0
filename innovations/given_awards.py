"""Awards that are given here, beside those that cases themselves tell.

This room does not know who gives them. The room of selections registers when the site starts;
without it a case has the awards that it tells and no others.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple, Protocol

from innovations.models import Award
from innovations.rules import same_award


class ShownAward(NamedTuple):
    """An award (not necessarily stored) and the page that proves it; empty where the case alone tells of it."""

    award: Award
    url: str = ""

    def __str__(self) -> str:
        """Return what it is called, with rank and year."""
        return str(self.award)


class AwardGiver(Protocol):
    """Knows the awards that were given here."""

    def __call__(self, cases: Collection[int]) -> Mapping[int, Sequence[ShownAward]]:
        """Return what was given to each of the cases, the newest first: one query."""


_givers: list[AwardGiver] = []


def register_giver(giver: AwardGiver) -> None:
    """Let a room give awards; the last one registered does."""
    _givers[:] = [giver]


def with_given(told: Mapping[int, Sequence[Award]]) -> dict[int, list[ShownAward]]:
    """Return the awards of cases: those given here, then those that the case tells, none of them twice.

    ``told`` has a case for each key. One query.
    """
    given = next((giver(told) for giver in _givers), {})
    return {case: _merged(given.get(case, ()), awards) for case, awards in told.items()}


def _merged(given: Sequence[ShownAward], told: Sequence[Award]) -> list[ShownAward]:
    others = [award for award in told if not any(same_award(one.award, award) for one in given)]
    return [*given, *map(ShownAward, others)]
