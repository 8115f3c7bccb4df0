"""One search asked twice, before and after a change: what comes, what goes, what moves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.documents import CaseDocument
from search.errors import SearchUnavailable
from search.finding import Found, find, still_public
from search.language.thesaurus import Thesaurus
from search.parameters import Parameters

_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Row:
    """A case at its place in the answer, and what became of it."""

    place: int
    case: CaseDocument
    change: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """The first hits of a search before and after; ``reason`` says why there are none."""

    text: str
    total_before: int = 0
    total_after: int = 0
    before: tuple[Row, ...] = ()
    after: tuple[Row, ...] = ()
    reason: str = ""

    @property
    def is_same(self) -> bool:
        """Say whether nothing that is shown changes."""
        return self.total_before == self.total_after and [row.case for row in self.before] == [
            row.case for row in self.after
        ]


def compare(text: str, before: Thesaurus, after: Thesaurus, now: datetime) -> Comparison:
    """Ask a search with two thesauruses; an engine that is down is no error. Four SQL queries."""
    parameters = Parameters(q=text, page_size=_SHOWN)
    try:
        old, new = (find(parameters, now, thesaurus) for thesaurus in (before, after))
    except SearchUnavailable as unavailable:
        return Comparison(text, reason=unavailable.reason)
    old_cases, new_cases = _cases(old, now), _cases(new, now)
    old_places, new_places = _places(old_cases), _places(new_cases)
    return Comparison(
        text,
        old.result.total,
        new.result.total,
        tuple(Row(place, case, _leaving(case, new_places)) for place, case in enumerate(old_cases, 1)),
        tuple(Row(place, case, _coming(case, place, old_places)) for place, case in enumerate(new_cases, 1)),
    )


def _cases(found: Found, now: datetime) -> list[CaseDocument]:
    return [one.hit.document for one in still_public(found, now)]


def _places(cases: list[CaseDocument]) -> dict[int, int]:
    return {case.page_id: place for place, case in enumerate(cases, 1)}


def _leaving(case: CaseDocument, places: dict[int, int]) -> str:
    return "" if case.page_id in places else _("leaves the first %d") % _SHOWN


def _coming(case: CaseDocument, place: int, places: dict[int, int]) -> str:
    before = places.get(case.page_id)
    if before is None:
        return _("new here")
    steps = before - place
    if steps > 0:
        return ngettext("up %d place", "up %d places", steps) % steps
    if steps < 0:
        return ngettext("down %d place", "down %d places", -steps) % -steps
    return ""
