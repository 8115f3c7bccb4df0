"""A made-up round for the benchmark of the selection room, the same for a seed: entries, evaluators, score sheets."""

import json
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from common.models import User
from innovations.models import InnovationPage
from innovations.record import canonical_json, record_sha256, to_records
from selections.actions import request_check
from selections.models import Assignment, Entry, Review, Seat, SelectionRound
from selections.rules.answers import prefilled
from selections.rules.entries import EntryState
from selections.rules.phases import Phase
from selections.rules.rulebook_json import read, written
from selections.runs import do_waiting_runs

PER_ENTRY: Final = 3
_RULES: Final = Path(__file__).parents[2] / "selections" / "data" / "demo_rounds.json"
_OPENED: Final = datetime(2026, 1, 5, tzinfo=UTC)
_BATCH: Final = 1_000
_SIZES: Final = {"umum": 99, "replikasi": 15}
_POINTS: Final = ("1", "2", "3", "4", "5")


def fill(entries: int, evaluators: int, seed: int) -> SelectionRound:
    """Store a round in its check with so many entries to check and evaluators, and return it.

    Raises ValueError where there are too few cases.
    """
    held = SelectionRound.objects.create(
        name="Putaran ukur",
        year=2026,
        organiser="Ukur",
        rules=_rules(),
        phase=Phase.CHECK,
        lot_seed=f"ukur-{seed}",
        example=True,
    )
    people = User.objects.bulk_create(User(email=f"ukur-{seed}-{number}@ukur.invalid") for number in range(evaluators))
    Seat.objects.bulk_create(Seat(round=held, user=person, role="evaluator") for person in people)
    pages = InnovationPage.objects.live().order_by("pk")[:entries]
    if pages.count() < entries:
        raise ValueError(f"{pages.count()} cases are too few for {entries} entries")
    Entry.objects.bulk_create(_entries(held, pages, people[0], seed), batch_size=_BATCH)
    return held


def check(operator: User, held: SelectionRound) -> None:
    """Check all entries of a round, whether or not a worker does that elsewhere."""
    request_check(operator, held)
    do_waiting_runs()


def admit(held: SelectionRound) -> None:
    """Admit all entries of a round."""
    held.entries.update(state=EntryState.ADMITTED)


def score(held: SelectionRound, seed: int) -> int:
    """Hand in a score sheet for each assignment of a round; return how many that are."""
    rng = random.Random(f"{seed}:scores")  # noqa: S311 - repeatable on purpose
    severity = {seat: rng.gauss(0, 0.5) for seat in held.seats.order_by("pk").values_list("pk", flat=True)}
    given = Assignment.objects.filter(entry__round=held).select_related("entry").order_by("pk")
    codes = [one.code for one in held.rulebook.criteria_of(held.rulebook.stages[0].code)]
    sheets = [_sheet(one, codes, severity[one.seat_id], rng) for one in given]
    return len(Review.objects.bulk_create(sheets, batch_size=_BATCH))


def _rules() -> dict[str, Any]:
    rules = json.loads(_RULES.read_text(encoding="utf-8"))["rules"]
    days = {"opens_at": 0, "closes_at": 40, "mending_until": 50, "objections_until": 57}
    rules["dates"] = {name: (_OPENED + timedelta(days=count)).isoformat() for name, count in days.items()}
    rules["stages"][0] |= {"per_entry": PER_ENTRY, "spread_limit": "100"}
    rules["conflicts"] = {"agency": False, "region": False}
    for cut in rules["cuts"]:
        cut["sizes"] = _SIZES
    return written(read(rules))


def _entries(held: SelectionRound, pages: Any, starter: User, seed: int) -> Iterator[Entry]:
    rng = random.Random(f"{seed}:entries")  # noqa: S311 - repeatable on purpose
    keys = {page.record_id: page for page in pages.select_related("unit")}
    rulebook = held.rulebook
    for number, record in enumerate(to_records(pages), 1):
        page = keys[record["id"]]
        group = "replikasi" if rng.random() < 0.1 else "umum"
        yield Entry(
            round=held,
            number=number,
            case=page,
            unit=page.unit,
            group=group,
            category="dasar",
            title=page.title,
            answers=prefilled(record, rulebook.sections_of(group)),
            record=canonical_json(record),
            record_sha256=record_sha256(record),
            pinned_at=_OPENED,
            state=EntryState.SUBMITTED,
            started_by=starter,
            submitted_at=_OPENED + timedelta(seconds=number),
        )


def _sheet(given: Assignment, codes: Sequence[str], severity: float, rng: random.Random) -> Review:
    good = 1.5 + 3 * (given.entry.number * 7919 % 1000) / 1000 - severity
    points = {code: _POINTS[min(4, max(0, round(rng.gauss(good, 0.8)) - 1))] for code in codes}
    comments = dict.fromkeys(points, "Hasil terukur, tetapi hanya oleh unit sendiri.")
    return Review(assignment=given, points=points, comments=comments, handed_in_at=_OPENED + timedelta(days=60))
