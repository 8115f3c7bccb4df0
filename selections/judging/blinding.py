"""What an evaluator reads of an entry: its pinned record and answers, without whose it is where a stage is blind."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from common import formatting
from innovations.cards import status_label
from innovations.figures import OutcomeFigure, outcome_figure
from innovations.models import InnovationPage, Outcome
from innovations.models.sections import SECTION_KEYS
from innovations.record import Record, outcome_of
from selections.models import Entry
from selections.rules.masking import Mask
from selections.rules.rulebook import Rulebook, Section

_TELLING = ("unit", "contact", "pictures", "documents", "video_url")
"""Parts of a record that say whose it is, whatever their words."""


@dataclass(frozen=True)
class Measured:
    """An outcome of the record in words."""

    figure: OutcomeFigure
    scope: str
    evidence: str
    source: str


@dataclass(frozen=True)
class ReadEntry:
    """An entry as an evaluator reads it; ``whose`` is empty where that is hidden."""

    number: str
    title: str
    everyday: str
    whose: str
    summary: str
    answers: Sequence[tuple[Section, str]]
    sections: Sequence[tuple[Any, str]]
    facts: Sequence[tuple[Any, str]]
    outcomes: Sequence[Measured]
    sources: Sequence[str]


def read_entry(entry: Entry, rulebook: Rulebook, *, blind: bool) -> ReadEntry:
    """Return an entry as an evaluator reads it: no query where the entry is read with ``WHOSE``."""
    record, answers = json.loads(entry.record), entry.answers
    mask = mask_for(entry, record["unit"]) if blind else None
    if mask is not None:
        record = mask.value({key: value for key, value in record.items() if key not in _TELLING})
        answers = mask.value(answers)
    sections = record.get("sections", {})
    return ReadEntry(
        number=f"{entry.number:04}",
        title=mask.text(entry.title) if mask else entry.title,
        everyday=record.get("plain_title", ""),
        whose=" · ".join(str(one) for one in (entry.unit, entry.unit.agency, entry.unit.region) if one and not blind),
        summary=record.get("summary", ""),
        answers=[(one, answers.get(one.code, "")) for one in rulebook.sections_of(entry.group)],
        sections=[(_heading(key), sections[key]) for key in SECTION_KEYS if key in sections],
        facts=[(label, text) for label, text in _facts(record) if text],
        outcomes=[_measured(outcome_of(one)) for one in record.get("outcomes", [])],
        sources=[one["title"] for one in record.get("sources", [])],
    )


def title_of(entry: Entry, *, blind: bool) -> str:
    """Return the title; a name of the unit or its place in it is hidden where a stage is blind."""
    return mask_for(entry).text(entry.title) if blind else entry.title


def mask_for(entry: Entry, pinned: Record | None = None) -> Mask:
    """Return what hides whose an entry is: no query where the entry is read with ``WHOSE``.

    ``pinned`` is the unit as the entry's record has it, which may have another name by now.
    """
    unit, agency = entry.unit, entry.unit.agency
    seats = [one for one in (unit.region, agency.region if agency else None) if one]
    places = [*seats, *(one.parent for one in seats if one.parent)]
    names = [unit.name, *([agency.name] if agency else [])]
    names += [pinned[key] for key in ("name", "agency") if key in pinned] if pinned else []
    return Mask(names, [one.name for one in places])


def _heading(key: str) -> Any:
    field: Any = InnovationPage._meta.get_field(f"section_{key}")
    return field.verbose_name


def _facts(record: Record) -> list[tuple[Any, str]]:
    cost, started = record.get("cost", {}), record.get("started_on")
    staff = record.get("staff")
    return [
        (_("Runs since"), formatting.partial_date(started) if started else ""),
        (_("State"), str(status_label(record.get("status", "")) or "")),
        (_("Cost to set up"), formatting.rupiah(cost.get("setup_idr"))),
        (_("Cost a year"), formatting.rupiah(cost.get("yearly_idr"))),
        (_("Paid by"), cost.get("funding", "")),
        (_("People needed"), formatting.number(staff) if staff is not None else ""),
        (_("Awards"), ", ".join(_award(one) for one in record.get("awards", []))),
    ]


def _award(award: Record) -> str:
    return " ".join(str(award[key]) for key in ("name", "rank", "year") if key in award)


def _measured(outcome: Outcome) -> Measured:
    evidence = str(outcome.get_evidence_display()) if outcome.evidence else ""
    return Measured(outcome_figure(outcome), outcome.scope, evidence, outcome.source)
