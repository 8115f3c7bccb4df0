"""What a frozen list holds: everything that led to it, as JSON."""

import hashlib
from collections import Counter
from datetime import datetime
from typing import Any

from selections.models import CheckFinding, Entry, Freeze, Move, Objection, Review, SelectionRound, Vote
from selections.queries import judged_entries, log_of
from selections.rules.rulebook import Cut
from selections.rules.rulebook_json import read
from selections.rules.verification import FORMAT, canonical, outcome
from selections.standings import contenders_of, reviews_for


def payload_of(
    selection_round: SelectionRound, cut: Cut, *, number: int, previous: str, rules: dict[str, Any], at: datetime
) -> dict[str, Any]:
    """Return what a frozen list of a cut holds, of the present state of the database: ten queries.

    Nothing in it names an evaluator or a panellist: a seat stands for a person.
    """
    covered = _covered(selection_round, cut, number=number, previous=previous, rules=rules, at=at)
    return covered | outcome(covered)


def present_payload(freeze: Freeze, frozen: dict[str, Any]) -> dict[str, Any]:
    """Return what the list would cover if it were frozen now, by the rules and with the marks of its time.

    What follows from that is left out: scores that were tampered with may come to nothing at all.
    """
    return _covered(
        freeze.round,
        read(frozen["rules"]).cut(freeze.cut),
        number=freeze.number,
        previous=freeze.previous_sha256,
        rules=frozen["rules"],
        at=datetime.fromisoformat(frozen["frozen_at"]),
    )


def _covered(
    selection_round: SelectionRound, cut: Cut, *, number: int, previous: str, rules: dict[str, Any], at: datetime
) -> dict[str, Any]:
    place = [one.code for one in read(rules).cuts].index(cut.code)
    entries = judged_entries(selection_round, place).select_related("unit__agency", "unit__region", "case")
    moves = Move.objects.filter(entry__round=selection_round, cut=cut.code, taken_back_at=None)
    return {
        "format": FORMAT,
        "round": _identity(selection_round),
        "cut": cut.code,
        "number": number,
        "previous_sha256": previous,
        "frozen_at": at.isoformat(),
        "rules": rules,
        "lot_seed": selection_round.lot_seed,
        "amendments": _amendments(selection_round, at),
        "entries": {_key(one): _entry(one) for one in entries},
        "checks": _checks(selection_round),
        "sheets": {_sheet_key(one): _sheet(one) for one in reviews_for(selection_round, cut)},
        "votes": _votes(selection_round, cut),
        "moves": {
            _key(one.entry): {"entry": one.entry.number, "onto": one.onto, "reason": one.reason}
            for one in moves.select_related("entry")
        },
        "objections": _objections(selection_round, at),
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


def _checks(selection_round: SelectionRound) -> dict[str, Any]:
    findings = CheckFinding.objects.filter(entry__round=selection_round).select_related("entry")
    return {
        f"{_key(one.entry)} {one.check_code}": {"found": one.found, "decided": one.decided, "reason": one.reason}
        for one in findings.order_by("entry__number", "pk")
    }


def _votes(selection_round: SelectionRound, cut: Cut) -> dict[str, Any]:
    said = Vote.objects.filter(entry__round=selection_round, cut=cut.code)
    counts = Counter(said.values_list("entry__number", "for_it"))
    return {f"{number:04}": {"for": counts[number, True], "against": counts[number, False]} for number, _for in counts}


def _objections(selection_round: SelectionRound, at: datetime) -> dict[str, Any]:
    """Return what had been answered at a time: objections to the list itself come after it."""
    answered = Objection.objects.filter(round=selection_round, answered_at__lte=at).select_related("entry")
    return {
        str(one.pk): {
            "entry": one.entry.number if one.entry else None,
            "cut": one.cut,
            "text_sha256": _hash(one.text),
            "answer": one.answer,
        }
        for one in answered
    }


def _amendments(selection_round: SelectionRound, at: datetime) -> list[dict[str, Any]]:
    """Return what had been amended at a time: an amendment for a later list does not change this one."""
    amended = log_of(selection_round).filter(verb="selection.rules_amended", at__lte=at).order_by("pk")
    return [{"reason": one.data["reason"], "changes": one.data["changes"]} for one in amended]


def _key(entry: Entry) -> str:
    return f"{entry.number:04}"


def _hash(value: Any) -> str:
    return hashlib.sha256(canonical({"value": value}).encode()).hexdigest()
