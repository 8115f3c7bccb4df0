"""What the pages of an entry show to somebody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from common.models import Event, User
from innovations.rules.texts import word_count
from selections.choices import ENTRY_STEPS
from selections.entries.conflict_words import secretariat_words
from selections.entries.hands import hands_of
from selections.entries.queries import check_objections, clock_of, history, may_object, may_write_now
from selections.errors import REFUSED_ENTRY
from selections.log_words import act_words
from selections.models import Entry, EntryPaper, Objection
from selections.rules.entries import (
    EntryRefusal,
    EntryState,
    EntryStep,
    Hand,
    deciding_refusal,
    needs_note,
    possible_steps,
    refusal,
)
from selections.rules.phases import Phase
from selections.rules.rulebook import Paper, Rulebook, Section


@dataclass(frozen=True)
class Answer:
    """A question with what the unit wrote, and how many words that takes."""

    section: Section
    text: str

    @property
    def words(self) -> int:
        """Return how many words were written."""
        return word_count(self.text)

    @property
    def over(self) -> int:
        """Return by how many words it is too long."""
        return max(self.words - self.section.max_words, 0) if self.section.max_words is not None else 0

    @property
    def missing(self) -> bool:
        """Say whether an answer that the rules want is blank."""
        return self.section.required and not self.words


@dataclass(frozen=True)
class PaperLine:
    """Something to attach, with what is attached."""

    paper: Paper
    attached: EntryPaper | None

    @property
    def missing(self) -> bool:
        """Say whether something that the rules want is not there."""
        return self.paper.required and self.attached is None


@dataclass(frozen=True)
class OfferedStep:
    """A step that the person may take now."""

    step: EntryStep
    label: Any
    needs_note: bool


@dataclass(frozen=True)
class Past:
    """Something that was done."""

    who: User | None
    done: Any
    at: datetime
    note: str


@dataclass(frozen=True)
class EntryPage:
    """An entry for one reader."""

    entry: Entry
    rulebook: Rulebook
    hands: frozenset[Hand]
    keeps_away: str
    not_rejected: Any
    may_write: bool
    answers: list[Answer]
    papers: list[PaperLine]
    steps: list[OfferedStep]
    past: list[Past]
    objections: list[Objection]
    may_object: bool
    has_feedback: bool
    now: datetime

    @property
    def decides(self) -> bool:
        """Say whether the reader decides about the entry for the secretariat."""
        return deciding_refusal(self.hands) is None

    @property
    def group(self) -> str:
        """Return the name of the group; its code where the rules lost it."""
        return _name_of(self.rulebook.groups, self.entry.group)

    @property
    def category(self) -> str:
        """Return the name of the category; its code where the rules lost it."""
        return _name_of(self.rulebook.categories, self.entry.category)

    @property
    def lacks(self) -> bool:
        """Say whether something is blank, too long or not attached."""
        return any(one.missing or one.over for one in self.answers) or any(one.missing for one in self.papers)


def entry_page(user: User, entry: Entry, now: datetime) -> EntryPage:
    """Return what a person sees of an entry: nine queries at most, for somebody kept from deciding sixteen.

    ``entry`` is read with its unit and round.
    """
    rulebook, hands = entry.round.rulebook, hands_of(user, entry)
    return EntryPage(
        entry=entry,
        rulebook=rulebook,
        hands=hands,
        keeps_away=secretariat_words(user, entry) if Hand.INTERESTED in hands else "",
        not_rejected=_not_rejected(entry, rulebook, hands, now),
        may_write=may_write_now(entry, hands, now),
        answers=answers_of(entry, rulebook),
        papers=papers_of(entry, rulebook),
        steps=_steps(entry, rulebook, hands, now),
        past=[_past(event) for event in history(entry)],
        objections=list(check_objections(entry)),
        may_object=may_object(entry, hands, now),
        has_feedback=entry.state == EntryState.ADMITTED and entry.round.freezes.exists(),
        now=now,
    )


def answers_of(entry: Entry, rulebook: Rulebook) -> list[Answer]:
    """Return the questions of the entry's group with its answers: no query."""
    return [Answer(one, entry.answers.get(one.code, "")) for one in rulebook.sections_of(entry.group)]


def papers_of(entry: Entry, rulebook: Rulebook) -> list[PaperLine]:
    """Return what the entry's group attaches, with what is attached: one query."""
    attached: Mapping[str, EntryPaper] = {one.paper: one for one in entry.papers.select_related("document")}
    return [PaperLine(one, attached.get(one.code)) for one in rulebook.papers_of(entry.group)]


def _steps(entry: Entry, rulebook: Rulebook, hands: frozenset[Hand], now: datetime) -> list[OfferedStep]:
    clock = clock_of(rulebook.dates, now)
    steps = possible_steps(EntryState(entry.state), Phase(entry.round.phase), hands, clock)
    return [OfferedStep(step, ENTRY_STEPS[step], needs_note(step)) for step in steps]


def _not_rejected(entry: Entry, rulebook: Rulebook, hands: frozenset[Hand], now: datetime) -> Any:
    """Return in words which time keeps the secretariat from rejecting an entry; blank where none does."""
    clock = clock_of(rulebook.dates, now)
    refused = refusal(EntryStep.REJECT, EntryState(entry.state), Phase(entry.round.phase), hands, clock, note="-")
    return REFUSED_ENTRY[refused] if refused in (EntryRefusal.MENDING, EntryRefusal.NO_OBJECTION) else ""


def _past(event: Event) -> Past:
    return Past(event.actor, act_words(event.verb), event.at, event.data.get("note", ""))


def _name_of(rows: Any, code: str) -> str:
    return next((one.name for one in rows if one.code == code), code)
