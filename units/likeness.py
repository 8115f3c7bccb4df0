"""How like one another two units are. Pure: two profiles go in, a score with its reasons comes out.

Each trait that is known of both units is compared from 0 (unlike) to 1 (alike); the score is
their mean, weighted as in ``TRAITS``. A trait that is not known of one of them is left out of
the mean: it makes two units neither more nor less alike. Where what is known of both weighs
less than ``LEAST_KNOWN`` of all traits, nothing is said.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.choices import Connectivity
from common.vocabulary import LEVELS, UNIT_TYPES

LEAST_KNOWN: Final = 0.3
"""The share of all weights that must be known of both: kind and level are enough, kind and province are not."""

ALIKE: Final = 0.75
"""From this score on, units are called alike; from this likeness on, a trait is a reason."""

UNLIKE_FACTOR: Final = 10.0
"""A number so many times another is not like it at all; in between, likeness falls on a log scale."""

UNLIKE_BANDS: Final = 2
"""Budgets so many bands apart are not alike at all."""

KINDS_OF_MANY: Final = frozenset({"local_government", "ministry_unit", "state_enterprise", "other"})
"""Kinds under which units of any work stand: to share one says nothing, so it counts as unknown."""

_UNKNOWN: Final = ("", None, Connectivity.UNKNOWN)
_SIGNAL: Final = {Connectivity.NONE: 0, Connectivity.INTERMITTENT: 1, Connectivity.ALWAYS: 2}


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """What is known of a unit; blank and None are unknown.

    ``budget`` is the place of the yearly budget's band on the scale of bands, ``remote``
    whether it serves islands or a remote area, ``province`` the code of its province.
    """

    type: str = ""
    level: str = ""
    population: int | None = None
    staff: int | None = None
    connectivity: str = ""
    remote: bool | None = None
    budget: int | None = None
    province: str = ""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The score from 0 to 1, None where too little is known, and what makes the two alike."""

    score: float | None
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return «sama-sama Puskesmas, tingkat Kota, sinyal terputus-putus»; empty without reasons."""
        return _("both: %(reasons)s") % {"reasons": ", ".join(self.reasons)} if self.reasons else ""


@dataclass(frozen=True, slots=True)
class Trait:
    """What a trait counts, how alike two values are that are not equal, and how units that share it are told."""

    weight: float
    compare: Callable[[Any, Any], float]
    reason: Callable[[Any], object]


def _unlike(_one: object, _other: object) -> float:
    return 0.0


def _by_size(one: int, other: int) -> float:
    apart = abs(math.log(max(one, 1) / max(other, 1)))
    return max(0.0, 1 - apart / math.log(UNLIKE_FACTOR))


def _by_band(one: int, other: int) -> float:
    return max(0.0, 1 - abs(one - other) / UNLIKE_BANDS)


def _by_signal(one: Connectivity, other: Connectivity) -> float:
    return 1 - abs(_SIGNAL[one] - _SIGNAL[other]) / (len(_SIGNAL) - 1)


_REMOTE: Final = {True: gettext_lazy("islands or remote"), False: gettext_lazy("easy to reach")}
_CONNECTED: Final = {
    Connectivity.NONE: gettext_lazy("without signal"),
    Connectivity.INTERMITTENT: gettext_lazy("a signal that comes and goes"),
    Connectivity.ALWAYS: gettext_lazy("always connected"),
}

TRAITS: Final[Mapping[str, Trait]] = {
    "type": Trait(3.0, _unlike, UNIT_TYPES.label),
    "level": Trait(2.0, _unlike, lambda level: _("level: %(level)s") % {"level": LEVELS.label(level)}),
    "remote": Trait(2.0, _unlike, _REMOTE.__getitem__),
    "connectivity": Trait(2.0, _by_signal, _CONNECTED.__getitem__),
    "population": Trait(2.0, _by_size, lambda _number: _("about as many people served")),
    "staff": Trait(1.0, _by_size, lambda _number: _("about as many staff")),
    "budget": Trait(1.0, _by_band, lambda _band: _("a budget of the same size")),
    "province": Trait(1.0, _unlike, lambda _code: _("the same province")),
}
"""By field of a profile, in the order in which reasons are told.

The weights are a judgement, not a measurement: what a unit does comes first, then whom it
answers to and what stands in its way (distance, signal, size), then its means and its place.
"""

_ALL: Final = sum(trait.weight for trait in TRAITS.values())


def likeness(a: UnitProfile, b: UnitProfile) -> Likeness:
    """Return how like one another two units are, and why, in the reader's language."""
    compared = _compared(a, b)
    score = _mean(compared)
    if score is None:
        return Likeness(None)
    shared = (trait for trait, alike in compared.items() if alike >= ALIKE)
    return Likeness(score, tuple(str(TRAITS[trait].reason(getattr(a, trait))) for trait in shared))


def likeness_score(a: UnitProfile, b: UnitProfile) -> float | None:
    """Return the score of ``likeness`` alone: of many units it is worked out, of few it is told why."""
    return _mean(_compared(a, b))


def best_score(mine: Iterable[UnitProfile], other: UnitProfile) -> float | None:
    """Return the score of that one of several units which is most like another; None where of none enough is known."""
    known = (score for one in mine if (score := likeness_score(one, other)) is not None)
    return max(known, default=None)


def _compared(a: UnitProfile, b: UnitProfile) -> dict[str, float]:
    """Return by trait how alike the two are, as far as it is known of both."""
    found = {}
    for name, trait in TRAITS.items():
        one, other = getattr(a, name), getattr(b, name)
        if one not in _UNKNOWN and other not in _UNKNOWN:
            found[name] = 1.0 if one == other else trait.compare(one, other)
    return found


def _mean(compared: Mapping[str, float]) -> float | None:
    known = sum(TRAITS[trait].weight for trait in compared)
    if known < LEAST_KNOWN * _ALL:
        return None
    return sum(TRAITS[trait].weight * alike for trait, alike in compared.items()) / known
