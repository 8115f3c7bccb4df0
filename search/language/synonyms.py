"""Other words for the same thing, used on the query side only, below the literal word."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from search.language.chain import terms
from search.language.tables import rows

Terms = tuple[str, ...]

TWO_WAY = frozenset({"synonym", "acronym"})
"""The relations whose right side also finds the left one."""


class Entry(NamedTuple):
    """A line of the table: whoever asks for ``word`` also finds ``others``, for a ``weight`` below 1."""

    word: str
    relation: str
    weight: float
    others: tuple[str, ...]
    source: str = ""

    @property
    def key(self) -> tuple[Terms, str]:
        """Return what tells entries apart: the word as it is searched, and the relation."""
        return terms_of(self.word), self.relation


class Synonym(NamedTuple):
    """What else is looked for: its terms, how much it counts (0–1), how it is written."""

    terms: Terms
    weight: float
    text: str


class Thesaurus:
    """The synonyms of a set of entries, by the terms that call for them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Turn the words into terms; what says nothing (``sim`` for ``sim``) is left out."""
        found: dict[Terms, list[Synonym]] = {}
        for entry in entries:
            for right in entry.others:
                pairs = [(entry.word, right)] + ([(right, entry.word)] if entry.relation in TWO_WAY else [])
                for asked, other in pairs:
                    key, value = terms_of(asked), terms_of(other)
                    if key and value and key != value:
                        found.setdefault(key, []).append(Synonym(value, entry.weight, other))
        self.table: Mapping[Terms, tuple[Synonym, ...]] = {key: tuple(values) for key, values in found.items()}
        self.longest = max(map(len, self.table), default=0)
        """The number of terms of the longest expression that has a synonym."""


def terms_of(text: str) -> Terms:
    """Return a text's terms; two texts with the same ones are the same to the search."""
    return tuple(terms(text).split())


@cache
def bundled_entries() -> tuple[Entry, ...]:
    """Return the entries of ``data/synonyms.tsv``."""
    return tuple(
        Entry(word, relation, float(weight), tuple(others.split("|")), source)
        for word, relation, weight, others, source in rows("synonyms.tsv")
    )


@cache
def bundled() -> Thesaurus:
    """Return the thesaurus as it comes, without what editors changed."""
    return Thesaurus(bundled_entries())


def overlaid(base: Iterable[Entry], own: Iterable[tuple[Entry, bool]]) -> list[Entry]:
    """Return entries with others laid over them, each used or (False) only there to switch one off.

    An entry takes the place of those with the same word and relation.
    """
    entries = list(own)
    replaced = {entry.key for entry, _used in entries}
    return [entry for entry in base if entry.key not in replaced] + [entry for entry, used in entries if used]
