"""What the page of a round shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from common.models import Event, User
from selections.choices import BLOCKS, LACKS, ROUND_STEPS
from selections.models import Freeze, FreezeRun, SelectionRound
from selections.panel.tie_words import tie_words
from selections.queries import log_of, whos_of
from selections.rounds.award_ranks import doubtful_ranks
from selections.rounds.facts import facts_of
from selections.rounds.forms.rules import PARTS
from selections.rules.lacking import lacking
from selections.rules.phases import Part, Phase, RoundStep, Who, blocks, sees, steps_from
from selections.rules.rulebook import Rulebook

_NEEDS_NOTE = frozenset({RoundStep.REVISE})


@dataclass(frozen=True)
class OfferedStep:
    """A step with what stands in its way."""

    step: RoundStep
    label: Any
    blocks: list[Any]
    needs_note: bool


@dataclass(frozen=True)
class PartLine:
    """A part of the rules, with what lacks in it, in words."""

    key: str
    title: Any
    lacking: list[str]


@dataclass(frozen=True)
class RoundPage:
    """A round for one reader."""

    round: SelectionRound
    rulebook: Rulebook
    whos: frozenset[Who]
    sees: frozenset[Part]
    parts: list[PartLine]
    doubtful_ranks: str
    steps: list[OfferedStep]
    amendments: Sequence[Event]
    freezes: Sequence[Freeze]
    run: FreezeRun | None
    now: Any

    @property
    def is_secretariat(self) -> bool:
        """Say whether the reader is of the secretariat."""
        return Who.SECRETARIAT in self.whos

    @property
    def ties(self) -> list[str]:
        """Return the rules for ties in words, in their order."""
        return [tie_words(one.criterion or one.kind, self.rulebook) for one in self.rulebook.ties]

    @property
    def running(self) -> bool:
        """Say whether somebody freezes its list."""
        return self.run is not None and self.run.is_running(self.now)


def round_page(user: User | AnonymousUser, selection_round: SelectionRound) -> RoundPage:
    """Return what a reader sees of a round: a fixed number of queries for each of its stages."""
    whos = whos_of(user, selection_round)
    phase = Phase(selection_round.phase)
    rulebook = selection_round.rulebook
    secretariat = Who.SECRETARIAT in whos
    run = _freeze_run(selection_round) if secretariat else None
    waits = run is not None and run.finished_at is None
    return RoundPage(
        round=selection_round,
        rulebook=rulebook,
        whos=whos,
        sees=frozenset(part for part in Part if sees(part, whos, phase)),
        parts=_parts(rulebook) if secretariat else [],
        doubtful_ranks=doubtful_ranks(selection_round) if secretariat else "",
        steps=_steps(selection_round, phase) if secretariat and not waits else [],
        amendments=list(log_of(selection_round).filter(verb="selection.rules_amended")),
        freezes=list(Freeze.objects.filter(round=selection_round).defer("payload")),
        run=run,
        now=timezone.now(),
    )


def _freeze_run(selection_round: SelectionRound) -> FreezeRun | None:
    """Return the freeze that was asked for last, until the round goes on from what it came to: one query."""
    run = FreezeRun.objects.filter(round=selection_round).last()
    if run is None or run.finished_at is None:
        return run
    tells = run.seen == selection_round.version if run.failed else selection_round.phase == Phase.OBJECTION
    return run if tells else None


def _parts(rulebook: Rulebook) -> list[PartLine]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in lacking(rulebook):
        words = str(LACKS[one.lack])
        found[one.part].append(f"{one.name}: {words}" if one.name else words)
    return [PartLine(part.key, part.title, found[part.key]) for part in PARTS.values()]


def _steps(selection_round: SelectionRound, phase: Phase) -> list[OfferedStep]:
    facts = facts_of(selection_round, timezone.now())
    return [
        OfferedStep(
            step, ROUND_STEPS[step], [BLOCKS[one] for one in blocks(step, phase, facts, note="-")], step in _NEEDS_NOTE
        )
        for step in steps_from(phase)
    ]
