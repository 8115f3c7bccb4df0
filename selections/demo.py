"""Made-up rounds among the made-up units, one in each phase that there is something to do. Development only.

What they tell happened in the past, so rows and their order are written here; the ranking and the
frozen list are made by the same functions as of real rounds.
"""

import json
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import timezone

from common.demo import DEMO_DOMAIN
from common.models import Event, User
from innovations.demo import Account
from innovations.models import InnovationPage
from innovations.record import canonical_json, record_sha256, to_record
from selections import actions
from selections.choices import SeatRole
from selections.judging.standings import keep_ranking
from selections.models import (
    Assignment,
    CheckFinding,
    CutRanking,
    Entry,
    EntryPaper,
    Freeze,
    Placement,
    Review,
    Seat,
    SelectionRound,
)
from selections.rules.answers import prefilled
from selections.rules.entries import EntryState
from selections.rules.phases import Phase
from selections.rules.rulebook_json import read, written

DATA = Path(__file__).parent / "data" / "demo_rounds.json"
SEED = "undian-contoh"
ENTRIES = 12
EVALUATORS, PANELLISTS = 4, 2
_NAMES = ("Jaka", "Kartika", "Lukman", "Maya", "Nanda", "Oki")
_MODERATOR = "moderator"


class Story(NamedTuple):
    """A round of the demonstration: how long ago it opened, and how far it has come."""

    year: int
    phase: Phase
    opened_days_ago: int
    scored: float  # the share of score sheets that are handed in


def selection_accounts() -> list[Account]:
    """Return the accounts of those who score in the made-up rounds."""
    numbers = ("satu", "dua", "tiga", "empat")
    kinds = [("evaluator", number) for number in numbers[:EVALUATORS]]
    kinds += [("panelis", number) for number in numbers[:PANELLISTS]]
    return [
        Account(f"{kind}.{number}@{DEMO_DOMAIN}", name, "Contoh", f"{kind}, putaran contoh")
        for (kind, number), name in zip(kinds, _NAMES, strict=True)
    ]


def load_rounds() -> None:
    """Write the made-up rounds, unless there is one already."""
    if SelectionRound.objects.filter(example=True).exists():
        return
    told = json.loads(DATA.read_text(encoding="utf-8"))
    year = timezone.localdate().year
    for story in (
        Story(year - 1, Phase.OBJECTION, 200, scored=1),
        Story(year, Phase.JUDGING, 90, scored=0.6),
        Story(year + 1, Phase.OPEN, 5, scored=0),
    ):
        _Teller(story, told).tell()


def remove_rounds() -> None:
    """Remove the made-up rounds with all that hangs on them.

    A frozen list can't be removed, not even a made-up one: its round stays as a draft, which nobody
    but those who hold rounds sees.
    """
    for selection_round in SelectionRound.objects.filter(example=True):
        entries = Entry.objects.filter(round=selection_round)
        Placement.objects.filter(entry__in=entries).delete()
        Review.objects.filter(assignment__entry__in=entries).delete()
        Assignment.objects.filter(entry__in=entries).delete()
        for model in (CheckFinding, EntryPaper):
            model._default_manager.filter(entry__in=entries).delete()
        entries.delete()
        CutRanking.objects.filter(round=selection_round).delete()
        Seat.objects.filter(round=selection_round).delete()
        if Freeze.objects.filter(round=selection_round).exists():
            SelectionRound.objects.filter(pk=selection_round.pk).update(phase=Phase.DRAFT)
        else:
            selection_round.delete()


class _Teller:
    """Tells one story."""

    def __init__(self, story: Story, told: dict[str, Any]) -> None:
        self.story, self.told = story, told
        self.random = random.Random(f"{SEED} {story.year}")  # noqa: S311 - made-up scores, no secret
        self.opened = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=story.opened_days_ago)

    def tell(self) -> None:
        """Write the round, its people, its entries and what was scored."""
        held = self._round()
        judges = self._seats(held, "evaluator", SeatRole.EVALUATOR, EVALUATORS)
        self._seats(held, "panelis", SeatRole.PANEL, PANELLISTS)
        if self.story.phase is Phase.OPEN:
            return
        entries = [self._entry(held, number, case) for number, case in enumerate(_cases(), 1)]
        for entry in entries:
            for seat in self.random.sample(judges, held.rulebook.stages[0].per_entry or 1):
                self._review(entry, seat)
        if self.story.phase is Phase.OBJECTION:
            self._publish(held)

    def _round(self) -> SelectionRound:
        rules = dict(self.told["rules"])
        rules["dates"] = {
            "opens_at": self.opened.isoformat(),
            "closes_at": self._day(40).isoformat(),
            "mending_until": self._day(50).isoformat(),
            "objections_until": self._day(57).isoformat(),
        }
        for days, stage in zip((75, 260), rules["stages"], strict=True):
            stage["due_at"] = self._day(days).isoformat()
        for days, cut in zip((230, 300), rules["cuts"], strict=True):
            cut["objections_until"] = self._day(days).isoformat()
        return SelectionRound.objects.create(
            name="Kompetisi Inovasi Contoh",
            year=self.story.year,
            organiser="Sekretariat Contoh",
            legal_basis="Aturan rekaan untuk peragaan",
            rules=written(read(rules)),
            phase=self.story.phase,
            lot_seed=SEED,
            example=True,
        )

    def _day(self, days: int) -> datetime:
        return self.opened + timedelta(days=days)

    def _seats(self, held: SelectionRound, kind: str, role: SeatRole, count: int) -> list[Seat]:
        people = User.objects.filter(email__startswith=f"{kind}.", email__endswith=DEMO_DOMAIN).order_by("pk")[:count]
        return [Seat.objects.create(round=held, user=person, role=role) for person in people]

    def _entry(self, held: SelectionRound, number: int, case: InnovationPage) -> Entry:
        record = to_record(case)
        group = held.rulebook.groups[1 if case.replicates_id else 0]
        entry = Entry.objects.create(
            round=held,
            number=number,
            case=case,
            unit=case.unit,
            group=group.code,
            category=held.rulebook.categories[number % len(held.rulebook.categories)].code,
            title=case.title,
            answers=prefilled(record, held.rulebook.sections_of(group.code)),
            record=canonical_json(record),
            record_sha256=record_sha256(record),
            revision=case.live_revision,
            pinned_at=self._day(20),
            state=EntryState.ADMITTED,
            started_by=_moderator(),
            submitted_at=self._day(20) + timedelta(minutes=number),
        )
        for verb, days in (("entry_begun", 20), ("entry_submit", 21), ("entry_admit", 45)):
            Event.objects.create(
                at=self._day(days),
                actor=entry.started_by,
                verb=f"selection.{verb}",
                object_type=Entry._meta.label_lower,
                object_id=str(entry.pk),
                data={"round": held.pk},
            )
        return entry

    def _review(self, entry: Entry, seat: Seat) -> None:
        given = Assignment.objects.create(entry=entry, seat=seat, stage=entry.round.rulebook.stages[0].code)
        if self.random.random() >= self.story.scored:
            return
        good = 2.8 + 1.4 * (entry.number * 7 % ENTRIES) / ENTRIES
        points, comments = {}, {}
        for criterion in entry.round.rulebook.criteria_of(given.stage):
            mark = min(5, max(1, round(self.random.gauss(good, 1))))
            level = "low" if mark <= 2 else "mid" if mark == 3 else "high"
            points[criterion.code] = str(mark)
            comments[criterion.code] = self.random.choice(self.told["comments"][level])
        Review.objects.create(assignment=given, points=points, comments=comments, handed_in_at=self._day(70))

    def _publish(self, held: SelectionRound) -> None:
        """Let the panel sit for a moment, and freeze the list as a secretariat does."""
        keep_ranking(held)
        held.phase = Phase.PANEL
        held.save()
        actions.freeze(_moderator(), held, seen=held.version)


def _moderator() -> User:
    return User.objects.get(email=f"{_MODERATOR}@{DEMO_DOMAIN}")


def _cases() -> Sequence[InnovationPage]:
    """Return made-up cases of several units, copies among them."""
    cases = InnovationPage.objects.live().filter(example=True).select_related("unit", "live_revision").order_by("pk")
    copies = list(cases.exclude(replicates=None)[:3])
    return [*cases.filter(replicates=None)[: ENTRIES - len(copies)], *copies]
