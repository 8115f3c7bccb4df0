"""Cases that are like another: asked of whichever room can tell how alike texts are.

This room does not know that cases are searched. Search registers its finder when the
site starts; without one, nothing is like anything.
"""

from collections.abc import Iterable, Mapping
from typing import Protocol

from innovations.cards import CaseCard
from innovations.models import InnovationPage, Tag

SHOWN = 4


class Finder(Protocol):
    """Tells which cases are like a text."""

    def __call__(self, texts: Mapping[str, str], besides: int | None, most: int) -> list[CaseCard]:
        """Return at most ``most`` cases that everyone may read now, the likest first, the page ``besides`` left out.

        ``texts`` is what is known of a case by the keys of its record: ``name``,
        ``spelled_out``, ``plain_title``, ``summary``, ``tags``. A finder that can't
        answer now finds nothing and raises nothing. Two queries at most.
        """


_finders: list[Finder] = []


def register_finder(finder: Finder) -> None:
    """Let a room answer which cases are alike; the last one registered does."""
    _finders[:] = [finder]


def similar_cases(texts: Mapping[str, str], besides: int | None) -> list[CaseCard]:
    """Return the visible cases that are like a text, the likest first: two queries at most."""
    return [card for finder in _finders for card in finder(texts, besides, SHOWN)]


def texts_of(page: InnovationPage, tags: Iterable[Tag]) -> dict[str, str]:
    """Return what likeness is judged by, of a page or a draft with these tags."""
    return {
        "name": page.title,
        "spelled_out": page.spelled_out,
        "plain_title": page.plain_title,
        "summary": page.summary,
        "tags": " ".join(tag.name for tag in tags),
    }
