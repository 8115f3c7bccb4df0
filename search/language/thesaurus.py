"""What words mean besides themselves: their synonyms and their senses, of one set of entries."""

from collections.abc import Hashable, Iterable, Set
from functools import cache
from typing import Protocol, TypeVar

from search.language import senses, synonyms
from search.language.chain import normalise
from search.language.senses import Sense


class _Entry(Protocol):
    @property
    def key(self) -> Hashable: ...


AnyEntry = TypeVar("AnyEntry", bound=_Entry)


class Thesaurus:
    """The synonyms and the senses of words, by the terms that call for them."""

    def __init__(
        self, synonym_entries: Iterable[synonyms.Entry] = (), sense_entries: Iterable[senses.Entry] = ()
    ) -> None:
        """Turn the words of the entries into terms."""
        synonym_entries, sense_entries = tuple(synonym_entries), tuple(sense_entries)
        self.synonyms = synonyms.by_terms(synonym_entries)
        self.longest = max(map(len, self.synonyms), default=0)
        """The number of terms of the longest expression that has a synonym."""
        asked = [*(entry.word for entry in synonym_entries), *(entry.word for entry in sense_entries)]
        self.words = frozenset(word for word in map(normalise, asked) if " " not in word)
        """The single words that have an entry, in normal spelling."""
        self._senses = senses.by_terms(sense_entries)

    def meant(self, term: str, beside: Set[str]) -> tuple[Sense, ...]:
        """Return the senses of a term that fit the terms beside it: one where they decide, else all.

        >>> [sense.text for sense in bundled().meant("sim", {"keliling"})]
        ['surat izin mengemudi']
        """
        possible = self._senses.get((term,), ())
        votes = [len(sense.neighbours & beside) for sense in possible]
        most = max(votes, default=0)
        if votes.count(most) == 1:
            return (possible[votes.index(most)],)
        return possible


@cache
def bundled() -> Thesaurus:
    """Return the thesaurus as it comes, without what editors changed."""
    return Thesaurus(synonyms.bundled_entries(), senses.bundled_entries())


def overlaid(base: Iterable[AnyEntry], own: Iterable[tuple[AnyEntry, bool]]) -> list[AnyEntry]:
    """Return entries with others laid over them, each used or (False) only there to switch one off.

    An entry takes the place of those with the same key.
    """
    entries = list(own)
    replaced = {entry.key for entry, _used in entries}
    return [entry for entry in base if entry.key not in replaced] + [entry for entry, used in entries if used]
