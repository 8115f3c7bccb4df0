"""Entries and score sheets past the actions, for tests of what is made of them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from innovations.models import InnovationPage
from innovations.record import canonical_json, record_sha256, to_record
from selections.models import Assignment, Entry, Review, Seat, SelectionRound
from selections.rounds.facts import facts_of
from selections.rules.phases import Phase
from tests.factories import CaseFactory, UserFactory

READY = "Siap"
"""How cases begin that the fixture ``ready_cases`` made."""


def entered(selection_round: SelectionRound, number: int, group: str = "umum", **fields: Any) -> Entry:
    """Return an entry that was admitted, of a case of the fixture ``ready_cases`` while there is one."""
    case = fields.pop("case", None) or _ready_case() or CaseFactory()
    record = to_record(case)
    told = {"state": "admitted", "title": case.title, "submitted_at": timezone.now(), "pinned_at": timezone.now()}
    return Entry.objects.create(
        round=selection_round,
        number=number,
        group=group,
        case=case,
        unit=case.unit,
        record=canonical_json(record),
        record_sha256=record_sha256(record),
        started_by=UserFactory(),
        **(told | fields),
    )


def _ready_case() -> InnovationPage | None:
    return InnovationPage.objects.filter(title__startswith=READY, entries=None).order_by("pk").first()


def seats(selection_round: SelectionRound, count: int, role: str = "evaluator") -> list[Seat]:
    """Return seats of so many people."""
    return [Seat.objects.create(round=selection_round, user=UserFactory(), role=role) for _ in range(count)]


def scored(
    entry: Entry, seat: Seat, points: Mapping[str, str], stage: str = "substance", *, handed_in: bool = True
) -> Review:
    """Return a score sheet."""
    given = Assignment.objects.create(entry=entry, seat=seat, stage=stage)
    comments = dict.fromkeys(points, "Bukti ada.")
    at = timezone.now() if handed_in else None
    return Review.objects.create(assignment=given, points=dict(points), comments=comments, handed_in_at=at)


def score_all(entries: Sequence[Entry], judges: Sequence[Seat], table: Mapping[int, Sequence[tuple[str, str]]]) -> None:
    """Hand in score sheets: for each entry by its number, each evaluator's «kebaruan» and «dampak»."""
    for entry in entries:
        for seat, (novelty, impact) in zip(judges, table[entry.number], strict=True):
            scored(entry, seat, {"kebaruan": novelty, "dampak": impact})


def begin_judging(selection_round: SelectionRound) -> None:
    """Take a round to the scoring, past what stands in its way."""
    selection_round.phase = Phase.JUDGING
    selection_round.save()


def given_pairs() -> set[tuple[int, int]]:
    """Return who scores what: numbers of entries and keys of seats."""
    return set(Assignment.objects.filter(ended_at=None).values_list("entry__number", "seat"))


def lacking_evaluators(selection_round: SelectionRound) -> int:
    """Return how many entries lack somebody who scores them."""
    return facts_of(selection_round, timezone.now()).unassigned
