"""What the panel says and decides: notes, votes, and moves across the line."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from selections.actions.log import log
from selections.entries.conflict_words import panel_words
from selections.entries.conflicts import PLACES, conflict_of
from selections.errors import SelectionError, words_of
from selections.models import Entry, Move, PanelNote, Seat, SelectionRound, Vote
from selections.panel.queries import listed_by_place
from selections.queries import judged_entries, panel_seat
from selections.rules.phases import Phase


@transaction.atomic
def note_in_panel(actor: User, entry: Entry, text: str) -> PanelNote:
    """Put on record what was said of an entry; the same again is one note. Raises as all acts of the panel do.

    PermissionDenied for somebody who is not of the panel, SelectionError in another phase than the
    panel's and for an empty text.
    """
    held, seat = _at_the_table(actor, entry)
    if not text.strip():
        raise SelectionError(_("Write what was said."))
    note, new = PanelNote.objects.get_or_create(entry=entry, cut=held.present_cut.code, seat=seat, text=text.strip())
    if new:
        log("panel_noted", entry, actor, cut=note.cut, text=note.text)
    return note


@transaction.atomic
def vote(actor: User, entry: Entry, *, for_it: bool) -> Vote:
    """Say whether an entry should be on the list; the last one said counts, all are on record."""
    held, seat = _at_the_table(actor, entry)
    cut = held.present_cut.code
    said, _new = Vote.objects.update_or_create(entry=entry, cut=cut, seat=seat, defaults={"for_it": for_it})
    log("panel_voted", entry, actor, cut=cut, for_it=for_it)
    return said


@transaction.atomic
def move_across(actor: User, entry: Entry, *, onto: bool, reason: str) -> Move:
    """Decide for the panel that an entry is on the list or not, against its place, with the reason."""
    held, seat = _at_the_table(actor, entry)
    told = words_of(reason)
    if (entry.number in listed_by_place(held, held.present_cut)) is onto:
        raise SelectionError(_("By its place this entry stands there already, so nothing was stored."))
    try:
        with transaction.atomic():
            moved = Move.objects.create(entry=entry, cut=held.present_cut.code, seat=seat, onto=onto, reason=told)
    except IntegrityError as error:
        raise SelectionError(_("This entry was moved already. Take that back first.")) from error
    log("panel_moved", entry, actor, cut=moved.cut, onto=onto, reason=moved.reason)
    return moved


@transaction.atomic
def take_move_back(actor: User, move: Move) -> None:
    """Take a move for the present list back; it stays on record. Repeating it changes nothing."""
    held, _seat = _at_the_table(actor, move.entry)
    present = Move.objects.filter(pk=move.pk, cut=held.present_cut.code, taken_back_at=None)
    changed = present.update(taken_back_at=timezone.now())
    if changed:
        log("panel_move_taken_back", move.entry, actor, cut=move.cut, onto=move.onto)


def _at_the_table(actor: User, entry: Entry) -> tuple[SelectionRound, Seat]:
    """Return the locked round and the seat of somebody of its panel, while the panel sits.

    What keeps an evaluator from scoring an entry keeps a panellist from deciding on it.
    """
    held = SelectionRound.objects.hold(pk=entry.round_id)
    seat = panel_seat(actor, held)
    if seat is None:
        raise PermissionDenied
    if held.phase != Phase.PANEL:
        raise SelectionError(_("The panel does not sit now, so nothing was stored."))
    judged = judged_entries(held).select_related(*PLACES).filter(pk=entry.pk).first()
    if judged is None:
        raise SelectionError(_("This entry is not among those of which the panel decides now."))
    if conflict := conflict_of(held, judged, seat):
        raise SelectionError(panel_words(conflict))
    return held, seat
