"""Preparing a round, taking it on, and amending its rules."""

import secrets
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.log import log
from selections.choices import SCHEMES_OF_AGENCIES
from selections.errors import BlockedError, SelectionError, StaleError
from selections.judging.letters import tell_of_scoring
from selections.judging.queries import loads_of
from selections.judging.standings import keep_ranking
from selections.models import SelectionRound
from selections.queries import log_of, may_organise, whos_of
from selections.rounds.facts import facts_of
from selections.rounds.in_use import in_use
from selections.rules.amending import broken
from selections.rules.differences import differences
from selections.rules.phases import Phase, RoundStep, Who, blocks, phase_after
from selections.rules.rulebook_json import read
from units.models import Agency


@transaction.atomic
def prepare_round(
    actor: User,
    identity: dict[str, Any],
    *,
    agency: Agency | None = None,
    rules: dict[str, Any] | None = None,
    copied_from: SelectionRound | None = None,
) -> SelectionRound:
    """Prepare a round in draft: empty, from the ``rules`` of a template, or as a copy of another.

    ``identity`` holds name, year, organiser, scheme and legal basis. Raises PermissionDenied for
    somebody who may not hold rounds (for the agency).
    """
    if not may_organise(actor, agency.pk if agency else None):
        raise PermissionDenied
    _require_own_scheme(agency, identity)
    begun = copied_from.rules if copied_from is not None else rules or {}
    read(begun)
    prepared = SelectionRound.objects.create(agency=agency, rules=begun, copied_from=copied_from, **identity)
    log("round_prepared", prepared, actor, copied_from=copied_from.pk if copied_from else None)
    return prepared


@transaction.atomic
def change_identity(actor: User, selection_round: SelectionRound, identity: dict[str, Any], *, seen: int) -> None:
    """Change how a round that is in draft is called; raises as ``change_rules`` does."""
    held = hold_round(actor, selection_round, seen=seen)
    _require_draft(held)
    _require_own_scheme(held.agency, identity)
    before = {name: getattr(held, name) for name in held.IDENTITY}
    for name in held.IDENTITY:
        setattr(held, name, identity[name])
    _store(held)
    log("round_renamed", held, actor, before=before, after={name: getattr(held, name) for name in held.IDENTITY})


@transaction.atomic
def change_rules(actor: User, selection_round: SelectionRound, rules: dict[str, Any], *, seen: int) -> SelectionRound:
    """Change the rules of a round that is in draft.

    Raises PermissionDenied, StaleError where somebody was quicker, SelectionError once the round
    is open, ValidationError for what no rulebook can hold.
    """
    held = hold_round(actor, selection_round, seen=seen)
    _require_draft(held)
    return take_rules(actor, held, "rules_changed", rules)


@transaction.atomic
def amend_rules(
    actor: User, selection_round: SelectionRound, rules: dict[str, Any], reason: str, *, seen: int
) -> SelectionRound:
    """Correct the rules of a round that is open, on record with its reason; raises as ``change_rules`` does.

    What was frozen keeps the rules of its time; a ranking that the panel has is made anew. An amendment
    corrects: it leaves no rule blank, and takes nothing away on which entries or scores stand.
    """
    held = hold_round(actor, selection_round, seen=seen)
    if held.phase in (Phase.DRAFT, Phase.FINISHED):
        raise SelectionError(_("Only the rules of a round that runs are amended."))
    if not reason.strip():
        raise SelectionError(_("Say why the rules are amended: everyone reads it."))
    _require_unbroken(held, rules)
    amended = take_rules(actor, held, "rules_amended", rules, reason=reason.strip())
    if amended.phase in (Phase.PANEL, Phase.OBJECTION):
        keep_ranking(amended)
    return amended


@transaction.atomic
def take_on(
    actor: User, selection_round: SelectionRound, step: RoundStep, *, seen: int, note: str = ""
) -> SelectionRound:
    """Take a round on by one step; freezing has an action of its own.

    Raises PermissionDenied, StaleError where somebody was quicker, BlockedError where something is
    still to be done.
    """
    held = hold_round(actor, selection_round, seen=seen)
    require_unblocked(held, step, note=note)
    advance(actor, held, step, note=note)
    return held


def advance(actor: User, held: SelectionRound, step: RoundStep, *, note: str = "") -> None:
    """Take a locked round on by a step in whose way nothing stands."""
    before = held.phase
    held.phase = phase_after(step)
    if step is RoundStep.OPEN:
        held.lot_seed = secrets.token_hex(16)
    if step is RoundStep.NEXT:
        held.cut += 1
    if step is RoundStep.CONVENE:
        keep_ranking(held)
    _store(held)
    if step is RoundStep.JUDGE:
        tell_of_scoring(held, loads_of(held))
    told = {"before": before, "after": held.phase, "note": note.strip(), "cut": held.cut}
    log(f"round_{step}", held, actor, lot_sha256=held.lot_fingerprint, **told)


def require_unblocked(held: SelectionRound, step: RoundStep, *, note: str = "") -> None:
    """Raise BlockedError where something stands in the way of a step."""
    in_the_way = blocks(step, Phase(held.phase), facts_of(held, timezone.now()), note=note)
    if in_the_way:
        raise BlockedError(in_the_way)


def hold_round(actor: User, selection_round: SelectionRound, *, seen: int) -> SelectionRound:
    """Lock a round for an act of its secretariat that looked at version ``seen``."""
    held = lock_round(actor, selection_round)
    if held.version != seen:
        last = log_of(held).first()
        raise StaleError(str(last.actor or "") if last else "")
    return held


def lock_round(actor: User, selection_round: SelectionRound) -> SelectionRound:
    """Lock a round for an act of its secretariat that fits whatever became of the round meanwhile."""
    held = SelectionRound.objects.hold(pk=selection_round.pk)
    require_secretariat(actor, held)
    return held


def require_secretariat(actor: User, selection_round: SelectionRound) -> None:
    """Raise PermissionDenied for somebody who is not of the secretariat of a round."""
    if Who.SECRETARIAT not in whos_of(actor, selection_round):
        raise PermissionDenied


def _require_own_scheme(agency: Agency | None, identity: dict[str, Any]) -> None:
    if agency is not None and identity["scheme"] not in SCHEMES_OF_AGENCIES:
        raise PermissionDenied


def _require_draft(held: SelectionRound) -> None:
    if held.phase != Phase.DRAFT:
        raise SelectionError(_("The round is open, so its rules are locked. Amend them, with a reason."))


def _require_unbroken(held: SelectionRound, rules: dict[str, Any]) -> None:
    if places := broken(held.rulebook, read(rules), in_use(held)):
        raise SelectionError(
            _("This amendment blanks a rule or takes away what entries and scores stand on: %(places)s.")
            % {"places": ", ".join(places)}
        )


def take_rules(actor: User, held: SelectionRound, verb: str, rules: dict[str, Any], **data: Any) -> SelectionRound:
    """Give a locked round other rules, on record; raises ValidationError for what no rulebook can hold."""
    read(rules)
    changed = differences(held.rules, rules)
    held.rules = rules
    _store(held)
    told = [{"place": one.place, "before": one.before, "after": one.after} for one in changed]
    log(verb, held, actor, changes=told, **data)
    return held


def _store(held: SelectionRound) -> None:
    held.version += 1
    held.save()
