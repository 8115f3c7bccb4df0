"""Checking entries, beside the request: for thousands of them it takes longer than a request may.

What is known is read and compared without holding anything. Findings are stored in batches, each
holding its entries alone; an entry that changed since it was read keeps what was found before.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from selections.checks.known_entries import known_entries
from selections.errors import SelectionError
from selections.models import CheckFinding, CheckRun, Entry, SelectionRound
from selections.rules.checks import Finding, check_entry
from selections.rules.entries import UNDECIDED
from selections.runs import CLAIM, finish

_BATCH: Final = 500
_READ = ("answers", "group", "number", "unit", "round", "case", "version")

Checked = tuple[Entry, list[Finding]]


def check_as_asked(run: CheckRun) -> None:
    """Check the entries that a run is about, in batches."""
    waiting = Entry.objects.filter(round=run.round, state__in=UNDECIDED)
    if run.entry_id is not None:
        waiting = waiting.filter(pk=run.entry_id)
    entries = list(waiting.only(*_READ))
    run.total, run.checked = len(entries), 0
    run.save()
    found = _findings(run.round, entries)
    while some := list(islice(found, _BATCH)):
        with transaction.atomic():
            run.checked += _store(some)
            run.claimed_until = timezone.now() + CLAIM
            run.save()
    finish(run)


def closing_day(held: SelectionRound) -> date:
    """Return the day from which age is counted back; raises SelectionError where the rules lost it."""
    closes_at = held.rulebook.dates.closes_at
    if closes_at is None:
        raise SelectionError(_("The round has no closing time. Amend its rules first."))
    return timezone.localdate(closes_at)


def _findings(held: SelectionRound, entries: Sequence[Entry]) -> Iterator[Checked]:
    rulebook, closes_on = held.rulebook, closing_day(held)
    for entry, known in known_entries(held, entries):
        group = rulebook.group(entry.group)
        asked = rulebook.sections_of(entry.group), rulebook.papers_of(entry.group)
        yield entry, check_entry(known, group, *asked, closes_on)


def _store(some: Sequence[Checked]) -> int:
    """Store what was found of the entries that did not change meanwhile; return how many those are."""
    held = Entry.objects.select_for_update().filter(pk__in=[entry.pk for entry, _found in some], state__in=UNDECIDED)
    versions = dict(held.order_by("pk").values_list("pk", "version"))
    unchanged = [(entry, found) for entry, found in some if versions.get(entry.pk) == entry.version]
    rows = [
        CheckFinding(entry=entry, check_code=one.check, found=one.found, facts={"reason": one.reason, **one.facts})
        for entry, found in unchanged
        for one in found
    ]
    CheckFinding.objects.bulk_create(
        rows,
        batch_size=_BATCH,
        update_conflicts=True,
        unique_fields=["entry", "check_code"],
        update_fields=["found", "facts"],
    )
    return len(unchanged)
