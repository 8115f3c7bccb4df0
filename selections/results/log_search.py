"""The log of a round, searched and made readable."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _

from common.models import Event
from common.tables import Column, Table
from selections.entries.queries import numbered_or_titled
from selections.log_words import act_words, verb_of
from selections.models import Entry, SelectionRound
from selections.queries import log_of
from selections.rules.log import shown_details

_ENTRY = Entry._meta.label_lower
_WORDS = ("note", "reason", "text")


@dataclass(frozen=True)
class LogLine:
    """An act in words; ``said`` is what the person wrote with it, ``details`` all that may be read."""

    at: datetime
    actor: str
    act: str
    entry: Entry | None
    details: dict[str, Any]

    @property
    def said(self) -> str:
        """Return the note or reason that was given."""
        return next((self.details[key] for key in _WORDS if self.details.get(key)), "")


def searched(selection_round: SelectionRound, *, entry: str = "", person: str = "", act: str = "") -> QuerySet[Event]:
    """Return the acts in a round, the latest first: of entries by number or title, of people by name or address.

    At most one query before the one that reads them.
    """
    events = log_of(selection_round)
    if act:
        events = events.filter(verb=verb_of(act))
    if person:
        named = events.annotate(full_name=Concat("actor__first_name", Value(" "), "actor__last_name"))
        events = named.filter(Q(full_name__icontains=person) | Q(actor__email__icontains=person))
    if entry:
        keys = Entry.objects.filter(numbered_or_titled(entry), round=selection_round).values_list("pk", flat=True)
        events = events.filter(object_type=_ENTRY, object_id__in=[str(key) for key in keys])
    return events


def log_lines(events: Iterable[Event], *, sees_scores: bool) -> list[LogLine]:
    """Return acts in words: two queries."""
    rows = list(events)
    keys = {row.object_id for row in rows if row.object_type == _ENTRY}
    entries = {str(one.pk): one for one in Entry.objects.filter(pk__in=keys).only("number", "title")}
    return [
        LogLine(
            at=row.at,
            actor=str(row.actor or ""),
            act=act_words(row.verb),
            entry=entries.get(row.object_id) if row.object_type == _ENTRY else None,
            details=shown_details(row.verb, row.data, sees_scores=sees_scores),
        )
        for row in rows
    ]


def log_table(lines: Sequence[LogLine]) -> Table[LogLine]:
    """Return acts as a table to download, with all details as JSON."""
    return Table(
        title=_("Log"),
        columns=[
            Column(_("Time"), lambda line: timezone.localtime(line.at).isoformat(timespec="seconds")),
            Column(_("Person"), lambda line: line.actor),
            Column(_("Act"), lambda line: line.act),
            Column(_("Number"), lambda line: line.entry.number if line.entry else ""),
            Column(_("Entry"), lambda line: line.entry.title if line.entry else ""),
            Column(_("Note"), lambda line: line.said),
            Column(_("Details"), lambda line: json.dumps(line.details, ensure_ascii=False, sort_keys=True)),
        ],
        rows=lines,
    )
