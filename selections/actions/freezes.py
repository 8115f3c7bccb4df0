"""Freezing a list: all or nothing, and never changed."""

from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from common.models import User
from innovations.signals import cases_changed
from selections.actions.log import log
from selections.actions.rounds import advance, hold_round, require_unblocked, take_rules
from selections.errors import SelectionError
from selections.models import CutRanking, Entry, Freeze, FreezeRun, Placement, SelectionRound
from selections.panel.freezing import Marks, payload_of
from selections.panel.queries import moves_of
from selections.results.notices import tell_units
from selections.results.published import published_list
from selections.rules.objections import until_anew
from selections.rules.phases import RoundStep
from selections.rules.rulebook import Cut, Official
from selections.rules.shortlist import Ranked, listed, off_size
from selections.rules.shortlist_json import read_ranked
from selections.rules.verification import canonical, digest
from selections.runs import finish


@transaction.atomic
def freeze_as_asked(run: FreezeRun) -> None:
    """Freeze the list that a run is about; a process that ends right after it has left nothing to do."""
    freeze(run.asked_by, run.round, seen=run.seen)
    finish(run)


@transaction.atomic
def freeze(actor: User, selection_round: SelectionRound, *, seen: int) -> Freeze:
    """Freeze the list of the present cut and publish it.

    Raises as ``take_on`` does, and SelectionError where the list is too long or too short or its
    scores can't be compared.
    """
    held = hold_round(actor, selection_round, seen=seen)
    require_freezable(held)
    _give_time_for_objections(actor, held)
    cut, now = held.present_cut, timezone.now()
    last = Freeze.objects.filter(round=held).order_by("-number").first()
    number, previous = (last.number + 1, last.sha256) if last else (1, "")
    advance(actor, held, RoundStep.FREEZE)
    payload = payload_of(held, cut, Marks(number, previous, held.rules, now))
    _require_size(held, cut, [read_ranked(row) for row in payload["ranking"].values()], payload["list"])
    frozen = Freeze.objects.create(
        round=held,
        number=number,
        cut=cut.code,
        payload=canonical(payload),
        sha256=digest(payload),
        previous_sha256=previous,
        at=now,
        actor=actor,
    )
    _place(held, cut, frozen, payload["list"])
    log("list_frozen", held, actor, cut=cut.code, number=number, sha256=frozen.sha256)
    tell_units(frozen, cut.name, [row["number"] for row in payload["ranking"].values()])
    return frozen


def require_freezable(held: SelectionRound) -> None:
    """Raise as ``freeze`` does, by the ranking that the panel has: no score sheet is read.

    So who asks is told at once; the freeze judges the size of the list once more by what it holds.
    """
    require_unblocked(held, RoundStep.FREEZE)
    cut = held.present_cut
    ranking = CutRanking.objects.get(round=held, cut=cut.code)
    unlinked = [one for one in held.rulebook.stages if one.code in ranking.unlinked]
    if names := [one.name for one in unlinked if one.official is Official.ADJUSTED]:
        raise SelectionError(
            _("Adjusted scores of “%(stage)s” can't be compared: evaluators share no entries. Amend which mean counts.")
            % {"stage": ", ".join(names)}
        )
    ranked = [read_ranked(row) for row in ranking.rows]
    moves = {number: one.onto for number, one in moves_of(held, cut).items()}
    _require_size(held, cut, ranked, listed(cut, ranked, moves))


def _require_size(held: SelectionRound, cut: Cut, ranked: Sequence[Ranked], on_list: Collection[int]) -> None:
    for group, count in off_size(cut, ranked, on_list).items():
        words = (
            _("%(group)s: %(count)s too many on the list.")
            if count > 0
            else _("%(group)s: %(count)s too few on the list.")
        )
        raise SelectionError(words % {"group": held.rulebook.group(group).name, "count": abs(count)})


def _give_time_for_objections(actor: User, held: SelectionRound) -> None:
    """Amend until when objections are taken to a list that takes the place of another: it has a time of its own."""
    cut = held.present_cut
    earlier = Freeze.objects.filter(round=held, cut=cut.code).last()
    if earlier is None:
        return
    before = published_list(earlier).cut.objections_until
    until = until_anew(cut.objections_until, before, earlier.at, timezone.now())
    if until is None or until == cut.objections_until:
        return
    moved = {cut.code: {"objections_until": until.isoformat()}}
    rules = held.rules | {"cuts": [one | moved.get(one["code"], {}) for one in held.rules["cuts"]]}
    with translation.override(settings.LANGUAGE_CODE):
        reason = _("The list is announced anew, in place of list %(number)s, with as long a time for objections.")
        take_rules(actor, held, "rules_amended", rules, reason=reason % {"number": earlier.number})


def _place(held: SelectionRound, cut: Cut, frozen: Freeze, on_list: list[int]) -> None:
    """Put the entries on the list in place of those of an earlier freeze, and let the rooms above know."""
    earlier = Placement.objects.filter(entry__round=held, cut=cut.code)
    changed = set(earlier.values_list("entry__case", flat=True))
    earlier.delete()
    entries = {one.number: one for one in Entry.objects.filter(round=held, number__in=on_list).only("number", "case")}
    Placement.objects.bulk_create(
        Placement(freeze=frozen, entry=entries[number], cut=cut.code, name=cut.name, place=place)
        for place, number in enumerate(on_list, 1)
    )
    changed |= {one.case_id for one in entries.values()}
    cases_changed.send(Placement, page_ids=sorted(changed))
