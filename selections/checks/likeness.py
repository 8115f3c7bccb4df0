"""How alike the texts of entries are: asked of whichever room can tell.

This room does not know that texts are searched. Search registers its comparer when the site
starts; without one, nobody can tell, which the check says as unknown.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

ALIKE_FROM: Final = 0.3
"""From which share of the same words on a person looks at two entries. The 79 cases that come with the
project share at most 0.25 with another; a copy of one of them in which every third word is replaced
shares 0.44 with it in the median."""

MOST: Final = 10
"""So many others are asked for."""


@dataclass(frozen=True)
class EntryText:
    """What likeness is judged by."""

    title: str
    text: str


@dataclass(frozen=True)
class Likeness:
    """Another entry, the share of its words (0 to 1) that are the same, and whether its title is."""

    key: int
    share: float
    same_title: bool


class Comparer(Protocol):
    """Tells which entries are alike."""

    def __call__(
        self, texts: Mapping[int, EntryText], asked: Collection[int], least: float, most: int
    ) -> Mapping[int, list[Likeness]]:
        """Return for each key asked for at most ``most`` others, the likest first, same titles before all.

        Those have the same title, or the share of their words that are the same is at least ``least``.
        """


_comparers: list[Comparer] = []


def register_comparer(comparer: Comparer) -> None:
    """Let a room answer how alike texts are; the last one registered does."""
    _comparers[:] = [comparer]


def alike(texts: Mapping[int, EntryText], asked: Collection[int]) -> Mapping[int, list[Likeness]] | None:
    """Return for each key asked for the entries that are like it; None where nobody can tell."""
    for comparer in _comparers:
        return comparer(texts, asked, ALIKE_FROM, MOST)
    return None
