"""How a round goes on, and what must be done before it does.

A round goes through *seleksi administrasi*, *penilaian* and *panel* to a list that is published,
with a time for objections, and so for each of its cuts (``instruments.json``, ``kipp.stages``).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """How far a round has come; between JUDGING and OBJECTION it works on one cut after the other."""

    DRAFT = "draft"  # its rules are written
    OPEN = "open"  # entries are taken, from its opening to its closing
    CHECK = "check"  # the secretariat checks entries
    JUDGING = "judging"  # evaluators or the panel score
    PANEL = "panel"  # the panel agrees on the list
    OBJECTION = "objection"  # the list is published and may be objected to
    FINISHED = "finished"


class RoundStep(StrEnum):
    """What takes a round on; in the order in which it is offered."""

    OPEN = "open"
    CLOSE = "close"
    JUDGE = "judge"
    CONVENE = "convene"
    FREEZE = "freeze"
    REVISE = "revise"
    NEXT = "next"
    FINISH = "finish"


class Block(StrEnum):
    """Why a round can't go on yet."""

    PHASE = "phase"
    RULES = "rules"
    DATES = "dates"
    NOT_CLOSED = "not_closed"
    MENDING = "mending"
    ENTRIES = "entries"
    UNDECIDED = "undecided"
    UNASSIGNED = "unassigned"
    REVIEWS = "reviews"
    SPREAD = "spread"
    OBJECTIONS = "objections"
    OBJECTION_TIME = "objection_time"
    OBJECTIONS_OVER = "objections_over"
    LAST_CUT = "last_cut"
    MORE_CUTS = "more_cuts"
    REASON = "reason"


_WAY: dict[RoundStep, tuple[Phase, Phase]] = {
    RoundStep.OPEN: (Phase.DRAFT, Phase.OPEN),
    RoundStep.CLOSE: (Phase.OPEN, Phase.CHECK),
    RoundStep.JUDGE: (Phase.CHECK, Phase.JUDGING),
    RoundStep.CONVENE: (Phase.JUDGING, Phase.PANEL),
    RoundStep.FREEZE: (Phase.PANEL, Phase.OBJECTION),
    RoundStep.REVISE: (Phase.OBJECTION, Phase.PANEL),
    RoundStep.NEXT: (Phase.OBJECTION, Phase.JUDGING),
    RoundStep.FINISH: (Phase.OBJECTION, Phase.FINISHED),
}


@dataclass(frozen=True)
class Facts:
    """What is known of a round when somebody wants to take it on; counts of what is still to be done."""

    now: datetime
    closes_at: datetime | None = None
    mending_until: datetime | None = None
    check_objections_until: datetime | None = None
    objections_until: datetime | None = None
    lacking_rules: int = 0
    admitted: int = 0
    rejected: int = 0
    undecided: int = 0
    unassigned: int = 0
    open_reviews: int = 0
    unsettled_spreads: int = 0
    open_objections: int = 0
    listed: bool = False  # the present cut has a list, which the next one takes the place of
    more_cuts: bool = False


def phase_after(step: RoundStep) -> Phase:
    """Return the phase to which a step leads."""
    return _WAY[step][1]


def steps_from(phase: Phase) -> list[RoundStep]:
    """Return the steps that can follow, whether or not something stands in their way."""
    return [step for step, (before, _after) in _WAY.items() if before is phase]


def blocks(step: RoundStep, phase: Phase, facts: Facts, *, note: str = "") -> list[Block]:
    """Return what stands in the way of a step; nothing where it can be taken."""
    if _WAY[step][0] is not phase:
        return [Block.PHASE]
    in_the_way = {
        RoundStep.OPEN: {
            Block.RULES: facts.lacking_rules > 0,
            Block.DATES: facts.closes_at is not None and facts.closes_at <= facts.now,
        },
        RoundStep.CLOSE: {Block.NOT_CLOSED: facts.closes_at is None or facts.now < facts.closes_at},
        RoundStep.JUDGE: {
            Block.MENDING: _runs(facts.mending_until, facts.now),
            Block.UNDECIDED: facts.undecided > 0,
            Block.ENTRIES: facts.admitted == 0,
            Block.UNASSIGNED: facts.unassigned > 0,
            Block.OBJECTIONS: facts.open_objections > 0,
            Block.OBJECTION_TIME: facts.rejected > 0 and _runs(facts.check_objections_until, facts.now),
        },
        RoundStep.CONVENE: {
            Block.UNASSIGNED: facts.unassigned > 0,
            Block.REVIEWS: facts.open_reviews > 0,
            Block.SPREAD: facts.unsettled_spreads > 0,
        },
        # A list that takes the place of another gets a time of its own (``rules.objections.until_anew``).
        RoundStep.FREEZE: {
            Block.OBJECTIONS_OVER: not facts.listed
            and facts.objections_until is not None
            and facts.objections_until <= facts.now
        },
        RoundStep.REVISE: {Block.REASON: not note.strip()},
        RoundStep.NEXT: {**_after_objections(facts), Block.LAST_CUT: not facts.more_cuts},
        RoundStep.FINISH: {**_after_objections(facts), Block.MORE_CUTS: facts.more_cuts},
    }[step]
    return [block for block, holds in in_the_way.items() if holds]


def _after_objections(facts: Facts) -> dict[Block, bool]:
    return {
        Block.OBJECTIONS: facts.open_objections > 0,
        Block.OBJECTION_TIME: _runs(facts.objections_until, facts.now),
    }


def _runs(until: datetime | None, now: datetime) -> bool:
    return until is not None and now < until


class Part(StrEnum):
    """What of a round there is to see."""

    RULES = "rules"
    ENTRIES = "entries"  # all entries, with checks
    OWN_REVIEWS = "own_reviews"
    ALL_REVIEWS = "all_reviews"
    RANKING = "ranking"
    DISCUSSION = "discussion"  # notes, votes and moves of the panel
    LIST = "list"  # what was frozen and published


class Who(StrEnum):
    """As what a person looks at a round; one person may be several."""

    PUBLIC = "public"
    SECRETARIAT = "secretariat"
    EVALUATOR = "evaluator"
    PANEL = "panel"


_FROM_OPEN = frozenset(Phase) - {Phase.DRAFT}
JUDGED = frozenset({Phase.JUDGING, Phase.PANEL, Phase.OBJECTION, Phase.FINISHED})
"""When there are scores, whoever may see them."""
_AGREED = frozenset({Phase.PANEL, Phase.OBJECTION, Phase.FINISHED})
_PUBLISHED = frozenset({Phase.OBJECTION, Phase.FINISHED})

_SEES: dict[Part, dict[Who, frozenset[Phase]]] = {
    Part.RULES: {
        Who.PUBLIC: _FROM_OPEN,
        Who.SECRETARIAT: frozenset(Phase),
        Who.EVALUATOR: _FROM_OPEN,
        Who.PANEL: _FROM_OPEN,
    },
    Part.ENTRIES: {Who.SECRETARIAT: frozenset(Phase), Who.PANEL: _AGREED},
    Part.OWN_REVIEWS: {Who.EVALUATOR: JUDGED, Who.PANEL: JUDGED},
    # The secretariat sees who has handed in, and the scores once the panel does: nobody who could
    # still talk to an evaluator knows them before.
    Part.ALL_REVIEWS: {Who.SECRETARIAT: _AGREED, Who.PANEL: _AGREED},
    Part.RANKING: {Who.SECRETARIAT: _AGREED, Who.PANEL: _AGREED},
    Part.DISCUSSION: {Who.SECRETARIAT: _AGREED, Who.PANEL: _AGREED},
    Part.LIST: {Who.PUBLIC: _PUBLISHED, Who.SECRETARIAT: _PUBLISHED, Who.EVALUATOR: _PUBLISHED, Who.PANEL: _PUBLISHED},
}


def sees(part: Part, roles: Collection[Who], phase: Phase) -> bool:
    """Say whether somebody who is all of these may see a part of a round in a phase."""
    return any(phase in _SEES[part].get(who, frozenset()) for who in (*roles, Who.PUBLIC))
