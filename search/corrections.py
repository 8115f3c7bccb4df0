"""Words that no case has: what may have been meant, from the index's own words alone.

A word that a case has is never replaced, nor one that the language's tables know. Neighbours
may also be one word of the index («peduli lindungi»), an unknown word two of them
(«kotaklontar») or one misspelled.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from search.engines.base import Engine
from search.expansion import Clause, correct, join, joined
from search.language import is_known, stem
from search.language.thesaurus import Thesaurus
from search.rarity import Frequencies, weigh

_SHORTEST_PART: Final = 3
_SHORTEST_WHOLE: Final = 7


def checked(
    engine: Engine, clauses: Sequence[Clause], now: int, thesaurus: Thesaurus | None = None
) -> tuple[tuple[Clause, ...], dict[str, str]]:
    """Return clauses with what the index has instead of unknown words, each with its weight, and the replacements."""
    if not clauses:
        return (), {}
    pairs = joined(clauses)
    known = engine.frequencies({*_terms(clauses), *pairs.values()})
    clauses = join(clauses, (surface for surface, term in pairs.items() if term in known.of))
    unknown = [clause.literal.text for clause in clauses if clause.is_word and not known.rarity(clause)]
    possible = {word: _parted(engine, word) or _alike(engine, word, now) for word in unknown if not is_known(word)}
    corrections = {word: instead for word, instead in possible.items() if instead}
    if corrections:
        clauses = correct(clauses, corrections, thesaurus)
        known = engine.frequencies(_terms(clauses))
    return weigh(clauses, known), corrections


def _terms(clauses: Iterable[Clause]) -> set[str]:
    return {term for clause in clauses for one in clause.alternatives for term in one.terms}


def _alike(engine: Engine, word: str, now: int) -> str:
    return next(iter(engine.similar_words(word, now)), "")


def _parted(engine: Engine, word: str) -> str:
    """Return the two known words that a word was made of, the commoner pair first; empty if there are none."""
    if len(word) < _SHORTEST_WHOLE or not word.isalpha():
        return ""
    pairs = {f"{left} {right}": (stem(left), stem(right)) for left, right in _cuts(word)}
    known = engine.frequencies({term for pair in pairs.values() for term in pair})
    commonest = max(pairs, key=lambda text: _commonness(pairs[text], known))
    return commonest if _commonness(pairs[commonest], known) else ""


def _cuts(word: str) -> Iterator[tuple[str, str]]:
    for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        yield word[:place], word[place:]


def _commonness(pair: tuple[str, str], known: Frequencies) -> int:
    return min(known.of.get(term, 0) for term in pair)
