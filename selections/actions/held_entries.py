"""Holding an entry for one act at a time."""

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from common.models import User
from selections.entries.conflict_words import secretariat_words
from selections.entries.hands import hands_of
from selections.entries.queries import RELATED, clock_of, history
from selections.errors import REFUSED_ENTRY, SelectionError, StaleError
from selections.models import Entry, SelectionRound
from selections.rules.entries import EntryRefusal, EntryState, deciding_refusal, writing_refusal
from selections.rules.phases import Phase


def hold_with_round(entry: Entry, *, seen: int) -> Entry:
    """Lock an entry whose state changes, and its round before it; raises as ``hold_entry`` does.

    The round can't go on while one of its entries does, and of two entries for the last place of a
    quota one waits for the other.
    """
    SelectionRound.objects.hold(pk=entry.round_id)
    return hold_entry(entry, seen=seen)


def hold_entry(entry: Entry, *, seen: int) -> Entry:
    """Lock an entry for somebody who looked at version ``seen``; raises StaleError where somebody was quicker.

    Who may do what is not asked here.
    """
    held = _lock(entry)
    require_seen(held, seen)
    return held


def hold_to_write(actor: User, entry: Entry, *, seen: int | None = None) -> Entry:
    """Lock an entry whose texts and papers are changed; the clock of the server decides, once it is locked.

    Without ``seen`` the caller asks for it with ``require_seen``, once it knows that something changes.
    Raises PermissionDenied, StaleError where somebody was quicker, SelectionError for what is late.
    """
    held = _lock(entry)
    if seen is not None:
        require_seen(held, seen)
    clock = clock_of(held.round.rulebook.dates, timezone.now())
    require(writing_refusal(EntryState(held.state), Phase(held.round.phase), hands_of(actor, held), clock), actor, held)
    return held


def require_secretariat(actor: User, held: Entry) -> None:
    """Raise PermissionDenied for somebody who is not of the secretariat, SelectionError for a conflict of interest."""
    require(deciding_refusal(hands_of(actor, held)), actor, held)


def require_impartial(actor: User, entry: Entry) -> None:
    """Raise SelectionError where somebody of the secretariat has a conflict of interest with an entry."""
    if words := secretariat_words(actor, entry):
        raise SelectionError(words)


def require_seen(held: Entry, seen: int) -> None:
    """Raise StaleError where somebody changed an entry since it was looked at in version ``seen``."""
    if held.version != seen:
        last = history(held).first()
        raise StaleError(str(last.actor or "") if last else "")


def require(refused: EntryRefusal | None, actor: User, held: Entry) -> None:
    """Raise PermissionDenied or SelectionError where something is refused."""
    if refused is EntryRefusal.HAND:
        raise PermissionDenied
    if refused is EntryRefusal.CONFLICT:
        raise SelectionError(secretariat_words(actor, held))
    if refused is not None:
        raise SelectionError(REFUSED_ENTRY[refused])


def store(held: Entry) -> None:
    """Keep a change, so that who looked before is told."""
    held.version += 1
    held.save()


def _lock(entry: Entry) -> Entry:
    return Entry.objects.select_for_update(of=("self",)).select_related(*RELATED).get(pk=entry.pk)
