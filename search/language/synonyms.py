"""Other words for the same thing, used on the query side only, below the literal word."""

from functools import cache
from typing import NamedTuple

from search.language.chain import terms
from search.language.tables import rows

Terms = tuple[str, ...]


class Synonym(NamedTuple):
    """What else is looked for: its terms, how much it counts (0–1), how it is written."""

    terms: Terms
    weight: float
    text: str


_TWO_WAY = {"synonym", "acronym"}


@cache
def table() -> dict[Terms, tuple[Synonym, ...]]:
    """Return the synonyms by the terms that call for them, from ``data/synonyms.tsv``."""
    found: dict[Terms, list[Synonym]] = {}
    for left, relation, weight, rights, _source in rows("synonyms.tsv"):
        for right in rights.split("|"):
            pairs = [(left, right)] + ([(right, left)] if relation in _TWO_WAY else [])
            for asked, other in pairs:
                key, value = tuple(terms(asked).split()), tuple(terms(other).split())
                if key and value and key != value:
                    found.setdefault(key, []).append(Synonym(value, float(weight), other))
    return {key: tuple(values) for key, values in found.items()}


@cache
def longest() -> int:
    """Return the number of terms of the longest expression that has a synonym."""
    return max(map(len, table()), default=0)
