"""A unit enters a case in a round and writes the entry."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import User
from innovations.models import InnovationPage
from innovations.record import canonical_json, record_sha256, to_record
from innovations.rules.texts import LONGEST_TEXT, UNSHOWABLE, word_count
from selections.actions.held_entries import hold_to_write, require_seen, store
from selections.actions.log import log
from selections.entries.hands import writes_for
from selections.entries.queries import is_invited, is_taking
from selections.errors import SelectionError
from selections.models import Entry, SelectionRound
from selections.rules.answers import prefilled
from selections.rules.entries import EntryState
from selections.rules.rulebook import Rulebook


@transaction.atomic
def enter_case(actor: User, selection_round: SelectionRound, case: InnovationPage, group: str, category: str) -> Entry:
    """Enter a published case in a round, its form filled from the case; return the entry where there is one already.

    Raises PermissionDenied for somebody who does not write for the case's unit, SelectionError while the
    round takes no entries, for a unit that can't take part, and for a case that is not published.
    """
    # Who enters waits for who enters at the same moment: each gets a number of its own.
    held = SelectionRound.objects.hold(pk=selection_round.pk)
    page = InnovationPage.objects.select_related("unit__agency", "replicates", "live_revision").get(pk=case.pk)
    if not writes_for(actor, page.unit):
        raise PermissionDenied
    entered = Entry.objects.filter(round=held, case=page).exclude(state=EntryState.WITHDRAWN).first()
    if entered is not None:
        return entered
    now, rulebook = timezone.now(), held.rulebook
    _require_fit(held, rulebook, page, group, now)
    _require_category(rulebook, category)
    last = Entry.objects.filter(round=held).aggregate(last=Max("number"))["last"]
    entry = Entry(round=held, number=(last or 0) + 1, case=page, unit=page.unit, group=group, category=category)
    record = _pin(entry, page, now)
    entry.answers = prefilled(record, rulebook.sections_of(group))
    entry.started_by = actor
    entry.save()
    log("entry_begun", entry, actor, after=entry.state, group=group, category=category, sha256=entry.record_sha256)
    return entry


@transaction.atomic
def save_answers(actor: User, entry: Entry, answers: Mapping[str, str], category: str, *, seen: int) -> Entry:
    """Keep what was written in the form, by the codes of its questions; what says nothing new changes nothing.

    So the button may be pressed while the form saves itself: the same text twice is no conflict.

    Raises PermissionDenied for somebody who may not write the entry, StaleError where somebody was
    quicker, SelectionError once it can't be written any more, and for a text that can't be kept.
    """
    held = hold_to_write(actor, entry)
    rulebook = held.round.rulebook
    _require_category(rulebook, category)
    kept = {one.code: _plain(answers.get(one.code, ""), one.name) for one in rulebook.sections_of(held.group)}
    changed = {code: word_count(text) for code, text in kept.items() if text != held.answers.get(code, "")}
    if not changed and category == held.category:
        return held
    require_seen(held, seen)
    held.answers, held.category = held.answers | kept, category
    store(held)
    log("entry_written", held, actor, words=changed, category=category)
    return held


@transaction.atomic
def pin_again(actor: User, entry: Entry, *, seen: int) -> Entry:
    """Pin the case as it is published now, in place of the record that was pinned; the answers stay as written.

    Raises as ``save_answers`` does, and SelectionError for a case that is not published any more.
    """
    held = hold_to_write(actor, entry, seen=seen)
    page = InnovationPage.objects.select_related("unit__agency", "replicates", "live_revision").get(pk=held.case_id)
    _require_published(page)
    before = held.record_sha256
    _pin(held, page, timezone.now())
    if held.record_sha256 == before:
        return held
    store(held)
    log("entry_pinned", held, actor, before=before, sha256=held.record_sha256)
    return held


def _pin(entry: Entry, page: InnovationPage, now: datetime) -> dict[str, Any]:
    record = to_record(page)
    entry.title = page.title
    entry.record, entry.record_sha256 = canonical_json(record), record_sha256(record)
    entry.revision, entry.pinned_at = page.live_revision, now
    return record


def _require_fit(held: SelectionRound, rulebook: Rulebook, page: InnovationPage, group: str, now: datetime) -> None:
    """Raise SelectionError unless the round takes this case in this group now."""
    if not is_taking(held, now):
        raise SelectionError(_("%(round)s takes no entries now.") % {"round": held})
    if held.agency_id is not None and held.agency_id != page.unit.agency_id:
        raise SelectionError(_("%(round)s is for units of %(agency)s alone.") % {"round": held, "agency": held.agency})
    found = next((one for one in rulebook.groups if one.code == group), None)
    if found is None:
        raise SelectionError(_("Choose a group of the round."))
    if not is_invited(held, found, page.unit):
        raise SelectionError(
            _("“%(group)s” is by invitation, and %(unit)s has none. Ask the secretariat, or choose another group.")
            % {"group": found.name, "unit": page.unit}
        )
    _require_published(page)


def _require_published(page: InnovationPage) -> None:
    if not page.live:
        raise SelectionError(_("“%(case)s” is not published. Publish it first.") % {"case": page})


def _require_category(rulebook: Rulebook, category: str) -> None:
    if category not in {one.code for one in rulebook.categories}:
        raise SelectionError(_("Choose a category of the round."))


def _plain(text: str, name: str) -> str:
    """Return a text as it is kept; raises SelectionError naming the question whose text can't be."""
    if len(text) > LONGEST_TEXT or UNSHOWABLE.search(text):
        raise SelectionError(
            _("“%(section)s”: this text is too long or holds characters that can't be shown.") % {"section": name}
        )
    return text.replace("\r\n", "\n").strip()
