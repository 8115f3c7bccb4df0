"""Which units are like a reader's own: for members only, and worked out anew when a unit's profile changes."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from django.contrib.auth.models import AnonymousUser

from common.models import User
from search.remembered import Remembered
from units.likeness import ALIKE, Likeness, UnitProfile, best_score, likeness
from units.models import ServiceUnit
from units.queries import own_units, unit_profiles

_STEPS: Final = 20
"""The scores that hits are sorted by, as many steps from 0 to 1: finer differences say nothing."""

_ROUNDING: Final = 1e-9

_MOST_REMEMBERED: Final = 64
"""Readers of so many different profiles whose answers are kept."""

Profiles = dict[int, UnitProfile]
Steps = tuple[tuple[float, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LikeMine:
    """The units that have cases, seen from a reader's own units.

    ``steps`` are scores, the highest first, each with the codes of the units that have it, the
    reader's own left out, and those of which too little is known.
    """

    own: Profiles
    others: Profiles
    steps: Steps

    @property
    def alike(self) -> tuple[str, ...]:
        """Return the codes of the units that are called like the reader's."""
        return tuple(code for score, codes in self.steps if score >= ALIKE for code in codes)

    def likeness(self, code: str) -> Likeness:
        """Return how like a unit is that one of the reader's which is most like it, and why."""
        other = self.others.get(int(code))
        if other is None or int(code) in self.own:
            return Likeness(None)
        return max((likeness(mine, other) for mine in self.own.values()), key=lambda found: found.score or 0.0)


@dataclass(frozen=True)
class _Table:
    """The profiles of all units that have cases, and what was worked out of them."""

    profiles: Profiles
    steps: dict[tuple[tuple[int, UnitProfile], ...], Steps] = field(default_factory=dict)

    def steps_from(self, own: Profiles) -> Steps:
        """Return the other units by their likeness to one of ``own``."""
        key = tuple(sorted(own.items(), key=lambda item: item[0]))
        if key not in self.steps:
            if len(self.steps) >= _MOST_REMEMBERED:
                self.steps.clear()
            self.steps[key] = _steps(own, self.profiles)
        return self.steps[key]


def _steps(own: Profiles, others: Profiles) -> Steps:
    mine = set(own.values())
    scores = {profile: best_score(mine, profile) for profile in set(others.values())}
    by_score: defaultdict[float, list[str]] = defaultdict(list)
    for unit, profile in others.items():
        score = scores[profile]
        if score is not None and unit not in own:
            by_score[int(score * _STEPS + _ROUNDING) / _STEPS].append(str(unit))
    return tuple((score, tuple(by_score[score])) for score in sorted(by_score, reverse=True))


def _profiles() -> Profiles:
    """Return the profiles of the units that have public cases (one SQL query)."""
    return unit_profiles(ServiceUnit.objects.filter(cases__live=True).distinct())


units_with_cases: Remembered[Profiles, _Table] = Remembered(_profiles, _Table)


def like_mine(person: User | AnonymousUser) -> LikeMine | None:
    """Return the units seen from the person's own; None for who has none, or none of which enough is known.

    Two SQL queries for a member and one a second at most, then kept on the person; none for others.
    """
    if not person.is_authenticated:
        return None
    if "_like_mine" not in person.__dict__:
        person.__dict__["_like_mine"] = _seen_from(unit_profiles(own_units(person)))
    kept: LikeMine | None = person.__dict__["_like_mine"]
    return kept


def _seen_from(own: Profiles) -> LikeMine | None:
    table = units_with_cases()
    steps = table.steps_from(own) if own else ()
    return LikeMine(own, table.profiles, steps) if steps else None
