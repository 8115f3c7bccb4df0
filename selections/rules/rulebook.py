"""The rules of a round, as data: what is read from ``SelectionRound.rules`` and what is stored there.

Rules change every year and differ between nation and province, so none of them is code. A rule
that is not known is None or blank: a round can't open until it is set (``lacking``).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from selections.rules.ties import TieRule


class Entrance(StrEnum):
    """How many entries an agency may hand in for a group."""

    QUOTA = "quota"  # at most ``quota``
    FREE = "free"  # as many as it likes
    INVITATION = "invitation"  # those that the secretariat invites


class Awards(StrEnum):
    """What earlier awards mean for a group."""

    ANY = "any"  # they do not matter
    LIMITS = "limits"  # at most so many of each rank (``award_limits``)
    WINNER = "winner"  # there must be one


class Judges(StrEnum):
    """Who scores a stage."""

    EVALUATORS = "evaluators"  # each entry a few of them, by assignment
    PANEL = "panel"  # each entry everybody of the panel


class Official(StrEnum):
    """Which of the two means of the reviews counts."""

    RAW = "raw"
    ADJUSTED = "adjusted"


@dataclass(frozen=True)
class Group:
    """A group of entries with rules of its own: *umum*, *replikasi*, *khusus*."""

    code: str
    name: str
    min_age_months: int | None = None
    entrance: Entrance | None = None
    quota: int | None = None
    awards: Awards | None = None
    award_limits: Mapping[str, int | None] = field(default_factory=dict)
    needs_original: bool = False


@dataclass(frozen=True)
class Category:
    """A theme under which an entry is judged."""

    code: str
    name: str


@dataclass(frozen=True)
class Section:
    """A question of the entry form; ``groups`` empty means all; ``fields`` of the case fill it."""

    code: str
    name: str
    groups: tuple[str, ...] = ()
    max_words: int | None = None
    fields: tuple[str, ...] = ()
    required: bool = True


@dataclass(frozen=True)
class Paper:
    """Something to attach: a file of at most ``max_mb`` megabytes, or an address where ``link`` is set."""

    code: str
    name: str
    groups: tuple[str, ...] = ()
    link: bool = False
    max_mb: int | None = None
    required: bool = True


@dataclass(frozen=True)
class Anchor:
    """What a number of points means in words."""

    points: Decimal
    text: str


@dataclass(frozen=True)
class Criterion:
    """What is scored at a stage, from ``least`` to ``most`` points."""

    code: str
    name: str
    stage: str
    weight: Decimal | None = None
    least: Decimal | None = None
    most: Decimal | None = None
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True)
class Stage:
    """A stage of scoring: the proposals, an interview, a visit.

    ``per_entry`` evaluators score each entry (all of the panel where the panel judges), by ``due_at``;
    ``spread_limit`` is the most that they may lie apart, on a scale of 0 to 100.
    """

    code: str
    name: str
    judges: Judges = Judges.EVALUATORS
    per_entry: int | None = None
    spread_limit: Decimal | None = None
    official: Official | None = None
    blind: bool | None = None
    due_at: datetime | None = None


@dataclass(frozen=True)
class Cut:
    """A list that is cut: Top 99, Top 45. ``weights`` combine the stages, by their codes.

    ``sizes`` are places by group; ``band`` are the probabilities (0 to 1) between which a place is
    open to discussion.
    """

    code: str
    name: str
    sizes: Mapping[str, int | None] = field(default_factory=dict)
    weights: Mapping[str, Decimal | None] = field(default_factory=dict)
    band: tuple[Decimal, Decimal] = (Decimal("0.05"), Decimal("0.95"))
    objections_until: datetime | None = None


@dataclass(frozen=True)
class Conflicts:
    """Whose entries an evaluator does not score, beside those of the own unit and those that he or she names."""

    agency: bool | None = None
    region: bool | None = None  # the same province


@dataclass(frozen=True)
class Dates:
    """When entries are taken, and until when an entry may be mended, and its rejection objected to, after the check."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None
    mending_until: datetime | None = None
    objections_until: datetime | None = None


@dataclass(frozen=True)
class Rulebook:
    """All rules of a round."""

    dates: Dates = Dates()
    groups: tuple[Group, ...] = ()
    categories: tuple[Category, ...] = ()
    sections: tuple[Section, ...] = ()
    papers: tuple[Paper, ...] = ()
    stages: tuple[Stage, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    cuts: tuple[Cut, ...] = ()
    ties: tuple[TieRule, ...] = ()
    conflicts: Conflicts = Conflicts()

    def group(self, code: str) -> Group:
        """Return a group by its code; raises KeyError."""
        return _by_code(self.groups, code)

    def stage(self, code: str) -> Stage:
        """Return a stage by its code; raises KeyError."""
        return _by_code(self.stages, code)

    def cut(self, code: str) -> Cut:
        """Return a cut by its code; raises KeyError."""
        return _by_code(self.cuts, code)

    def criteria_of(self, stage: str) -> tuple[Criterion, ...]:
        """Return what is scored at a stage."""
        return tuple(one for one in self.criteria if one.stage == stage)

    def sections_of(self, group: str) -> tuple[Section, ...]:
        """Return the questions that a group answers."""
        return tuple(one for one in self.sections if not one.groups or group in one.groups)

    def papers_of(self, group: str) -> tuple[Paper, ...]:
        """Return what a group attaches."""
        return tuple(one for one in self.papers if not one.groups or group in one.groups)

    def stages_before(self, cut: str) -> tuple[Stage, ...]:
        """Return the stages that are scored for a cut: those with a weight in it and in none before."""
        earlier: set[str] = set()
        for one in self.cuts:
            if one.code == cut:
                return tuple(stage for stage in self.stages if stage.code in set(one.weights) - earlier)
            earlier |= set(one.weights)
        raise KeyError(cut)


_One = TypeVar("_One")


def _by_code(rows: tuple[_One, ...], code: str) -> _One:
    for one in rows:
        if getattr(one, "code", None) == code:
            return one
    raise KeyError(code)
