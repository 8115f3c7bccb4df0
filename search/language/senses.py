"""Words that mean more than one thing («SIM»), told apart by the words beside them."""

from collections.abc import Set
from functools import cache
from typing import NamedTuple

from search.language.synonyms import Terms, terms_of
from search.language.tables import rows


class Sense(NamedTuple):
    """One thing that a word may mean: written out, its terms, and the terms that speak for it."""

    text: str
    terms: Terms
    neighbours: frozenset[str]


@cache
def senses() -> dict[str, tuple[Sense, ...]]:
    """Return the senses of each word of several, by its term, from ``data/senses.tsv``."""
    found: dict[str, list[Sense]] = {}
    for word, text, neighbours, _source in rows("senses.tsv"):
        near = frozenset(term for one in neighbours.split() for term in terms_of(one))
        own = terms_of(text)
        found.setdefault(terms_of(word)[0], []).append(Sense(text, own, near.union(own)))
    return {term: tuple(one) for term, one in found.items()}


def meant(term: str, beside: Set[str]) -> tuple[Sense, ...]:
    """Return the senses of a term that fit the terms beside it: one where they decide, else all.

    >>> [sense.text for sense in meant("sim", {"keliling"})]
    ['surat izin mengemudi']
    """
    possible = senses().get(term, ())
    votes = [len(sense.neighbours & beside) for sense in possible]
    most = max(votes, default=0)
    if votes.count(most) == 1:
        return (possible[votes.index(most)],)
    return possible
