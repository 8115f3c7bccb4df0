"""Cases that are like another: asked of whichever room can tell how alike texts are.

This room does not know that cases are searched. Search registers its finder when the
site starts; without one, nothing is like anything.
"""

from collections.abc import Mapping
from typing import Protocol

from django.utils import timezone

from innovations.cards import CaseCard
from innovations.models import InnovationPage
from innovations.queries import cards_by_key, public_keys

SHOWN = 4


class Finder(Protocol):
    """Tells which cases are like a text."""

    def __call__(self, texts: Mapping[str, str], besides: int | None, most: int) -> list[int]:
        """Return at most ``most`` pages of cases, the likest first, the page ``besides`` left out.

        ``texts`` is what is known of a case by the keys of its record: ``name``,
        ``spelled_out``, ``plain_title``, ``summary``, ``tags``. A finder that can't
        answer now finds nothing and raises nothing.
        """


_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Let a room answer which cases are alike; the last one registered does."""
    _finders[:] = [finder]


def similar_cases(texts: Mapping[str, str], besides: int | None) -> list[CaseCard]:
    """Return the visible cases that are like a text, the likest first: seven queries at most."""
    found = [key for finder in _finders for key in finder(texts, besides, SHOWN)]
    if not found:
        return []
    cards = cards_by_key(public_keys(found, timezone.now()))
    return [cards[key] for key in found if key in cards]


def texts_of(page: InnovationPage) -> dict[str, str]:
    """Return what likeness is judged by, of a page or a draft: one query for its tags."""
    return {
        "name": page.title,
        "spelled_out": page.spelled_out,
        "plain_title": page.plain_title,
        "summary": page.summary,
        "tags": " ".join(tag.name for tag in page.tags.all()),
    }
