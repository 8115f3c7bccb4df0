"""Words that mean more than one thing («SIM»), told apart by the words beside them. Query side only."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from search.language.synonyms import Terms, terms_of
from search.language.tables import rows


class Entry(NamedTuple):
    """A line of the table: one meaning of ``word``, written out, and the ``neighbours`` that speak for it."""

    word: str
    meaning: str
    neighbours: tuple[str, ...]
    source: str = ""

    @property
    def key(self) -> tuple[Terms, Terms]:
        """Return what tells entries apart: the word and the meaning as they are searched."""
        return terms_of(self.word), terms_of(self.meaning)


class Sense(NamedTuple):
    """One thing that a word may mean: written out, its terms, and the terms that speak for it."""

    text: str
    terms: Terms
    neighbours: frozenset[str]


@cache
def bundled_entries() -> tuple[Entry, ...]:
    """Return the entries of ``data/senses.tsv``."""
    return tuple(
        Entry(word, meaning, tuple(neighbours.split()), source)
        for word, meaning, neighbours, source in rows("senses.tsv")
    )


def by_terms(entries: Iterable[Entry]) -> Mapping[Terms, tuple[Sense, ...]]:
    """Return the senses of each word; the words of a meaning speak for it too."""
    found: dict[Terms, list[Sense]] = {}
    for entry in entries:
        word, own = entry.key
        if word and own and word != own:
            near = frozenset(term for one in entry.neighbours for term in terms_of(one))
            found.setdefault(word, []).append(Sense(entry.meaning, own, near.union(own)))
    return {word: tuple(several) for word, several in found.items()}
