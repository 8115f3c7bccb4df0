"""What the page of objections to a round's lists shows to one reader."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from common.models import User
from selections.entries.conflicts import objection_conflicts
from selections.models import Entry, Objection, SelectionRound
from selections.queries import whos_of
from selections.results.objecting import REFUSED
from selections.rules.objections import objection_refusal
from selections.rules.phases import Phase, Who
from units.queries import desk_units


@dataclass(frozen=True)
class ObjectionsPage:
    """Objections with their answers; ``own`` of the reader, ``waiting`` for who is to answer them.

    ``kept_away`` are the keys of those that wait and are for others of the secretariat to answer.
    ``refused`` says why none is taken now.
    """

    answered: Sequence[Objection]
    own: Sequence[Objection]
    waiting: Sequence[Objection]
    kept_away: Collection[int]
    until: datetime | None
    refused: Any


def objections_page(user: User | AnonymousUser, selection_round: SelectionRound, now: datetime) -> ObjectionsPage:
    """Return the objections to a round's lists as far as the reader may see them: at most seven queries.

    What is not answered yet is read by its author and the secretariat alone.
    """
    told = Objection.objects.filter(round=selection_round).exclude(cut="").defer("entry__record", "entry__answers")
    objections = told.select_related("entry__unit__agency", "unit__agency")
    open_ones = objections.filter(answered_at=None)
    secretariat = Who.SECRETARIAT in whos_of(user, selection_round)
    waiting = list(open_ones) if secretariat else []
    until = selection_round.present_cut.objections_until
    refused = objection_refusal(Phase(selection_round.phase), until, now)
    return ObjectionsPage(
        answered=list(objections.exclude(answered_at=None)),
        own=list(open_ones.filter(author=user.pk)) if user.is_authenticated else [],
        waiting=waiting,
        kept_away=objection_conflicts(user.pk, selection_round, waiting) if waiting and user.pk else (),
        until=until,
        refused=REFUSED[refused] if refused else None,
    )


def entries_to_object_to(user: User | AnonymousUser, selection_round: SelectionRound) -> QuerySet[Entry]:
    """Return the entries that an objection can be about: those on the present list, and those of the person's units."""
    on_list = Q(placements__cut=selection_round.present_cut.code)
    entries = Entry.objects.filter(on_list | Q(unit__in=desk_units(user)), round=selection_round)
    return entries.only("number", "title").distinct()
