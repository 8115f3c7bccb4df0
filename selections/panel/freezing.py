"""What a frozen list holds: everything that led to it, as JSON."""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from common.models import Attachment
from common.models.fingerprints import sha256_of
from selections.judging.standings import contenders_of, reviews_for
from selections.models import (
    CheckFinding,
    DeclaredConflict,
    Entry,
    EntryPaper,
    Freeze,
    Move,
    Objection,
    PanelNote,
    Review,
    SelectionRound,
    Vote,
)
from selections.queries import judged_entries, log_of
from selections.rules.rulebook import Cut
from selections.rules.rulebook_json import read
from selections.rules.verification import FORMAT, HIDES_CHECKS, canonical, outcome


@dataclass(frozen=True)
class Marks:
    """What a list is frozen with: its place in the chain of the round's, its rules, the moment, and its format."""

    number: int
    previous: str
    rules: dict[str, Any]
    at: datetime
    format: int = FORMAT


def payload_of(selection_round: SelectionRound, cut: Cut, marks: Marks) -> dict[str, Any]:
    """Return what a frozen list of a cut holds, of the present state of the database: fourteen queries.

    Nothing in it names an evaluator or a panellist: a seat stands for a person. Words that are not for
    everyone are there as their hashes.
    """
    covered = _covered(selection_round, cut, marks, lambda document: document.sha256)
    return {"format": marks.format} | covered | outcome(covered)


def present_payload(freeze: Freeze, frozen: dict[str, Any]) -> dict[str, Any]:
    """Return what the list would cover if it were frozen now, by the rules and with the marks of its time.

    What follows from that is left out: scores that were tampered with may come to nothing at all. So is
    what lists of its format do not cover. Attached files are read.
    """
    at = datetime.fromisoformat(frozen["frozen_at"])
    marks = Marks(freeze.number, freeze.previous_sha256, frozen["rules"], at, frozen["format"])
    covered = _covered(freeze.round, read(marks.rules).cut(freeze.cut), marks, _content_hash)
    return {part: told for part, told in covered.items() if part in frozen}


def _covered(
    selection_round: SelectionRound, cut: Cut, marks: Marks, hash_of: Callable[[Attachment], str]
) -> dict[str, Any]:
    place = [one.code for one in read(marks.rules).cuts].index(cut.code)
    entries = judged_entries(selection_round, place).select_related("unit__agency", "unit__region", "case")
    moves = Move.objects.filter(entry__round=selection_round, cut=cut.code, taken_back_at=None)
    return {
        "round": _identity(selection_round),
        "cut": cut.code,
        "number": marks.number,
        "previous_sha256": marks.previous,
        "frozen_at": marks.at.isoformat(),
        "rules": marks.rules,
        "lot_seed": selection_round.lot_seed,
        "amendments": _amendments(selection_round, marks.at),
        "entries": {_key(one): _entry(one) for one in entries},
        "checks": _checks(selection_round, marks),
        "sheets": {_sheet_key(one): _sheet(one) for one in reviews_for(selection_round, cut)},
        "papers": _papers(entries, hash_of),
        "conflicts": _conflicts(selection_round, marks.at),
        "notes": _notes(selection_round, cut),
        "votes": _votes(selection_round, cut),
        "votes_by_seat": _votes_by_seat(selection_round, cut),
        "moves": {
            _key(one.entry): {"entry": one.entry.number, "onto": one.onto, "reason": one.reason}
            for one in moves.select_related("entry")
        },
        "objections": _objections(selection_round, marks),
    }


def _identity(selection_round: SelectionRound) -> dict[str, Any]:
    return {
        "id": selection_round.pk,
        "name": selection_round.name,
        "year": selection_round.year,
        "organiser": selection_round.organiser,
        "scheme": selection_round.scheme,
        "legal_basis": selection_round.legal_basis,
        "agency": selection_round.agency.name if selection_round.agency else None,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    unit = entry.unit
    intact = hashlib.sha256(entry.record.encode()).hexdigest() == entry.record_sha256
    (told,) = contenders_of([entry]) if intact else (None,)
    return {
        "number": entry.number,
        "title": entry.title,
        "case": entry.case.record_id,
        "unit": unit.name,
        "agency": unit.agency.name if unit.agency else None,
        "region": unit.region_id,
        "group": entry.group,
        "category": entry.category,
        "submitted_at": entry.submitted_at.isoformat() if entry.submitted_at else None,
        "record_sha256": entry.record_sha256,
        "record_intact": intact,
        "answers_sha256": _hash(entry.answers),
        "evidence": told and told.evidence,
        "external_evidence": told and told.external_evidence,
    }


def _sheet_key(review: Review) -> str:
    given = review.assignment
    return f"{given.stage} {_key(given.entry)} {given.seat_id}"


def _sheet(review: Review) -> dict[str, Any]:
    return {
        "stage": review.assignment.stage,
        "entry": review.assignment.entry.number,
        "evaluator": review.assignment.seat_id,
        "points": review.points,
        "comments_sha256": _hash(review.comments),
        "handed_in_at": review.handed_in_at.isoformat() if review.handed_in_at else None,
    }


def _checks(selection_round: SelectionRound, marks: Marks) -> dict[str, Any]:
    """Return what was found and decided; why is for the secretariat alone."""
    findings = CheckFinding.objects.filter(entry__round=selection_round).select_related("entry")
    return {
        f"{_key(one.entry)} {one.check_code}": {
            "found": one.found,
            "decided": one.decided,
            **_words_of_check("reason", one.reason, marks),
        }
        for one in findings.order_by("entry__number", "pk")
    }


def _papers(entries: "QuerySet[Entry]", hash_of: Callable[[Attachment], str]) -> dict[str, Any]:
    """Return what is attached: a file by the hash of its content, an address by its own."""
    attached = EntryPaper.objects.filter(entry__in=entries.order_by()).select_related("entry", "document")
    return {
        f"{_key(one.entry)} {one.paper}": {
            "entry": one.entry.number,
            "paper": one.paper,
            "sha256": hash_of(one.document) if one.document else None,
            "address_sha256": _hash(one.url) if one.url else None,
        }
        for one in attached.defer("entry__record", "entry__answers")
    }


def _content_hash(document: Attachment) -> str:
    """Return the hash of a file as it lies there now; blank where it is gone."""
    try:
        with document.open_file() as file:
            return sha256_of(file)
    except FileNotFoundError:
        return ""


def _conflicts(selection_round: SelectionRound, at: datetime) -> dict[str, Any]:
    """Return what was declared and held at a time, without the reasons: those are for the secretariat alone."""
    held = Q(lifted_at=None) | Q(lifted_at__gt=at)
    declared = DeclaredConflict.objects.filter(held, entry__round=selection_round, at__lte=at).order_by("pk")
    return {
        f"{number:04} {seat}": {"entry": number, "seat": seat, "at": declared_at.isoformat()}
        for number, seat, declared_at in declared.values_list("entry__number", "seat", "at")
    }


def _notes(selection_round: SelectionRound, cut: Cut) -> dict[str, Any]:
    """Return the notes of the panel by their hashes.

    The moment of a note is hashed with it and not told, so that short words are harder to guess.
    """
    said = PanelNote.objects.filter(entry__round=selection_round, cut=cut.code)
    return {
        f"{number:04} {key}": {"entry": number, "seat": seat, "note_sha256": _hash([at.isoformat(), text])}
        for key, number, seat, at, text in said.values_list("pk", "entry__number", "seat", "at", "text")
    }


def _votes_by_seat(selection_round: SelectionRound, cut: Cut) -> dict[str, Any]:
    said = Vote.objects.filter(entry__round=selection_round, cut=cut.code)
    return {
        f"{number:04} {seat}": {"entry": number, "seat": seat, "for": for_it}
        for number, seat, for_it in said.values_list("entry__number", "seat", "for_it")
    }


def _votes(selection_round: SelectionRound, cut: Cut) -> dict[str, Any]:
    said = Vote.objects.filter(entry__round=selection_round, cut=cut.code)
    counts = Counter(said.values_list("entry__number", "for_it"))
    return {f"{number:04}": {"for": counts[number, True], "against": counts[number, False]} for number, _for in counts}


def _objections(selection_round: SelectionRound, marks: Marks) -> dict[str, Any]:
    """Return what had been answered at the time: objections to the list itself come after it.

    Everyone reads the answer to one against a list; that to one against a check is for the unit.
    """
    answered = Objection.objects.filter(round=selection_round, answered_at__lte=marks.at).select_related("entry")
    return {
        str(one.pk): {
            "entry": one.entry.number if one.entry else None,
            "cut": one.cut,
            "text_sha256": _hash(one.text),
            **({"answer": one.answer} if one.cut else _words_of_check("answer", one.answer, marks)),
        }
        for one in answered
    }


def _words_of_check(name: str, words: str, marks: Marks) -> dict[str, str]:
    return {f"{name}_sha256": _hash(words)} if marks.format >= HIDES_CHECKS else {name: words}


def _amendments(selection_round: SelectionRound, at: datetime) -> list[dict[str, Any]]:
    """Return what had been amended at a time: an amendment for a later list does not change this one."""
    amended = log_of(selection_round).filter(verb="selection.rules_amended", at__lte=at).order_by("pk")
    return [{"reason": one.data["reason"], "changes": one.data["changes"]} for one in amended]


def _key(entry: Entry) -> str:
    return f"{entry.number:04}"


def _hash(value: Any) -> str:
    return hashlib.sha256(canonical({"value": value}).encode()).hexdigest()
