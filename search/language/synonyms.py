"""Other words for the same thing, used on the query side only, below the literal word."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from search.language.chain import terms
from search.language.tables import rows

Terms = tuple[str, ...]

TWO_WAY = frozenset({"synonym", "acronym"})
"""The relations whose right side also finds the left one."""


_ENGLISH = "English"
"""The source of entries whose word is English, and has a plural that our stems don't know."""


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


def by_terms(entries: Iterable[Entry]) -> Mapping[Terms, tuple[Synonym, ...]]:
    """Return the synonyms by the terms that call for them; what says nothing (``sim`` for ``sim``) is left out."""
    found: dict[Terms, list[Synonym]] = {}
    for entry in entries:
        for right in entry.others:
            pairs = [(entry.word, right)] + ([(right, entry.word)] if entry.relation in TWO_WAY else [])
            if entry.source == _ENGLISH:
                pairs.append((_plural(entry.word), right))
            for asked, other in pairs:
                key, value = terms_of(asked), terms_of(other)
                if key and value and key != value:
                    found.setdefault(key, []).append(Synonym(value, entry.weight, other))
    return {key: tuple(values) for key, values in found.items()}


def _plural(english: str) -> str:
    """Return an English expression in the plural, as it is made of most words: «permit», «disability»."""
    return f"{english[:-1]}ies" if english.endswith("y") and english[-2] not in "aeiou" else f"{english}s"
