"""Checking entries: each by itself, then against each other and against what is here already."""

from collections.abc import Container, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from innovations.importing.problems import Entry
from innovations.importing.schema import case_record
from innovations.models import InnovationPage
from units.models import Region


def check_entries(entries: Iterable[Entry], *, examples_allowed: bool) -> list[Entry]:
    """Fill in ``record`` of every entry and note all faults.

    One query, and one for each step of the longest chain of copies.
    """
    kind = case_record(frozenset(Region.objects.values_list("code", flat=True)))
    checked = list(entries)
    for entry in checked:
        if entry.readable:
            entry.record = kind.clean(entry.raw, "", entry.faults) or {}
            if entry.record.get("example") and not examples_allowed:
                entry.faults.add("example", True, _("Made-up cases are refused on this site."))
    _note_repeated_ids(checked)
    _note_broken_copies(checked)
    return checked


def _note_repeated_ids(entries: Sequence[Entry]) -> None:
    first: dict[str, Entry] = {}
    for entry in entries:
        key = entry.record.get("id")
        if key is None:
            continue
        earlier = first.setdefault(key, entry)
        if earlier is not entry:
            entry.faults.add("id", key, _("This id is in line %(line)s already.") % {"line": earlier.line})


def _note_broken_copies(entries: Sequence[Entry]) -> None:
    """Note copies of the case itself, of an unknown case, or in a circle; also of a case that is not imported."""
    given = {entry.record["id"]: entry.record.get("replicates") for entry in entries if "id" in entry.record}
    here = _copies_here({entry.record["replicates"] for entry in entries if "replicates" in entry.record})
    copies = {**here, **given}
    for entry in entries:
        original = entry.record.get("replicates")
        if original is None:
            continue
        if original == entry.record.get("id"):
            entry.faults.add("replicates", original, _("A case cannot be a copy of itself."))
        elif original not in copies:
            entry.faults.add("replicates", original, _("There is no case with this id, neither in the file nor here."))
        elif _circle(entry.record.get("id"), copies):
            entry.faults.add("replicates", original, _("These cases are copies of each other, in a circle."))
    _note_copies_of_faulty(entries, here)


def _copies_here(wanted: set[str]) -> dict[str, str | None]:
    """Return what each of these cases copies, what that one does, and so on, as far as they are here."""
    found: dict[str, str | None] = {}
    while wanted:
        cases = InnovationPage.objects.filter(record_id__in=wanted)
        step = dict(cases.values_list("record_id", "replicates__record_id"))
        found.update(step)
        wanted = {original for original in step.values() if original} - found.keys()
    return found


def _circle(start: str | None, copies: Mapping[str, str | None]) -> bool:
    seen: set[str] = set()
    step = start
    while step is not None and step not in seen:
        seen.add(step)
        step = copies.get(step)
    return step is not None and step == start


def _note_copies_of_faulty(entries: Sequence[Entry], here: Container[str]) -> None:
    """Note copies of a record that is itself faulty: imported alone, they would point nowhere."""
    waiting = [entry for entry in entries if entry.record.get("replicates") and not entry.faults.serious]
    good = {entry.record["id"] for entry in entries if not entry.faults.serious}
    while True:
        lost = [entry for entry in waiting if entry.record["replicates"] not in good]
        lost = [entry for entry in lost if entry.record["replicates"] not in here]
        if not lost:
            return
        for entry in lost:
            original = entry.record["replicates"]
            entry.faults.add("replicates", original, _("The case with this id has faults of its own."))
            good.discard(entry.record["id"])
            waiting.remove(entry)
