"""What a selection waits for on «Unit saya»: entries to write, mend and submit, scores to hand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from common.models import User
from replications.desk_parts import DeskPart
from selections.entries.queries import waiting_for_admin, waiting_for_writers
from selections.judging.queries import open_scores
from selections.models import Entry, SelectionRound
from selections.rules.entries import EntryState

_SHOWN: Final = 10


@dataclass(frozen=True)
class WaitingEntry:
    """An entry that waits, and until when; None where the rules set no time."""

    entry: Entry
    until: datetime | None


@dataclass(frozen=True)
class WaitingScores:
    """How many scores of a stage are open, and by when they are due."""

    round: SelectionRound
    stage: str
    count: int
    until: datetime | None


def entries_to_write(user: User, now: datetime) -> DeskPart | None:
    """Return the entries of the person's units that can be written or mended, the most urgent first: one query."""
    waiting = _in_time(waiting_for_writers(user), now)
    return _part("entries-to-write", _("Entries to write or mend"), "selections/desk/entries.html", waiting)


def entries_to_submit(user: User, now: datetime) -> DeskPart | None:
    """Return what units passed to the person as the local admin, the most urgent first: one query."""
    waiting = _in_time(waiting_for_admin(user), now)
    label = _("Entries to submit or return as the local admin")
    return _part("entries-to-submit", label, "selections/desk/entries.html", waiting)


def scores_to_give(user: User, _now: datetime) -> DeskPart | None:
    """Return how many scores the person has yet to hand in, by round and stage: two queries."""
    counts = open_scores(user)
    rounds = SelectionRound.objects.in_bulk({key for key, _stage, _count in counts})
    waiting = []
    for key, code, count in counts:
        stage = rounds[key].rulebook.stage(code)
        waiting.append(WaitingScores(rounds[key], stage.name, count, stage.due_at))
    return _part("scores-to-give", _("Entries to score"), "selections/desk/scores.html", waiting)


def _in_time(entries: Iterable[Entry], now: datetime) -> list[WaitingEntry]:
    waiting = [WaitingEntry(entry, _until(entry)) for entry in entries]
    open_ones = [one for one in waiting if one.until is None or one.until >= now]
    return sorted(open_ones, key=lambda one: (one.until is None, one.until or now))


def _until(entry: Entry) -> datetime | None:
    dates = entry.round.rulebook.dates
    return dates.mending_until if entry.state == EntryState.MENDING else dates.closes_at


def _part(anchor: str, label: object, template: str, waiting: Sequence[object]) -> DeskPart | None:
    return DeskPart(anchor, label, template, waiting[:_SHOWN]) if waiting else None
